/*
 * What --status-fd says: an object of JSON (RFC 8259) a line, each written at once. The manual has
 * the fields; whoever changes one raises STATUS_VERSION.
 */
#ifndef NSRUN_STATUS_H
#define NSRUN_STATUS_H

#include "ending.h"
#include "plan.h"

enum { STATUS_VERSION = 1 };

/* What is known of the command before it starts. */
struct status_note {
	uint64_t pid;                     /* as /proc has it */
	uint64_t pid_inside;              /* in the PID namespace that it is in */
	uint64_t inodes[NAMESPACE_KINDS]; /* of the new namespaces */
};

/* A line of "failed" has what is known of these; NULL or 0 for what is not. */
struct status_failure {
	const char *step;
	enum option_id option;
	int error;
	const char *message;
	const char *hint;
	int status;
};

/* Has the fd closed when the command starts, unless it is one of the standard ones, which are the
 * command's as well. Returns 0, or -1 with errno from fcntl(2). */
int status_prepare(int status_fd);

/* Looks up what is known of the process that a pidfd names, which has made the namespaces of the
 * plan. Returns 0, or -1 with errno as procfs_open does. */
int status_note(struct status_note *note, const struct plan *plan, int pidfd);

/* Each writes its line; what cannot be written is lost. */
void status_started(const struct plan *plan, const struct status_note *note);
void status_ended(int status_fd, const struct ending *ending);
void status_failed(int status_fd, const struct status_failure *failure);

#endif
