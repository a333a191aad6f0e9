/* The ways into new namespaces, for --explain=c. */
#ifndef NSRUN_TELL_C_ENTER_H
#define NSRUN_TELL_C_ENTER_H

#include "base/text.h"
#include "plan/plan.h"

/* Add the statements for STEP_CLONE and STEP_UNSHARE. */
void emit_c_clone(struct text *text, const struct plan *plan, const struct step *step);
void emit_c_unshare(struct text *text, const struct plan *plan, const struct step *step);

/* Adds the function between(), which makes inner where another than the caller is to own the user
 * namespace. It stands behind inner(). */
void emit_c_between(struct text *text, const struct plan *plan, const struct step *clone);

#endif
