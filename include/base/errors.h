/* Why a step failed: errno(3), and programs that did not do their work. */
#ifndef NSRUN_BASE_ERRORS_H
#define NSRUN_BASE_ERRORS_H

#include <stdint.h>

#include "base/text.h"

/* nsrun's own exit statuses; any other is the command's. As unshare, nsrun fails with 1. */
enum {
	STATUS_TIMED_OUT = 124,
	STATUS_FAILED = 125,
	STATUS_NOT_RUNNABLE = 126,
	STATUS_NOT_FOUND = 127
};

/* A program that nsrun runs for a step, or its own second process. */
enum failed_program { PROGRAM_NONE, PROGRAM_NEWGIDMAP, PROGRAM_NEWUIDMAP, PROGRAM_NSRUN };

/* error is an errno. Where a program is to blame it is ENOENT: it is not installed; ETIMEDOUT: it
 * did not end in time and was killed; or ECHILD: it ended, with wait_status of wait(2), -1: not
 * known. */
struct failure {
	int32_t error;
	int32_t program;
	int32_t wait_status;
};

/* Adds the reason: the error's words, or "newuidmap ended with status 1". */
void failure_describe(struct text *text, struct failure failure);

/* The name of an errno, "EPERM"; NULL for one that no step is known to give. */
const char *errors_name(int error);

#endif
