/* What a fault does to the call that it strikes. */
#ifndef NSRUN_FAULT_STRIKE_H
#define NSRUN_FAULT_STRIKE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "tracer.h"

/* What strike_finish must do at the exit of the call that was struck. */
struct strike {
	bool is_open;
	bool sets_result;
	bool restores_argument;
	unsigned index;
	unsigned long before; /* what the argument or the length was */
	bool restores_length;
	unsigned long length_at; /* in the process's memory */
};

/* Strikes the call at its entry; strike_finish completes it at its exit. */
void strike_begin(struct strike *strike, const struct fault *fault, pid_t pid, int number,
		  const uint64_t arguments[6]);
void strike_finish(struct strike *strike, const struct fault *fault, pid_t pid);

#endif
