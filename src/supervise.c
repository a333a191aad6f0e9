/*
 * Outer beside the command.
 *
 * Signals that are sent to the waiting nsrun are for the command, and go there by pidfd: those of
 * other processes, and an alarm that the caller has set. What the terminal sends to its whole
 * foreground group is not sent on: the command has it too, or has gone to a group of its own
 * choice. A hangup is for the session's leader alone. If that is nsrun, it hands it on and then
 * dies of it, so that the kernel hangs up the foreground group, and a PID namespace ends.
 *
 * As unshare, nsrun holds INT and TERM back, or hands on these two, and the others end it alone.
 *
 * The job-control stops keep their default action, so that ^Z stops nsrun with the command.
 */
#include "supervise.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static void taken_signals(sigset_t *set, enum handing handing)
{
	if (handing != HAND_ON_ALL) {
		sigemptyset(set);
		sigaddset(set, SIGCHLD);
		sigaddset(set, SIGINT);
		sigaddset(set, SIGTERM);
		return;
	}
	sigfillset(set);
	sigdelset(set, SIGTSTP);
	sigdelset(set, SIGTTIN);
	sigdelset(set, SIGTTOU);
}

/* libc's sigprocmask hides the real-time signals that it uses itself, and the command's mask is to
 * be the caller's in them too. The kernel's set is the beginning of libc's. */
static int change_mask(int how, const sigset_t *mask, sigset_t *old)
{
	return (int)syscall(SYS_rt_sigprocmask, how, mask, old, _NSIG / 8);
}

int signals_take(struct signal_state *caller, enum handing handing)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t taken;

	taken_signals(&taken, handing);
	if (change_mask(SIG_BLOCK, &taken, &caller->mask) < 0)
		return -1;
	return sigaction(SIGCHLD, &standard, &caller->child);
}

int signals_give_back(const struct signal_state *caller)
{
	if (caller->child.sa_handler != SIG_DFL && sigaction(SIGCHLD, &caller->child, NULL) < 0)
		return -1;
	return change_mask(SIG_SETMASK, &caller->mask, NULL);
}

/* An interactive shell makes its own group the terminal's foreground, and a PID 1 cannot give it
 * back: the caller's group has no number in its namespace. Only what the command left is taken: a
 * foreground group that has members is somebody else's job. */
static void give_foreground_to(int tty_fd, pid_t own)
{
	sigset_t ttou, before;

	sigemptyset(&ttou);
	sigaddset(&ttou, SIGTTOU);
	sigprocmask(SIG_BLOCK, &ttou, &before);
	tcsetpgrp(tty_fd, own);
	sigprocmask(SIG_SETMASK, &before, NULL);
}

static void take_terminal_back(pid_t command)
{
	int tty_fd = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC), fd = tty_fd;
	pid_t own = getpgrp(), group;

	/* ENXIO: there is no terminal. Else the file is missing, and the terminal may still be
	 * here. */
	if (tty_fd < 0 && errno == ENXIO)
		return;
	for (int standard = 0; standard < 3 && fd < 0; standard++)
		if (tcgetpgrp(standard) > 0)
			fd = standard;
	group = fd < 0 ? -1 : tcgetpgrp(fd);
	if (group > 1 && group != own &&
	    (group == command || (kill(-group, 0) < 0 && errno == ESRCH)))
		give_foreground_to(fd, own);
	if (tty_fd >= 0)
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

/* Dies of the signal, without a core; returns where it cannot, as a PID 1. */
static void die_of(int signal)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t set;

	/* Not RLIMIT_CORE: a core_pattern that is a pipe ignores it, core(5). */
	prctl(PR_SET_DUMPABLE, 0);
	sigaction(signal, &standard, NULL);
	sigemptyset(&set);
	sigaddset(&set, signal);
	kill(getpid(), signal);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

/* By pidfd, or where that is refused by pid, which is the process's own until it is reaped. */
static void send_signal(pid_t pid, int pidfd, int signal)
{
	if (syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) < 0 && errno != ESRCH)
		kill(pid, signal);
}

/* Whether the terminal has sent it to the command as well. */
static bool is_for_group(const siginfo_t *info)
{
	if (info->si_code <= 0)
		return false;
	switch (info->si_signo) {
	case SIGINT:
	case SIGQUIT:
	case SIGWINCH:
	case SIGCONT:
		return true;
	case SIGHUP:
		return getsid(0) != getpid();
	}
	return false;
}

static void hand_on(pid_t pid, int pidfd, const siginfo_t *info)
{
	if (is_for_group(info))
		return;
	send_signal(pid, pidfd, info->si_signo);
	if (info->si_signo == SIGHUP && info->si_code > 0)
		die_of(SIGHUP);
}

int supervise(pid_t pid, int pidfd, enum handing handing)
{
	sigset_t taken;
	int wait_status, reaped = 0;

	taken_signals(&taken, handing);
	while (reaped == 0) {
		siginfo_t info;
		int signal = sigwaitinfo(&taken, &info);

		if (signal < 0 && errno != EINTR)
			return -1;
		if (signal == SIGCHLD)
			reaped = reap(pid, &wait_status, WNOHANG);
		else if (signal > 0 && handing != HOLD_BACK)
			hand_on(pid, pidfd, &info);
	}
	if (reaped < 0)
		return -1;
	take_terminal_back(pid);
	return wait_status;
}

int supervise_kill(pid_t pid, int pidfd)
{
	int wait_status;

	send_signal(pid, pidfd, SIGKILL);
	return reap(pid, &wait_status, 0) < 0 ? -1 : wait_status;
}

int supervise_end_like(int wait_status)
{
	if (WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	die_of(WTERMSIG(wait_status));
	return 128 + WTERMSIG(wait_status);
}
