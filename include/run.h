/* Carrying a plan out. */
#ifndef NSRUN_RUN_H
#define NSRUN_RUN_H

#include "plan.h"

/* Does every step. Returns nsrun's exit status where the caller outlives the command or where a
 * step failed (its message is then printed); does not return where the caller becomes the
 * command, or dies of the command's signal. */
int run(const struct plan *plan);

#endif
