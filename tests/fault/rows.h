/* The command lines whose failures are tried. A new option or kind of step needs a row. */
#ifndef NSRUN_FAULT_ROWS_H
#define NSRUN_FAULT_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

enum { AS_ROOT = 1, AS_USER = 2, ANYONE = AS_ROOT | AS_USER };

/* What is unusual about how nsrun is started. */
enum setup {
	SETUP_WHOLE = 1 << 0,     /* tried with every errno, even with --quick */
	SETUP_UNSHARE = 1 << 1,   /* under the name unshare */
	SETUP_CHROOT = 1 << 2,    /* in a chroot, whose root is no mount point */
	SETUP_INHERIT = 1 << 3,   /* with an inheritable capability */
	SETUP_SIGNALS = 1 << 4,   /* with signals blocked and ignored, SIGCHLD too */
	SETUP_LISTEN = 1 << 5,    /* with one fd and the variables of sd_listen_fds(3) */
	SETUP_JOBSERVER = 1 << 6, /* with two fds and MAKEFLAGS, as GNU make does */
	SETUP_NO_STDIN = 1 << 7,  /* stdin is closed */
	SETUP_NAME = 1 << 8,      /* the command is to be looked up in PATH */
	SETUP_SCRIPT = 1 << 9,    /* the command is a script without "#!" */
	SETUP_LOGIN = 1 << 10,    /* there is no command: the login shell is started */
};

/* "@" in the line stands for the row's own folder. In it, keep/ is empty, and root/ can be used as
 * a root folder. File descriptors 7, 8 and 9 are open. */
struct row {
	unsigned who;
	unsigned setup;
	const char *line;
};

extern const struct row rows[];
extern const size_t row_count;

/* Whether the row only checks (--check), and so runs no command. */
bool row_checks(const struct row *row);

/* A pattern, fnmatch(3), for the phrase of each kind of step: it tells which steps a row has. */
extern const char *const step_phrases[STEP_KINDS];

#endif
