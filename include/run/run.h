/* Carrying a plan out. */
#ifndef NSRUN_RUN_RUN_H
#define NSRUN_RUN_RUN_H

#include "base/errors.h"
#include "plan/plan.h"

/* What a walk came to. See the head of run.c. */
enum verdict_kind {
	VERDICT_READY,  /* inner came to the exec; outer has waited for it */
	VERDICT_FAILED, /* a step failed */
	VERDICT_ENDED,  /* a signal or the deadline came first */
	VERDICT_DEAD,   /* the second process died */
};

struct verdict {
	enum verdict_kind kind;
	/* Unless the kind is VERDICT_READY: the step that failed, or in front of which nsrun was
	 * waiting, and the reason. */
	size_t at;
	struct failure failure;
};

/* Does every step. Returns nsrun's exit status where nsrun waits for the command, or where a step
 * has failed, whose message is printed then. Does not return where nsrun becomes the command, or
 * dies of the signal that the command died of. */
int run(const struct plan *plan);

/* Carries out a plan that is a check, prints nothing, and returns what came of it. Where no second
 * process did the steps, the caller is in the new namespaces afterwards. Does not return where a
 * signal ended the check: nsrun dies of it. */
struct verdict run_check(const struct plan *plan);

#endif
