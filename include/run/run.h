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
	/* Unless it is ready: at this step, or when nsrun itself was waiting in front of it, and
	 * why. */
	size_t at;
	struct failure failure;
};

/* Does every step. Returns nsrun's exit status where the caller outlives the command or where a
 * step failed (its message is then printed); does not return where the caller becomes the
 * command, or dies of the command's signal. */
int run(const struct plan *plan);

/* Carries out a plan that is a check, prints nothing, and returns what came of it. Where that was
 * no second process's work, the caller is left in the new namespaces. Does not return where a
 * signal for the command would have ended nsrun. */
struct verdict run_check(const struct plan *plan);

#endif
