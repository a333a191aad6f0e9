/* What a PID 1 does with a signal. */
#include "pid1.h"

#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system/procfs.h"

/* So long a process that is just running may take to come to a rest, in steps of two milliseconds.
 */
enum { LOOKS_MAX = 20 };

/* What proc(5)'s syscall tells: "128 0x7ffc... 0x0 ..." of one that is in sigwait(3) or the like,
 * which takes what it waits for out of SigBlk. */
enum activity { ACTIVITY_UNKNOWN, ACTIVITY_WAITS, ACTIVITY_RUNS, ACTIVITY_OTHER };

static enum activity look_at_activity(int folder_fd)
{
	char line[256];

	if (procfs_read(line, sizeof(line), folder_fd, "syscall") < 0)
		return ACTIVITY_UNKNOWN;
	if (*line == 'r')
		return ACTIVITY_RUNS;
	return strtol(line, NULL, 10) == SYS_rt_sigtimedwait ? ACTIVITY_WAITS : ACTIVITY_OTHER;
}

/* "SigCgt:\t0000000000010002", bit 0 being signal 1. */
static bool has_signal(const char *status, const char *field, int signal)
{
	const char *line = strstr(status, field);

	return line && strtoull(line + strlen(field), NULL, 16) >> (signal - 1) & 1;
}

/* One look. A process may go into a wait and out of it in between; *is_sure says that this one has
 * not. */
static enum reaction look(bool *is_sure, int folder_fd, int signal)
{
	enum activity before = look_at_activity(folder_fd), after;
	char status[PROCFS_STATUS_BYTES];

	*is_sure = true;
	if (procfs_read(status, sizeof(status), folder_fd, "status") < 0 ||
	    !strstr(status, "\nSigCgt:"))
		return REACTION_UNKNOWN;
	if (has_signal(status, "\nSigCgt:", signal))
		return REACTION_HANDLER;
	if (has_signal(status, "\nSigIgn:", signal) || has_signal(status, "\nSigBlk:", signal))
		return REACTION_OTHER;
	after = look_at_activity(folder_fd);
	if (before == ACTIVITY_WAITS || after == ACTIVITY_WAITS)
		return REACTION_OTHER;
	*is_sure = before != ACTIVITY_RUNS && after != ACTIVITY_RUNS;
	return before == ACTIVITY_UNKNOWN ? REACTION_UNKNOWN : REACTION_NONE;
}

enum reaction pid1_reaction(int pidfd, int signal)
{
	int folder_fd = procfs_open(pidfd);
	enum reaction reaction;
	bool is_sure;

	if (folder_fd < 0)
		return REACTION_UNKNOWN;
	reaction = look(&is_sure, folder_fd, signal);
	for (int looks = 1; !is_sure && looks < LOOKS_MAX; looks++) {
		poll(NULL, 0, 2);
		reaction = look(&is_sure, folder_fd, signal);
	}
	close(folder_fd);
	return reaction;
}
