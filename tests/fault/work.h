/* A worker: one row, without a fault and with every fault. */
#ifndef NSRUN_FAULT_WORK_H
#define NSRUN_FAULT_WORK_H

#include <limits.h>
#include <stdbool.h>

#include "judge.h"
#include "rows.h"

/* What the driver was asked. */
struct task {
	bool kills, quick, shows;
	const char *only;
	char nsrun[PATH_MAX], probe[PATH_MAX], folder[PATH_MAX];
};

/* What came of a row: workers and the driver share it. */
struct result {
	unsigned counts[VERDICTS];
	bool steps[STEP_KINDS]; /* whether it uses a step of that kind */
	bool is_done;
};

/* In a process of its own, which it may not leave as it was. Complains on stdout. */
void work_row(const struct task *task, const struct row *row, bool as_user, struct result *result);

#endif
