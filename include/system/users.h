/* Users and groups: passwd(5), group(5), subuid(5) and subgid(5). */
#ifndef NSRUN_SYSTEM_USERS_H
#define NSRUN_SYSTEM_USERS_H

#include <stdint.h>

#include "base/ranges.h"

/* Each returns 0, or -1 where there is no such name, or with errno from getpwnam(3). */
int users_find_uid(uint32_t *uid, const char *name);
int users_find_gid(uint32_t *gid, const char *name);

/* The user's name in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_name(uint32_t uid);

/* The user's shell in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_shell(uint32_t uid);

/* Finds the first block of sub-ids that the file at path, in the form of subuid(5) and subgid(5),
 * gives the user: block->outside and block->count. block->inside is not touched. Returns 0, or -1
 * where the file gives none or cannot be read. */
int users_find_block(struct id_range *block, const char *path, uint32_t uid);

#endif
