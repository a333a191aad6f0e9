/* The clocks of a new time namespace: time_namespaces(7). */
#ifndef NSRUN_SYSTEM_CLOCKS_H
#define NSRUN_SYSTEM_CLOCKS_H

#include "base/duration.h"
#include "base/text.h"

/* By how much the clocks in the namespace are ahead of the host's. */
struct clock_offsets {
	struct duration monotonic;
	struct duration boottime;
};

/* Adds "monotonic -5 0" as timens_offsets has it: seconds, and nanoseconds that are added. */
void clocks_add_offset(struct text *text, const char *clock, struct duration offset);

/* Writes the offsets of the time namespace that a process has made for its children; folder_fd is
 * its folder in /proc (procfs.h). No process may be in the namespace yet. Returns 0, or -1 with
 * errno: ERANGE where a clock would become negative, EACCES where somebody is in it. */
int clocks_write(int folder_fd, struct clock_offsets offsets);

#endif
