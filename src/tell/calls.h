/* What carries a step out, for --explain. */
#ifndef NSRUN_TELL_CALLS_H
#define NSRUN_TELL_CALLS_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds the system calls with their arguments, and the fallback where there is one. */
void step_add_call(struct text *text, const struct plan *plan, const struct step *step);

/* The flag of mount(2) for STEP_PROPAGATION. */
const char *step_propagation_flag(const struct step *step);

/* The manual page that the rule comes from: "clone(2)". */
const char *step_manual_page(enum step_kind kind);

/* The rule, in a sentence that begins with a capital letter; "" where the phrase says it all. */
const char *step_rule(const struct step *step);

#endif
