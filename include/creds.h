/* The caller's credentials: capabilities(7). */
#ifndef NSRUN_CREDS_H
#define NSRUN_CREDS_H

#include <stdint.h>

/* Bits of the sets below. */
enum { CREDS_CAP_SETGID = 6, CREDS_CAP_SYS_ADMIN = 21 };

struct capabilities {
	uint64_t effective;
	uint64_t permitted;
	uint64_t inheritable;
};

/* Returns 0, or -1 with errno from capget(2). */
int creds_read(struct capabilities *capabilities);

/* Empties the inheritable set, and with it the ambient one. Returns 0, or -1 with errno from
 * capget(2) or capset(2). */
int creds_clear_inheritable(void);

#endif
