/*
 * Outer beside the command.
 *
 * Signals that others send to the waiting nsrun are for the command, and go there by pidfd. What
 * the kernel sends (a terminal's ^C, a child's end) is not sent on: the terminal has sent it to
 * the command as well, which is in the same process group or in one of its own choice.
 *
 * The job-control stops keep their default action, so that ^Z stops nsrun with the command.
 */
#include "supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void taken_signals(sigset_t *set)
{
	sigfillset(set);
	sigdelset(set, SIGTSTP);
	sigdelset(set, SIGTTIN);
	sigdelset(set, SIGTTOU);
}

/* libc's sigprocmask hides the real-time signals that it uses itself, and the command's mask is to
 * be the caller's in them too. The kernel's set is the beginning of libc's. */
static int set_mask(const sigset_t *mask, sigset_t *old)
{
	return (int)syscall(SYS_rt_sigprocmask, SIG_SETMASK, mask, old, _NSIG / 8);
}

int signals_take(struct signal_state *caller)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t taken;

	taken_signals(&taken);
	if (set_mask(&taken, &caller->mask) < 0)
		return -1;
	return sigaction(SIGCHLD, &standard, &caller->child);
}

int signals_give_back(const struct signal_state *caller)
{
	if (caller->child.sa_handler != SIG_DFL && sigaction(SIGCHLD, &caller->child, NULL) < 0)
		return -1;
	return set_mask(&caller->mask, NULL);
}

/* An interactive shell makes its own group the terminal's foreground, and a PID 1 cannot give it
 * back: the caller's group has no number in its namespace. Only what the command left is taken: a
 * foreground group that has members is somebody else's job. */
static void take_terminal_back(pid_t command)
{
	int tty_fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
	pid_t own = getpgrp(), group;
	sigset_t ttou;

	if (tty_fd < 0)
		return;
	group = tcgetpgrp(tty_fd);
	if (group > 1 && group != own &&
	    (group == command || (kill(-group, 0) < 0 && errno == ESRCH))) {
		sigemptyset(&ttou);
		sigaddset(&ttou, SIGTTOU);
		sigprocmask(SIG_BLOCK, &ttou, NULL);
		tcsetpgrp(tty_fd, own);
		sigprocmask(SIG_UNBLOCK, &ttou, NULL);
	}
	close(tty_fd);
}

static int reap(pid_t pid, int *wait_status, int options)
{
	pid_t reaped;

	do
		reaped = waitpid(pid, wait_status, options);
	while (reaped < 0 && errno == EINTR);
	return reaped == pid ? 1 : reaped < 0 ? -1 : 0;
}

int supervise(pid_t pid, int pidfd)
{
	sigset_t taken;
	int wait_status, reaped = 0;

	taken_signals(&taken);
	while (reaped == 0) {
		siginfo_t info;
		int signal = sigwaitinfo(&taken, &info);

		if (signal < 0 && errno != EINTR)
			return -1;
		if (signal == SIGCHLD)
			reaped = reap(pid, &wait_status, WNOHANG);
		else if (signal > 0 && info.si_code <= 0)
			syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0);
	}
	if (reaped < 0)
		return -1;
	take_terminal_back(pid);
	return wait_status;
}

int supervise_kill(pid_t pid, int pidfd)
{
	int wait_status;

	syscall(SYS_pidfd_send_signal, pidfd, SIGKILL, NULL, 0);
	return reap(pid, &wait_status, 0) < 0 ? -1 : wait_status;
}

int supervise_end_like(int wait_status)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t set;
	int signal;

	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	signal = WTERMSIG(wait_status);
	/* Not RLIMIT_CORE: a core_pattern that is a pipe ignores it, core(5). */
	prctl(PR_SET_DUMPABLE, 0);
	sigaction(signal, &standard, NULL);
	sigemptyset(&set);
	sigaddset(&set, signal);
	kill(getpid(), signal);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
	return 128 + signal;
}
