/* The measured cause of a refusal, and the remedy. */
#ifndef NSRUN_WHY_HINTS_H
#define NSRUN_WHY_HINTS_H

#include "base/errors.h"
#include "base/text.h"
#include "plan/plan.h"
#include "why/facts.h"

/* A step of the plan that has failed, how it failed, and where the facts about the host are. */
struct refusal {
	const struct plan *plan;
	const struct step *step;
	struct failure failure;
	const struct facts *facts;
};

/* Looks up why the step failed, and adds the cause and what the user can do about it, without a
 * full stop; nothing where the cause is not known. The row of each kind of step (tell/step_row.h)
 * names one of these functions. It is called after the failure, in nsrun's first process. */
typedef void hint(struct text *text, const struct refusal *refusal);

hint hint_entering, hint_clocks, hint_keep, hint_note;
hint hint_map_uid, hint_map, hint_set_gid, hint_set_uid;
hint hint_root, hint_mount_proc, hint_mount_binfmt, hint_dir;
hint hint_exec;

/* Adds that the word in the command's place is likely to be meant for the value of the option in
 * front of it, as in "--explain c true". Returns whether it is. */
bool blame_missing_sign(struct text *text, const struct plan *plan);

/* Adds the remedy for an id that a map lacks (PROBLEM_UNMAPPED), where that is one: the caller's
 * sub-ids have it. */
void hint_unmapped(struct text *text, const struct request *request, const struct problem *why,
		   const struct facts *facts);

/* The same for a step of any kind. of_kind is the function in its row, or NULL; it is called where
 * neither a program nor a missing system call is to blame. */
void hint_any(struct text *text, const struct refusal *refusal, hint *of_kind);

#endif
