/* Whether what came of a fault is right. */
#ifndef NSRUN_FAULT_JUDGE_H
#define NSRUN_FAULT_JUDGE_H

#include <stdbool.h>
#include <stdint.h>

#include "rows.h"
#include "tracer.h"
#include "world.h"

enum verdict {
	VERDICT_REFUSED,      /* 125: the command did not run, and a message names the step */
	VERDICT_NOT_EXECUTED, /* 126 or 127, likewise */
	VERDICT_NO_MATTER,    /* the command ran as without the fault, and its status came */
	VERDICT_GIVEN_UP,     /* 125: nsrun could not wait for it to end, and ended it */
	VERDICT_ENDED,        /* one that was killed took the others with it */
	VERDICT_UNREACHED,    /* there was no such call this time */
	VERDICT_WRONG,
	VERDICTS
};

enum { STEPS_MAX = 48, PRINTED_BYTES = 65536 };

/* What was seen of a run. */
struct sight {
	struct observation observation;
	struct outside outside;
	char out[PRINTED_BYTES]; /* the probe's facts, normalised, or what --check prints */
	char err[PRINTED_BYTES];
	char status[4096]; /* what --status-fd got */
};

/* What a row does without a fault. */
struct expectation {
	const struct row *row;
	struct sight sight;
	struct outside before;
	size_t step_count;
	char steps[STEPS_MAX][512]; /* "PHRASE (OPTIONS)" of each, from --explain */
};

/* Puts "host's" or "new" for the namespaces' inode numbers, and offsets for the clocks. Where the
 * mounts are everybody's, those in /tmp come and go. */
void judge_normalise(char *out, const char *printed, bool has_own_mounts);

/* The step that is named as the one that failed: its number, or 0. Of two that are told alike it is
 * the first from a number on, which begin at 1. */
size_t judge_step(const struct sight *sight, size_t from, const struct expectation *expected);

/* The first line in which they differ, in static storage. */
const char *judge_difference(const char *expected, const char *found);

/* The command's own status, as the probe has it. */
enum { PROBE_STATUS = 77 };

/* What the row ends with where nothing goes wrong. */
int judge_status(const struct row *row);

/* What is wrong is told in static storage. */
enum verdict judge(const char **wrong, const struct sight *sight, const struct fault *fault,
		   const struct expectation *expected);

#endif
