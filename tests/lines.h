/*
 * Shell lines and what they give, against the real kernel.
 *
 * $NSRUN is the binary and $TESTS the folder of the test programs. $R is --map-root where that is
 * what a plain user needs and root does not. $D is an empty folder of the row's own. After every
 * row no process may be left, and the host's mounts and hostname must be what they were.
 */
#ifndef NSRUN_TESTS_LINES_H
#define NSRUN_TESTS_LINES_H

#include "harness.h"

enum who { ANYONE, ROOT, USER };

/* Where a row cannot hold: a sanitizer's own run-time would refuse first; the call that the row is
 * about is not made, see fallbacks.h. */
enum build { NO_BUILD, SANITIZED, FALLBACKS };

struct line_row {
	const char *name;
	enum who who;
	const char *line;
	const char *out; /* all of stdout */
	const char *err; /* a part of stderr; NULL: it is empty */
	int status;      /* negative: died of this signal */
	enum build not_in;
};

/* Runs the rows that are for this process's user. Returns the number of failures. */
int lines_run(const struct line_row *rows, size_t count);

#define LINES_RUN(rows) lines_run(rows, sizeof(rows) / sizeof((rows)[0]))

#endif
