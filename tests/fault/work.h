/* A worker: one row, without a fault and with every fault. */
#ifndef NSRUN_FAULT_WORK_H
#define NSRUN_FAULT_WORK_H

#include <limits.h>
#include <stdbool.h>

#include "judge.h"
#include "rows.h"

/* What the driver was asked to do. */
struct task {
	bool kills, quick, shows;
	const char *only;
	char nsrun[PATH_MAX], probe[PATH_MAX], folder[PATH_MAX];
};

/* The result of a row, in memory that the worker and the driver share. */
struct result {
	unsigned counts[VERDICTS];
	bool steps[STEP_KINDS]; /* whether the row uses a step of that kind */
	bool is_done;
};

/* Tries a row, and prints what is wrong on stdout. To be called in a process of its own, since it
 * changes the process's namespaces and fds. */
void work_row(const struct task *task, const struct row *row, bool as_user, struct result *result);

#endif
