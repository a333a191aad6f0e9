/* What --trace prints on stderr: each step as it happens. */
#ifndef NSRUN_RUN_TRACE_H
#define NSRUN_RUN_TRACE_H

#include "plan/plan.h"

/* A step that is being done: when it began, and the namespaces that it is about to change. */
struct trace {
	int64_t start; /* nanoseconds of CLOCK_MONOTONIC */
	uint64_t inodes[NAMESPACE_KINDS];
};

/* Both return 0, or -1 with errno where the signal mask, which is the command's, could not be put
 * back.
 *
 * Notes the time and the namespaces before a step. An exec is told of here, as it does not return.
 */
int trace_begin(struct trace *trace, const struct plan *plan, const struct step *step);

/* Tells how the step ended: error is 0 or an errno. inner_fd is a pidfd of the process that a clone
 * has made, -1 for another step. */
int trace_end(const struct trace *trace, const struct plan *plan, const struct step *step,
	      int error, int inner_fd);

#endif
