/* Credentials, by the bare system calls. libc has no functions for capabilities; and musl's
 * setresuid changes the signal mask to reach all threads, and may fail to put it back. */
#include "system/creds.h"

#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The kernel's struct __user_cap_header_struct and __user_cap_data_struct, capget(2); musl has no
 * <linux/capability.h>. */
struct header {
	uint32_t version;
	int pid;
};

struct half {
	uint32_t effective;
	uint32_t permitted;
	uint32_t inheritable;
};

enum { VERSION_3 = 0x20080522 };

/* On machines where ids once had 16 bits, the calls without "32" in their name still take those. */
#ifdef SYS_setresuid32
enum {
	CALL_SETRESUID = SYS_setresuid32,
	CALL_SETRESGID = SYS_setresgid32,
	CALL_SETGROUPS = SYS_setgroups32
};
#else
enum {
	CALL_SETRESUID = SYS_setresuid,
	CALL_SETRESGID = SYS_setresgid,
	CALL_SETGROUPS = SYS_setgroups
};
#endif

int creds_read(struct capabilities *capabilities)
{
	struct header header = { .version = VERSION_3 };
	struct half half[2];

	if (syscall(SYS_capget, &header, half) < 0)
		return -1;
	capabilities->effective = (uint64_t)half[1].effective << 32 | half[0].effective;
	capabilities->permitted = (uint64_t)half[1].permitted << 32 | half[0].permitted;
	capabilities->inheritable = (uint64_t)half[1].inheritable << 32 | half[0].inheritable;
	return 0;
}

int creds_clear_inheritable(void)
{
	struct header header = { .version = VERSION_3 };
	struct half half[2];

	if (syscall(SYS_capget, &header, half) < 0)
		return -1;
	half[0].inheritable = 0;
	half[1].inheritable = 0;
	return (int)syscall(SYS_capset, &header, half);
}

int creds_retain(void)
{
	return prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0);
}

/* A capability can be made ambient only if it is permitted and inheritable. A change of ids may
 * have left them permitted but not effective, so they are made effective again too. */
int creds_make_ambient(void)
{
	struct header header = { .version = VERSION_3 };
	struct half half[2];

	if (syscall(SYS_capget, &header, half) < 0)
		return -1;
	for (size_t i = 0; i < 2; i++)
		half[i].inheritable = half[i].effective = half[i].permitted;
	if (syscall(SYS_capset, &header, half) < 0)
		return -1;
	for (unsigned long cap = 0; cap < 64; cap++)
		if (half[cap / 32].permitted >> cap % 32 & 1 &&
		    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) < 0)
			return -1;
	return 0;
}

int creds_set_uid(uint32_t uid)
{
	return (int)syscall(CALL_SETRESUID, uid, uid, uid);
}

int creds_set_gid(uint32_t gid)
{
	return (int)syscall(CALL_SETRESGID, gid, gid, gid);
}

int creds_drop_groups(void)
{
	return (int)syscall(CALL_SETGROUPS, 0, NULL);
}

int creds_set_groups(const uint32_t *groups, size_t count)
{
	return (int)syscall(CALL_SETGROUPS, count, groups);
}
