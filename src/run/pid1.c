/* What a PID 1 does with a signal. */
#include "pid1.h"

#include <poll.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "system/procfs.h"

/* How often to look at a process that is running right now, two milliseconds apart. */
enum { LOOKS_MAX = 20 };

/* Reads /proc/PID/syscall, proc(5): "128 0x7ffc... 0x0 ..." while the process is in
 * rt_sigtimedwait(2) (128 on x86-64), as sigwait(3) and sigwaitinfo(2) are. In that call the
 * signals that it waits for are not in SigBlk. */
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

/* Reads a line such as "SigCgt:\t0000000000010002" and tests the signal's bit; bit 0 is signal 1.
 */
static bool has_signal(const char *status, const char *field, int signal)
{
	const char *line = strstr(status, field);

	return line && strtoull(line + strlen(field), NULL, 16) >> (signal - 1) & 1;
}

/* Looks once. The syscall is read before and after the masks: if it is the same, the process has
 * not gone into or out of a wait in between, and *is_sure is true. */
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
