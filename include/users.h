/* Names of users and groups: passwd(5) and group(5). */
#ifndef NSRUN_USERS_H
#define NSRUN_USERS_H

#include <stdint.h>

/* Each returns 0, or -1 where there is no such name. */
int users_find_uid(uint32_t *uid, const char *name);
int users_find_gid(uint32_t *gid, const char *name);

/* The user's name in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_name(uint32_t uid);

/* The user's shell in passwd(5), in libc's static storage; NULL where there is none. */
const char *users_shell(uint32_t uid);

#endif
