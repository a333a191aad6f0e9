/* What openat2(2) takes: neither libc has it, and musl comes without <linux/openat2.h>. */
#ifndef NSRUN_SYSTEM_OPENAT2_H
#define NSRUN_SYSTEM_OPENAT2_H

#include <stdint.h>

struct open_how {
	uint64_t flags;
	uint64_t mode;
	uint64_t resolve;
};

enum { RESOLVE_NO_XDEV = 0x01, RESOLVE_NO_MAGICLINKS = 0x02, RESOLVE_BENEATH = 0x08 };

#endif
