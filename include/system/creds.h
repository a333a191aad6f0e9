/* The caller's credentials: capabilities(7). */
#ifndef NSRUN_SYSTEM_CREDS_H
#define NSRUN_SYSTEM_CREDS_H

#include <stddef.h>
#include <stdint.h>

/* Bits of the sets below. */
enum {
	CREDS_CAP_SETGID = 6,
	CREDS_CAP_SETUID = 7,
	CREDS_CAP_SYS_CHROOT = 18,
	CREDS_CAP_SYS_ADMIN = 21
};

struct capabilities {
	uint64_t effective;
	uint64_t permitted;
	uint64_t inheritable;
};

/* Returns 0, or -1 with errno from capget(2). */
int creds_read(struct capabilities *capabilities);

/* Keeps the permitted set over a setresuid(2) that leaves root. Returns 0, or -1 with errno. */
int creds_retain(void);

/* Makes every permitted capability effective and ambient, so that it outlives the exec of a program
 * that has none of its own. Returns 0, or -1 with errno from capset(2) or prctl(2). */
int creds_make_ambient(void);

/* Each changes the real, the effective and the saved id, so that there is no way back. Returns 0,
 * or -1 with errno: EINVAL for an id without a meaning here, EPERM without the capability. */
int creds_set_uid(uint32_t uid);
int creds_set_gid(uint32_t gid);

/* Drops the supplementary groups. Returns 0, or -1 with errno from setgroups(2): EPERM where the
 * user namespace denies it. */
int creds_drop_groups(void);

/* Has these supplementary groups alone. Returns 0, or -1 with errno from setgroups(2). */
int creds_set_groups(const uint32_t *groups, size_t count);

/* Empties the inheritable set, and with it the ambient one. Returns 0, or -1 with errno from
 * capget(2) or capset(2). */
int creds_clear_inheritable(void);

#endif
