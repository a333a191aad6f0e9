/* What the files that make a plan share. No function here reads anything but its arguments. */
#ifndef NSRUN_PLAN_PARTS_H
#define NSRUN_PLAN_PARTS_H

#include "plan/plan.h"

/* Adds a step behind the others and returns it; the caller fills in its operands. */
struct step *plan_add(struct plan *plan, enum step_kind kind, enum actor actor,
		      enum option_id cause);

/* The problem that two options exclude each other. reason is a constant, or NULL. */
struct problem plan_exclusion(enum option_id option, enum option_id other, const char *reason);

/* About ids, identity.c: */

/* Works out plan->owner, plan->uids and plan->gids. Returns 0, or -1 with the reason in *why:
 * ranges that overlap or are too many, or a map that check_maps refuses. */
int identity_settle(struct plan *plan, const struct request *request, const struct host *host,
		    struct problem *why);

/* The option because of which outer must write a map; OPTION_NONE where inner writes them all. */
enum option_id identity_outer_cause(const struct plan *plan, const struct request *request,
				    const struct host *host);

/* Adds the steps that write the maps. */
void identity_plan_maps(struct plan *plan, const struct request *request, const struct host *host);

/* Adds the steps that change ids and capabilities. Returns 0, or -1 with the reason in *why: an id
 * without a meaning in the new user namespace, or groups that cannot be dropped there. */
int identity_plan_ids(struct plan *plan, const struct request *request, const struct host *host,
		      struct problem *why);

/* About the command and nsrun as two processes, lifetime.c: */

/* Adds what outer does before it makes inner. */
void lifetime_plan_outer(struct plan *plan);

/* Adds inner's death signal, where an option asks for one or a new PID namespace implies it. */
void lifetime_plan_death_signal(struct plan *plan, const struct request *request);

/* Adds the init. */
void lifetime_plan_init(struct plan *plan);

/* Adds, for --status-fd, the step that reads the command's pids and namespaces. */
void lifetime_plan_note(struct plan *plan);

/* Adds the steps that settle which session, file descriptors and LISTEN_PID the command has. */
void lifetime_plan_inheritance(struct plan *plan, const struct request *request,
			       const struct host *host);

/* Adds the wait for the command. */
void lifetime_plan_wait(struct plan *plan, const struct request *request);

#endif
