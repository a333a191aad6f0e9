/* The part of a plan that is about ids. Each reads its arguments alone, as plan_build does. */
#ifndef NSRUN_PLAN_IDENTITY_H
#define NSRUN_PLAN_IDENTITY_H

#include "plan/plan.h"

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

#endif
