/* Users and groups: passwd(5), group(5), subuid(5) and subgid(5). */
#ifndef NSRUN_SYSTEM_USERS_H
#define NSRUN_SYSTEM_USERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/ranges.h"

/* Each returns 0, or -1 where there is no such name, or with errno from getpwnam(3). */
int users_find_uid(uint32_t *uid, const char *name);
int users_find_gid(uint32_t *gid, const char *name);

/* What login(1) gives a user: the ids of passwd(5), and the groups that group(5) names the user in
 * with his own, as initgroups(3) has them. */
struct login {
	uint32_t uid;
	uint32_t gid;
	const uint32_t *groups; /* allocated once, and never freed */
	size_t group_count;     /* 0: they cannot be read; else the gid is one of them */
};

/* Finds the user of that name, or of that uid where name is NULL. Returns 0, or -1 where there is
 * no such user, or with errno from getpwnam(3). */
int users_find_login(struct login *login, const char *name, uint32_t uid);

/* The user's name in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_name(uint32_t uid);

/* The user's shell in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_shell(uint32_t uid);

/* Finds the first block of sub-ids that the file at path, in the form of subuid(5) and subgid(5),
 * gives the user: block->outside and block->count. block->inside is not touched. Returns 0, or -1
 * where the file gives none or cannot be read. */
int users_find_block(struct id_range *block, const char *path, uint32_t uid);

#endif
