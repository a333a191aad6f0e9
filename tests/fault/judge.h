/* Whether nsrun did the right thing under a fault. */
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
	VERDICT_NO_MATTER,    /* the command ran as without the fault, and its status came back */
	VERDICT_GIVEN_UP,     /* 125: nsrun could not wait for the command, and ended it */
	VERDICT_ENDED,        /* a process was killed, and the others ended with it */
	VERDICT_UNREACHED,    /* the call that the fault is for was not made this time */
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

/* Writes what the probe printed to out, with "the host's" or "new" for the inode numbers of
 * namespaces and offsets for the clocks. Without mounts of its own it leaves out those in /tmp:
 * other processes make and remove them. */
void judge_normalise(char *out, const char *printed, bool has_own_mounts);

/* The number of the step that is said to have failed, the first being 1; 0 if none is. If two steps
 * have the same words, it is the first from the number from on, else the first of all. */
size_t judge_step(const struct sight *sight, size_t from, const struct expectation *expected);

/* The first line in which the two texts differ, in static storage. */
const char *judge_difference(const char *expected, const char *found);

/* The status that the probe, as the command, ends with. */
enum { PROBE_STATUS = 77 };

/* The status that the row ends with if there is no fault. */
int judge_status(const struct row *row);

/* Judges a run. With VERDICT_WRONG *wrong says why, in static storage; else it is NULL. */
enum verdict judge(const char **wrong, const struct sight *sight, const struct fault *fault,
		   const struct expectation *expected);

#endif
