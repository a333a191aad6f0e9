/*
 * What --status-fd says: one object of JSON (RFC 8259) a line, each line in one write(2). The
 * manual explains the members; a change of one of them raises STATUS_VERSION.
 */
#ifndef NSRUN_TELL_STATUS_H
#define NSRUN_TELL_STATUS_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

#include "plan/plan.h"

enum { STATUS_VERSION = 1 };

/* What is known of the command before it starts. */
struct status_note {
	uint64_t pid;                     /* in the PID namespace that /proc shows */
	uint64_t pid_inside;              /* in the command's own PID namespace */
	uint64_t inodes[NAMESPACE_KINDS]; /* of the new namespaces */
};

/* How the command ended. */
struct ending {
	int wait_status;     /* of wait(2) */
	struct rusage usage; /* of outer's child and of the children that it has reaped */
	bool is_timed_out;
	int64_t nanoseconds; /* since the wait for it began */
};

/* What a line "failed" says; NULL or 0 for what is not known. */
struct status_failure {
	const char *step;
	enum option_id option;
	int error;
	const char *message;
	const char *hint;
	int status;
};

/* Each writes its line; what cannot be written is lost. */
void status_started(const struct plan *plan, const struct status_note *note);
void status_ended(int status_fd, const struct ending *ending);
void status_failed(int status_fd, const struct status_failure *failure);

#endif
