/* How nsrun is started for a row. */
#ifndef NSRUN_FAULT_START_H
#define NSRUN_FAULT_START_H

#include <stdbool.h>

#include "rows.h"
#include "world.h"

enum { WORDS_MAX = 64 };

/* The row that nsrun is started for, as which user, and where. */
struct start {
	const struct world *world;
	const struct row *row;
	bool as_user;
	bool explains; /* --explain */
};

/* The user that the rows for a user are run as, if the driver is root. */
#define WORLD_USER "nsrun-test"

/* Becomes nsrun. what points to a struct start; it has this type for tracer_run. */
void start_nsrun(const void *what);

#endif
