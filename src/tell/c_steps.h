/* The statements that carry a step out. */
#ifndef NSRUN_TELL_C_STEPS_H
#define NSRUN_TELL_C_STEPS_H

#include "base/text.h"
#include "c_parts.h"
#include "plan/plan.h"

/* The parts that the step's statements need. */
part_set emit_c_needs(const struct plan *plan, const struct step *step);

/* Adds a comment and the statements. They stand in a function of the step's actor; in outer's `pid`
 * is inner's. What fails calls fail(). */
void emit_c_step(struct text *text, const struct plan *plan, const struct step *step);

#endif
