/* Capabilities, by the system calls themselves: libc has no wrappers. */
#include "creds.h"

#include <stddef.h>
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
