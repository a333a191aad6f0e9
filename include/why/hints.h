/* The measured cause of a refusal, and the remedy. */
#ifndef NSRUN_WHY_HINTS_H
#define NSRUN_WHY_HINTS_H

#include "base/errors.h"
#include "base/text.h"
#include "plan/plan.h"
#include "why/facts.h"

/* A step of the plan that has failed, in this way, on a host with these facts. */
struct refusal {
	const struct plan *plan;
	const struct step *step;
	struct failure failure;
	const struct facts *facts;
};

/* Looks up why the step failed this way, and adds the cause and what mends it, without a full stop.
 * Adds nothing where the cause is not known. The row of a kind of step names the one that knows its
 * refusals. Called after the failure, in nsrun's first process. */
typedef void hint(struct text *text, const struct refusal *refusal);

hint hint_entering, hint_clocks, hint_keep, hint_note;
hint hint_map_uid, hint_map, hint_set_gid, hint_set_uid;
hint hint_root, hint_mount_proc, hint_mount_binfmt, hint_dir;
hint hint_exec;

/* The same for a step of any kind: of_kind, which may be NULL, is asked where neither a program nor
 * a missing system call is to blame. */
void hint_any(struct text *text, const struct refusal *refusal, hint *of_kind);

#endif
