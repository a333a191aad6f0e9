/* Why a step failed. */
#ifndef NSRUN_FAILURE_H
#define NSRUN_FAILURE_H

#include <stdint.h>

/* A program that nsrun runs for a step. */
enum failed_program { PROGRAM_NONE, PROGRAM_NEWGIDMAP, PROGRAM_NEWUIDMAP };

/* error is an errno; where a program is to blame it is ENOENT, not installed, ETIMEDOUT, killed
 * since it did not end, or ECHILD, ended with this status of wait(2). */
struct failure {
	int32_t error;
	int32_t program;
	int32_t wait_status;
};

#endif
