/* What the parts of the plan's making share. Each reads its arguments alone, as plan_build does. */
#ifndef NSRUN_PLAN_PARTS_H
#define NSRUN_PLAN_PARTS_H

#include "plan/plan.h"

/* Adds a step behind the others; the caller fills its operands. */
struct step *plan_add(struct plan *plan, enum step_kind kind, enum actor actor,
		      enum option_id cause);

/* That two options exclude each other, and why. */
struct problem plan_exclusion(enum option_id option, enum option_id other, const char *reason);

/* The part that is about ids, identity.c. */

/* Works out plan->uids and plan->gids. Returns 0, or -1 with the reason in *why: ranges that
 * overlap, or a group map that the kernel is known to refuse. */
int identity_settle(struct plan *plan, const struct request *request, const struct host *host,
		    struct problem *why);

/* The option because of which somebody outside must write a map, or OPTION_NONE. */
enum option_id identity_outer_cause(const struct plan *plan, const struct request *request,
				    const struct host *host);

/* Adds the steps that write the maps. */
void identity_plan_maps(struct plan *plan, const struct request *request, const struct host *host);

/* Adds the steps that change ids and capabilities. Returns 0, or -1 with the reason in *why: an id
 * without a meaning in the new user namespace, or groups that cannot be dropped there. */
int identity_plan_ids(struct plan *plan, const struct request *request, const struct host *host,
		      struct problem *why);

/* The part that is about the command's life beside nsrun, lifetime.c: how either's end is the
 * other's, and what of nsrun's the command has. */

/* Adds what outer does before inner is there. */
void lifetime_plan_outer(struct plan *plan);

/* Adds inner's death signal, where one is asked for or the PID namespace wants it. */
void lifetime_plan_death_signal(struct plan *plan, const struct request *request);

/* Adds the init. */
void lifetime_plan_init(struct plan *plan);

/* Adds the note that --status-fd wants of the command's process. */
void lifetime_plan_note(struct plan *plan);

/* Adds the session and the file descriptors that the command has. */
void lifetime_plan_inheritance(struct plan *plan, const struct request *request,
			       const struct host *host);

/* Adds the wait for the command. */
void lifetime_plan_wait(struct plan *plan, const struct request *request);

#endif
