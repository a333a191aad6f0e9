/*
 * The init.
 *
 * It stays in the caller's process group and session, so that the terminal's signals for the group
 * reach it like the command, and are not handed on. It allocates nothing, touches few pages, and
 * ends when the command does: the kernel then kills all that is left, pid_namespaces(7).
 */
#include "init.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/errors.h"
#include "system/fds.h"
#include "system/sigstate.h"

static void tell(int outer_fd, enum init_kind kind, int value)
{
	struct init_news news = { .kind = kind, .value = value };

	while (send(outer_fd, &news, sizeof(news), MSG_NOSIGNAL) < 0 && errno == EINTR)
		;
}

bool init_collect(int init_fd, struct init_news *news)
{
	ssize_t got;

	do
		got = recv(init_fd, news, sizeof(*news), MSG_DONTWAIT);
	while (got < 0 && errno == EINTR);
	return got == sizeof(*news);
}

/* Reaps whatever has ended. Returns when nothing more has; ends with the command, or where it
 * cannot see that end. */
static void reap(pid_t command, int outer_fd)
{
	int wait_status;
	pid_t pid;

	while ((pid = waitpid(-1, &wait_status, WNOHANG | WUNTRACED | WCONTINUED | __WALL)) != 0) {
		if (pid < 0 && errno != EINTR) {
			tell(outer_fd, INIT_FAILED, errno);
			_exit(STATUS_FAILED);
		}
		if (pid != command)
			continue;
		if (WIFSTOPPED(wait_status)) {
			tell(outer_fd, INIT_STOPPED, WSTOPSIG(wait_status));
		} else if (WIFCONTINUED(wait_status)) {
			tell(outer_fd, INIT_CONTINUED, 0);
		} else {
			tell(outer_fd, INIT_ENDED, wait_status);
			_exit(WIFEXITED(wait_status) ? WEXITSTATUS(wait_status)
						     : 128 + WTERMSIG(wait_status));
		}
	}
}

/* What the kernel has sent was the terminal's: the command has it too, unless it has left. */
static bool is_for_command(const siginfo_t *info, pid_t command)
{
	return info->si_code <= 0 || getpgid(command) != getpgrp();
}

_Noreturn void init_run(pid_t command, int outer_fd)
{
	const struct timespec none = { 0 };
	sigset_t all;
	int early;

	signals_fill(&all);
	/* What came before the command's process was made has not reached that; what comes from
	 * here on has, and closing may take a while. */
	while ((early = sigtimedwait(&all, NULL, &none)) > 0)
		if (early == SIGCHLD)
			reap(command, outer_fd);
		else
			kill(command, early);
	fds_close_all_but(outer_fd);
	/* Elsewhere it would hold a mount, and that is all: the command may already be running. */
	(void)!chdir("/");
	for (;;) {
		siginfo_t info;
		int signal = sigwaitinfo(&all, &info);

		if (signal == SIGCHLD)
			reap(command, outer_fd);
		else if (signal > 0 && is_for_command(&info, command))
			kill(command, signal);
	}
}
