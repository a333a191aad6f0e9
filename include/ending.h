/* How the command ended. */
#ifndef NSRUN_ENDING_H
#define NSRUN_ENDING_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/resource.h>

struct ending {
	int wait_status;     /* of wait(2) */
	struct rusage usage; /* of outer's child and all that it has waited for */
	bool is_timed_out;
	int64_t nanoseconds; /* since the wait for it began */
};

#endif
