/* What a PID 1 does with a signal. */
#include "pid1.h"

#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "procfs.h"

/* Whether the process's main thread is in sigwait(3) or the like, which hides in SigBlk what it
 * waits for: "128 0x7ffc... 0x0 ..." in proc(5)'s syscall. */
static enum reaction look_for_wait(int folder_fd)
{
	char line[256];

	if (procfs_read(line, sizeof(line), folder_fd, "syscall") < 0)
		return REACTION_UNKNOWN;
	return *line != 'r' && strtol(line, NULL, 10) == SYS_rt_sigtimedwait ? REACTION_OTHER
									     : REACTION_NONE;
}

/* "SigCgt:\t0000000000010002", bit 0 being signal 1. */
static bool has_signal(const char *status, const char *field, int signal)
{
	const char *line = strstr(status, field);

	return line && strtoull(line + strlen(field), NULL, 16) >> (signal - 1) & 1;
}

/* The process may go into a wait and out of it in between, so it is looked at twice. */
enum reaction pid1_reaction(int pidfd, int signal)
{
	enum reaction reaction = REACTION_UNKNOWN;
	int folder_fd = procfs_open(pidfd);
	char status[PROCFS_STATUS_BYTES];
	enum reaction before;

	if (folder_fd < 0)
		return REACTION_UNKNOWN;
	before = look_for_wait(folder_fd);
	if (procfs_read(status, sizeof(status), folder_fd, "status") == 0 &&
	    strstr(status, "\nSigCgt:")) {
		if (has_signal(status, "\nSigCgt:", signal))
			reaction = REACTION_HANDLER;
		else if (has_signal(status, "\nSigIgn:", signal) ||
			 has_signal(status, "\nSigBlk:", signal))
			reaction = REACTION_OTHER;
		else
			reaction = before == REACTION_NONE ? look_for_wait(folder_fd) : before;
	}
	close(folder_fd);
	return reaction;
}
