/* The command lines whose failures are tried: what later work adds, adds rows. */
#ifndef NSRUN_FAULT_ROWS_H
#define NSRUN_FAULT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

enum { AS_ROOT = 1, AS_USER = 2, ANYONE = AS_ROOT | AS_USER };

/* What is unusual about how nsrun is started. */
enum setup {
	SETUP_WHOLE = 1 << 0,     /* every errno also where --quick leaves some out */
	SETUP_UNSHARE = 1 << 1,   /* under the name unshare */
	SETUP_CHROOT = 1 << 2,    /* in a chroot, whose root is no mount point */
	SETUP_INHERIT = 1 << 3,   /* with an inheritable capability */
	SETUP_SIGNALS = 1 << 4,   /* with signals blocked and ignored, SIGCHLD too */
	SETUP_LISTEN = 1 << 5,    /* as sd_listen_fds(3) has it, with one fd */
	SETUP_JOBSERVER = 1 << 6, /* as GNU make does */
	SETUP_NO_STDIN = 1 << 7,  /* stdin is closed */
	SETUP_NAME = 1 << 8,      /* the command is to be looked up in PATH */
	SETUP_SCRIPT = 1 << 9,    /* it is a script without "#!" */
	SETUP_LOGIN = 1 << 10,    /* there is none: the login shell */
};

/* "@" in the line is the row's own folder, where keep/ is empty and root/ may be a root folder.
 * File descriptors 7, 8 and 9 are open. */
struct row {
	unsigned who;
	unsigned setup;
	const char *line;
};

extern const struct row rows[];
extern const size_t row_count;

/* Whether it runs no command: --check. */
bool row_checks(const struct row *row);

/* The phrase of each kind of step, by which a row is known to use it. fnmatch(3). */
extern const char *const step_phrases[STEP_KINDS];

#endif
