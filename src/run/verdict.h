/* What a walk came to, and nsrun's end. See the head of run.c. */
#ifndef NSRUN_RUN_VERDICT_H
#define NSRUN_RUN_VERDICT_H

#include "run/run.h"
#include "walk.h"

/* Judges a walk of this process's, nsrun's first, that is over: its result, and the failure of its
 * step if that is negative. The second process has ended. */
struct verdict verdict_reach(struct walk *walk, int result, struct failure failure);

/* Says on stderr what is to be said, takes back what was made outside for a command that did not
 * start, and returns nsrun's exit status, or dies of the command's signal. */
int verdict_obey(const struct walk *walk, struct verdict verdict);

/* For a check: dies of the signal that ended it, if one did and nsrun can. */
void verdict_heed_signal(const struct walk *walk);

#endif
