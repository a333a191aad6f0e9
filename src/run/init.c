/*
 * The init.
 *
 * It stays in the caller's process group and session. A signal that the terminal sends to the group
 * reaches the command too, so the init does not hand it on. It allocates nothing and touches few
 * pages. It ends when the command ends, and then the kernel kills all that is left in the
 * namespace, pid_namespaces(7).
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

/* Reaps every child that has ended, and tells outer what the command did. Does not return when the
 * command has ended, or when the init cannot wait for it. */
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

/* A signal from a process (si_code <= 0) is for the command. One from the kernel comes from the
 * terminal, and went to the whole group: the command has it already, unless it has left the group.
 */
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
	/* Signals that are pending here came before the command's process was made, and have not
	 * reached it: hand them on. This comes before the descriptors are closed, which may take a
	 * while: a signal of the terminal's in that time reaches both. */
	while ((early = sigtimedwait(&all, NULL, &none)) > 0)
		if (early == SIGCHLD)
			reap(command, outer_fd);
		else
			kill(command, early);
	fds_close_all_but(outer_fd);
	/* A failure does not matter: the init would only keep a mount busy, and the command may be
	 * running already. */
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
