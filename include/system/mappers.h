/* newuidmap(1) and newgidmap(1), which may map the sub-ids of a user who may not. */
#ifndef NSRUN_SYSTEM_MAPPERS_H
#define NSRUN_SYSTEM_MAPPERS_H

#include "base/errors.h"
#include "base/ranges.h"
#include "system/sigstate.h"

/* NULL for a map that is not theirs. The process that the pidfd names must not have been reaped. */
struct mapping {
	const struct id_map *uids;
	const struct id_map *gids;
	int inner_fd;
	const struct signal_state *signals; /* the caller's, for them */
};

/* Runs them, and gives each five seconds. Returns 0, or -1 with *why where a program is to blame,
 * else with errno. */
int mappers_run(struct failure *why, const struct mapping *mapping);

#endif
