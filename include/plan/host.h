/* The host: the facts about the caller and the kernel that a plan can depend on. */
#ifndef NSRUN_PLAN_HOST_H
#define NSRUN_PLAN_HOST_H

#include <stdbool.h>
#include <stdint.h>

#include "ask/problem.h"
#include "ask/request.h"
#include "base/namespaces.h"
#include "base/ranges.h"
#include "system/users.h"

/* What a name stands for. Where the option was given digits, which may be a name or a number,
 * is_digits says that they are a name. */
struct found_id {
	uint32_t id;
	bool is_digits;
};

struct host {
	uint32_t uid; /* real and effective: host_probe refuses ids that differ */
	uint32_t gid;
	bool can_setuid;      /* CAP_SETUID in the caller's user namespace */
	bool can_setgid;      /* CAP_SETGID in the caller's user namespace */
	bool has_inheritable; /* the inheritable capability set is not empty */

	/* Known only where the request can need it: */
	namespace_set kinds;       /* --all: the kinds that this kernel has */
	bool exec_enters_time;     /* --time, --all: since Linux 6.1 exec enters a time namespace */
	struct found_id map_user;  /* the id of the name that --map-user was given, */
	struct found_id map_group; /* and of those of the other options that take a name */
	struct found_id owner_user;
	struct found_id owner_group;
	struct found_id setuid;
	struct found_id setgid;
	struct login as;
	int jobserver_fds[2]; /* --close-fds: those of make's jobserver */
	size_t jobserver_fd_count;
	int listened;          /* how many fds, from 3 on, socket activation passed to nsrun */
	bool is_listener;      /* LISTEN_PID names nsrun */
	bool has_groups;       /* --setuid and so on: the caller has supplementary groups */
	const char *shell;     /* no command: the login shell's path, */
	char *shell_argv[2];   /* and its arguments, which point to */
	char shell_argv0[256]; /* this: '-' and the name, as login(1) does */
	/* --map-auto and so on: the caller's first block of sub-ids; count 0: none */
	struct id_range subuids;
	struct id_range subgids;
	/* --map-users=all, --map-groups=all: each id of the caller's own user namespace, mapped to
	 * itself. Last since they are large: unless asked for, this memory is never touched. */
	struct id_map all_uids;
	struct id_map all_gids;
};

/* Looks up the facts that this request can need. Returns 0, or -1 with the reason in *why. Strings
 * in *host belong to the environment, to libc's static storage or to *host itself: do not copy the
 * struct. */
int host_probe(struct host *host, const struct request *request, struct problem *why);

#endif
