/* How nsrun is started for a row. */
#ifndef NSRUN_FAULT_START_H
#define NSRUN_FAULT_START_H

#include <stdbool.h>

#include "rows.h"
#include "world.h"

enum { WORDS_MAX = 64 };

/* Whom nsrun is started for, and with which words in front of the command. */
struct start {
	const struct world *world;
	const struct row *row;
	bool as_user;
	bool explains; /* --explain */
};

/* The user that rows for one are run as where this is root. */
#define WORLD_USER "nsrun-test"

/* Becomes nsrun. For tracer_run: what is a struct start. */
void start_nsrun(const void *what);

#endif
