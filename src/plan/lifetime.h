/* The part of a plan that is about the command's life beside nsrun: how either's end is the
 * other's, and what of nsrun's the command has. Each reads its arguments alone, as plan_build does.
 */
#ifndef NSRUN_PLAN_LIFETIME_H
#define NSRUN_PLAN_LIFETIME_H

#include "plan/plan.h"

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
