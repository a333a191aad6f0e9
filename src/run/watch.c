/*
 * Watches.
 *
 * nsrun stops when its command has stopped, so that the shell gives its prompt. And the command can
 * stop it at any time: kill(0, SIGSTOP) is for the whole process group, though a PID 1 itself is
 * not stopped by it. A stopped nsrun sees nothing, neither that somebody has continued the command
 * alone, by its pid, nor its deadline, nor the end of its parent. So these are watched by processes
 * in a process group of their own, which nobody stops, and which end with nsrun.
 */
#include "watch.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/util.h"
#include "system/process.h"
#include "system/procfs.h"

/* How often to look: a tenth of a second is not noticed by somebody who continues a job. */
enum { LOOK_MILLISECONDS = 100 };

/* Whether /proc/PID/stat, proc(5), says "T", stopped, behind the name in parentheses. Where it
 * cannot be read nothing is known, and the process counts as stopped until it ends. */
static bool is_stopped(int folder_fd)
{
	char stat[512];
	const char *name_end;

	if (folder_fd < 0 || procfs_read(stat, sizeof(stat), folder_fd, "stat") < 0)
		return true;
	name_end = strrchr(stat, ')');
	return !name_end || strncmp(name_end, ") T", 3) == 0;
}

/* For poll(2), rounded up, and at most a quarter of an hour. */
static int milliseconds(int64_t nanoseconds)
{
	int64_t most = INT64_C(900000000000);

	return (int)(((nanoseconds < most ? nanoseconds : most) + 999999) / 1000000);
}

static void await_command(int pidfd)
{
	struct pollfd polled = { .fd = pidfd, .events = POLLIN };
	int folder_fd = procfs_open(pidfd);

	while (is_stopped(folder_fd) && poll(&polled, 1, LOOK_MILLISECONDS) == 0)
		;
}

static void await_init(int init_fd)
{
	struct pollfd polled = { .fd = init_fd, .events = POLLIN };

	while (poll(&polled, 1, -1) < 0 && errno == EINTR)
		;
}

/* Makes the process. Returns in both, as process_clone does. */
static pid_t start(void)
{
	int fd;
	pid_t nsrun = getpid(), watch = process_clone(0, 0, &fd);

	if (watch < 0)
		return -1;
	/* Both do it: it is to be out of the group before nsrun, or it itself, goes on. */
	setpgid(watch, watch);
	if (watch > 0) {
		close(fd);
		return watch;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() != nsrun)
		_exit(0);
	return 0;
}

/* Again and again: the first time nsrun may not have stopped yet, and may be stopped once more. */
static void continue_nsrun(pid_t nsrun)
{
	kill(nsrun, SIGCONT);
	poll(NULL, 0, LOOK_MILLISECONDS);
}

pid_t watch_for_continuation(int pidfd, int init_fd)
{
	pid_t nsrun = getpid(), watch = start();

	if (watch != 0)
		return watch;
	if (init_fd >= 0)
		await_init(init_fd);
	else
		await_command(pidfd);
	for (;;)
		continue_nsrun(nsrun);
}

/* nsrun is stopped, so it reaps nobody, and their pids are theirs. */
static void kill_siblings(pid_t nsrun)
{
	char path[64], children[256], *rest = children;
	long pid;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)nsrun, (int)nsrun);
	if (read_file(children, sizeof(children), path) < 0)
		return;
	while ((pid = strtol(rest, &rest, 10)) > 0)
		if (pid != getpid())
			kill((pid_t)pid, SIGKILL);
}

pid_t watch_for_deadline(int64_t deadline, int64_t kill_at, int parent_fd)
{
	struct pollfd parent = { .fd = parent_fd, .events = POLLIN };
	pid_t nsrun = getpid(), watch = start();
	int64_t now;

	if (watch != 0)
		return watch;
	while ((now = monotonic_now()) < deadline &&
	       poll(&parent, 1, milliseconds(deadline - now)) <= 0)
		;
	if (parent.revents)
		kill_at = now;
	for (;;) {
		continue_nsrun(nsrun);
		if (monotonic_now() - kill_at > INT64_C(1000000000))
			kill_siblings(nsrun);
	}
}

void watch_end(pid_t watch)
{
	if (watch <= 0)
		return;
	kill(watch, SIGKILL);
	while (waitpid(watch, NULL, __WALL) < 0 && errno == EINTR)
		;
}
