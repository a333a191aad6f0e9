/* Carrying a plan out. */
#ifndef NSRUN_RUN_H
#define NSRUN_RUN_H

#include "plan.h"
#include "verdict.h"

/* Does every step. Returns nsrun's exit status where the caller outlives the command or where a
 * step failed (its message is then printed); does not return where the caller becomes the
 * command, or dies of the command's signal. */
int run(const struct plan *plan);

/* Carries out a plan that is a check, prints nothing, and returns what came of it. Where that was
 * no second process's work, the caller is left in the new namespaces. Does not return where a
 * signal for the command would have ended nsrun. */
struct verdict run_check(const struct plan *plan);

#endif
