/* newuidmap(1) and newgidmap(1), which may map the sub-ids of a user who may not. */
#ifndef NSRUN_SYSTEM_MAPPERS_H
#define NSRUN_SYSTEM_MAPPERS_H

#include "base/errors.h"
#include "base/ranges.h"
#include "system/sigstate.h"

/* A map that the programs are not to write is NULL. The process of inner_fd, a pidfd, must not have
 * been reaped: its pid is what the programs get. */
struct mapping {
	const struct id_map *uids;
	const struct id_map *gids;
	int inner_fd;
	const struct signal_state *signals; /* the caller's, for them */
};

/* Runs the programs, at most five seconds each. Returns 0, or -1: with *why where a program has
 * failed, else with errno. */
int mappers_run(struct failure *why, const struct mapping *mapping);

#endif
