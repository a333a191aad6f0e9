/*
 * Outer beside the command.
 *
 * Theory of operation
 *
 * One loop over poll(2). Signals come by a signalfd. What others send to the waiting nsrun is for
 * the command, and goes there by pidfd, or to its init, which hands it on. What the terminal sends
 * to its whole foreground group is not sent on: the command has it too, unless it has left the
 * group. A hangup is for the session's leader alone, so if that is nsrun the command has not had
 * it.
 *
 * A PID 1 gets no signal that it does not see to: the kernel drops the others. A fatal one would
 * have ended any other command, so nsrun ends the namespace, and dies of that signal. A PID 1
 * cannot be stopped from inside either: it gets SIGSTOP from here.
 *
 * Whenever the command has stopped, for whatever reason, nsrun stops, so that the shell gives its
 * prompt; when nsrun is continued the command is. In an orphaned process group nsrun does not stop,
 * signal(7): then a PID 1 that was stopped from here goes on, and any other is left as it is; nor
 * does it without a terminal, or as a PID 1 itself.
 *
 * As unshare, nsrun holds INT and TERM back, or hands on these two, and the others end it alone.
 */
#include "supervise.h"

#include <errno.h>
#include <poll.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/util.h"
#include "init.h"
#include "pid1.h"
#include "watch.h"

/* How long a handler for ^Z may take to put the terminal in order, and how long nsrun waits for the
 * report that the command has been continued. */
enum { PATIENCE_MILLISECONDS = 100 };

/* How many signals, and how much news from the init, are heard in one turn of the loop. A flood of
 * them must not keep nsrun from looking at the deadline and at its parent. */
enum { AT_A_TIME = 16 };

/* By pidfd. Where that call is refused, by pid: nsrun has not reaped the process, so no other
 * process can have its pid. */
static int send_signal(pid_t pid, int pidfd, int signal)
{
	if (syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) == 0)
		return 0;
	return errno == ESRCH ? 0 : kill(pid, signal);
}

static void send_on(const struct supervision *s, int signal)
{
	(void)send_signal(s->pid, s->pidfd, signal);
}

/* Kills all. Where nsrun may not (EPERM: without CAP_KILL, a command that has changed its ids), it
 * must not wait for an end that does not come. */
static void kill_all(struct supervision *s)
{
	if (send_signal(s->pid, s->pidfd, SIGKILL) < 0)
		s->error = errno;
}

static bool is_stop(int signal)
{
	return signal == SIGTSTP || signal == SIGTTIN || signal == SIGTTOU;
}

/* signal(7), the default action. */
static bool is_fatal(int signal)
{
	return !is_stop(signal) && signal != SIGCHLD && signal != SIGCONT && signal != SIGURG &&
	       signal != SIGWINCH;
}

/* Whether the kernel has sent the signal for the terminal, to the whole foreground group. SIGHUP
 * and SIGCONT go to the session's leader alone, if nsrun is that. */
static bool is_for_group(const struct signalfd_siginfo *info)
{
	int signal = (int)info->ssi_signo;

	if (info->ssi_code <= 0)
		return false;
	return signal == SIGINT || signal == SIGQUIT || signal == SIGWINCH || is_stop(signal) ||
	       ((signal == SIGHUP || signal == SIGCONT) && getsid(0) != getpid());
}

/* The command leaves nsrun's group by setpgid(2) or setsid(2). An init never leaves, and looks
 * itself whether the command has. */
static bool is_in_group(const struct supervision *s)
{
	return s->init_fd >= 0 || getpgid(s->pid) == getpgrp();
}

static bool was_executed(const struct supervision *s)
{
	struct pollfd polled = { .fd = s->start_fd };

	return s->start_fd < 0 || poll(&polled, 1, 0) > 0;
}

/* Whether the caller blocks or ignores the signal. */
static bool is_off(const struct supervision *s, int signal)
{
	struct sigaction inherited;

	return sigismember(&s->caller->mask, signal) == 1 ||
	       (sigaction(signal, NULL, &inherited) == 0 && inherited.sa_handler == SIG_IGN);
}

/* Until the exec the process has every signal blocked, which says nothing about the command: that
 * will have the dispositions of nsrun's process and the caller's mask. */
static enum reaction reaction_to(const struct supervision *s, int signal)
{
	if (was_executed(s))
		return pid1_reaction(s->pidfd, signal);
	return is_off(s, signal) ? REACTION_OTHER : REACTION_NONE;
}

/* A fatal signal that a PID 1 does not see would have ended any other command: so all ends. */
static void end_by(struct supervision *s, int signal)
{
	s->end_signal = signal;
	kill_all(s);
}

/* The kernel drops a fatal signal that a PID 1 has no handler for, and does not let it stop itself;
 * nsrun does both from outside. */
static void stand_in_for_pid1(struct supervision *s, int signal)
{
	uint64_t bit = UINT64_C(1) << (signal - 1);
	enum reaction reaction = reaction_to(s, signal);

	if (is_fatal(signal)) {
		if (reaction == REACTION_NONE || (reaction == REACTION_UNKNOWN && s->unheard & bit))
			end_by(s, signal);
		else if (reaction == REACTION_UNKNOWN)
			s->unheard |= bit;
		return;
	}
	/* A handler for ^Z puts the terminal in order, resets the action to the default, and then
	 * tries to stop itself, which a PID 1 cannot. Wait until the handler is gone. */
	for (int left = PATIENCE_MILLISECONDS; reaction == REACTION_HANDLER && left > 0;
	     left -= 2) {
		poll(NULL, 0, 2);
		reaction = reaction_to(s, signal) == REACTION_HANDLER ? REACTION_HANDLER
								      : REACTION_NONE;
	}
	if (reaction != REACTION_OTHER) {
		s->stop_signal = signal;
		send_on(s, SIGSTOP);
	}
}

static void take_signal(struct supervision *s, const struct signalfd_siginfo *info)
{
	int signal = (int)info->ssi_signo;
	bool concerns_pid1;

	/* A signal from nsrun itself is the SIGPIPE of a --status-fd that nobody reads. One
	 * from a watch has done its work when nsrun runs. */
	if (s->handing == HOLD_BACK || (pid_t)info->ssi_pid == getpid() ||
	    (s->watch > 0 && (pid_t)info->ssi_pid == s->watch))
		return;
	/* A check has no command to hand the signal on to, so nsrun obeys it. */
	if (s->is_check) {
		if (is_fatal(signal) && !is_off(s, signal))
			end_by(s, signal);
		return;
	}
	/* Look before the signal is sent, and again after: a process that waits for the signal is
	 * woken by it, and would then look as if it had no use for it. */
	concerns_pid1 = s->is_pid1 && s->handing == HAND_ON_ALL &&
			(is_fatal(signal) || is_stop(signal)) &&
			reaction_to(s, signal) != REACTION_OTHER;
	/* Before the exec inner has every signal blocked, and may hang, as in a file system that
	 * does not answer: it would not see the signal. */
	if (s->handing == HAND_ON_ALL && is_fatal(signal) && !was_executed(s) &&
	    !is_off(s, signal)) {
		end_by(s, signal);
		return;
	}
	if (!(is_for_group(info) && is_in_group(s)) || sigismember(&s->early, signal) == 1)
		send_on(s, signal);
	sigdelset(&s->early, signal);
	if (concerns_pid1)
		stand_in_for_pid1(s, signal);
}

/* Reads what the init has told of the command. */
static void hear_init(struct supervision *s)
{
	struct init_news news;

	for (int left = AT_A_TIME; left > 0 && s->init_fd >= 0 && init_collect(s->init_fd, &news);
	     left--) {
		if (news.kind == INIT_FAILED)
			s->error = news.value;
		s->is_continued = news.kind == INIT_CONTINUED;
		s->command_stop = news.kind == INIT_STOPPED ? news.value : 0;
		s->is_told_by_init = news.kind == INIT_ENDED;
		if (s->is_told_by_init)
			s->ending.wait_status = news.value;
	}
}

/* Whether the kernel or the init reports, within a moment, that the command has been continued. */
static bool goes_on(struct supervision *s)
{
	for (int left = PATIENCE_MILLISECONDS; left > 0 && !s->is_continued; left -= 2) {
		siginfo_t info = { .si_pid = 0 };

		hear_init(s);
		if (s->init_fd < 0 && waitid(P_PID, (id_t)s->pid, &info,
					     WCONTINUED | WSTOPPED | WNOHANG | WNOWAIT) == 0)
			s->is_continued = info.si_pid != 0;
		/* If it has been stopped again, it had been continued before. */
		s->is_continued = s->is_continued || s->command_stop;
		if (!s->is_continued)
			poll(NULL, 0, 2);
	}
	return s->is_continued;
}

/* Takes a pending SIGCONT, which is blocked. Returns whether there was one. */
static bool drop_continuation(void)
{
	const struct timespec none = { 0 };
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGCONT);
	return sigtimedwait(&set, NULL, &none) == SIGCONT;
}

/* Stops nsrun by the signal, with its default action. Returns whether nsrun really stopped: then a
 * SIGCONT has continued it, and is pending, since it is blocked. */
static bool stop_self(int signal)
{
	struct sigaction standard = { .sa_handler = SIG_DFL }, before;
	sigset_t set, mask;

	sigaction(signal, &standard, &before);
	kill(getpid(), signal);
	sigemptyset(&set);
	sigaddset(&set, signal);
	signals_mask(SIG_UNBLOCK, &set, &mask);
	signals_mask(SIG_SETMASK, &mask, NULL);
	sigaction(signal, &before, NULL);
	return drop_continuation();
}

/* Without a terminal nsrun does not stop: there is no shell that would continue it. With a deadline
 * it stops only for a signal of the terminal's: a stopped nsrun could not meet the deadline. */
static bool is_to_stop(const struct supervision *s, int signal)
{
	return s->stop_signal || (s->terminal.fd >= 0 && (!s->timeout || is_stop(signal)));
}

/* nsrun stops by SIGTSTP or the like, and not by SIGSTOP: in an orphaned process group the former
 * has no effect, which is right, since nobody would continue nsrun there, signal(7). */
static void stop_with_command(struct supervision *s, int signal)
{
	bool was_stopped_from_here = s->stop_signal != 0, did_stop;
	pid_t watch;

	s->command_stop = 0;
	if (!is_to_stop(s, signal))
		return;
	if (was_stopped_from_here)
		signal = s->stop_signal;
	s->stop_signal = 0;
	s->is_continued = false;
	terminal_stop(&s->terminal, was_stopped_from_here);
	watch = watch_for_continuation(s->pidfd, s->init_fd);
	did_stop = stop_self(is_stop(signal) ? signal : SIGTSTP);
	watch_end(watch);
	/* The watch may have sent one more, which is not for the command. */
	drop_continuation();
	if (did_stop && terminal_resume(&s->terminal))
		send_on(s, SIGWINCH);
	/* A shell continues the whole group, and so the command too. If nobody has, nsrun does. */
	if (did_stop ? !goes_on(s) : was_stopped_from_here || getpid() == 1)
		send_on(s, SIGCONT);
}

/* Called when a SIGCHLD has been read, which does not come again: so every failure is reported. */
static int reap(struct supervision *s)
{
	int options = s->handing == HAND_ON_ALL ? WNOHANG | WUNTRACED : WNOHANG, wait_status;
	pid_t pid;

	while ((pid = wait4(s->pid, &wait_status, options, &s->ending.usage)) != 0) {
		if (pid < 0 && errno != EINTR)
			return -1;
		if (pid < 0)
			continue;
		if (WIFSTOPPED(wait_status)) {
			stop_with_command(s, WSTOPSIG(wait_status));
			continue;
		}
		s->has_ended = true;
		/* The init may have told how the command ended since its socket was read last. */
		hear_init(s);
		if (!s->is_told_by_init)
			s->ending.wait_status = wait_status;
		return 0;
	}
	return 0;
}

/* SIGCONT goes with SIGTERM, since a stopped command could not obey it. */
static void pass_deadline(struct supervision *s)
{
	if (s->ending.is_timed_out) {
		s->deadline = INT64_MAX;
		kill_all(s);
		return;
	}
	s->ending.is_timed_out = true;
	s->deadline = monotonic_now() + s->kill_after;
	/* Before the exec there is no command yet that could put anything in order. */
	if (!was_executed(s) || (s->is_pid1 && reaction_to(s, SIGTERM) == REACTION_NONE)) {
		kill_all(s);
		return;
	}
	send_on(s, SIGTERM);
	send_on(s, SIGCONT);
}

/* Milliseconds for poll(2), rounded up; -1: no end. */
static int time_left(const struct supervision *s)
{
	int64_t left;

	if (s->deadline == INT64_MAX)
		return -1;
	left = (s->deadline - monotonic_now() + 999999) / 1000000;
	return left < 0 ? 0 : left > 1000000 ? 1000000 : (int)left;
}

static int hear_signals(struct supervision *s)
{
	struct signalfd_siginfo info;

	for (int left = AT_A_TIME; left > 0 && !s->has_ended; left--) {
		if (read(s->signal_fd, &info, sizeof(info)) != sizeof(info))
			return 0;
		if (info.ssi_signo != SIGCHLD)
			take_signal(s, &info);
		else if (reap(s) < 0)
			return -1;
	}
	return 0;
}

void supervise_begin(struct supervision *s)
{
	/* Only where it is needed: the first look at the clock costs page faults. */
	s->start = s->timeout || s->tells_start ? monotonic_now() : 0;
	s->deadline = s->timeout ? s->start + s->timeout : INT64_MAX;
	s->stop_signal = 0;
}

/* One turn of the loop: waits for whatever comes first, also for events of the fd (-1: none), and
 * sees to it. Returns 1 where the fd has an event, else 0, or -1 with errno. */
static int turn(struct supervision *s, int fd, short events)
{
	struct pollfd polled[] = {
		{ .fd = s->signal_fd, .events = POLLIN },
		{ .fd = s->init_fd, .events = POLLIN },
		{ .fd = s->parent_fd, .events = POLLIN },
		{ .fd = fd, .events = events },
	};

	/* A stop may have been told of while nsrun was waiting for the continuation before it. */
	if (poll(polled, 4, s->command_stop ? 0 : time_left(s)) < 0 && errno != EINTR)
		return -1;
	/* The init's socket comes first: it may have told how the command ended. */
	hear_init(s);
	if (polled[1].revents & POLLHUP)
		s->init_fd = -1;
	if (s->command_stop)
		stop_with_command(s, s->command_stop);
	if (polled[2].revents) {
		s->parent_fd = -1;
		end_by(s, SIGKILL);
	}
	if (polled[0].revents && hear_signals(s) < 0)
		return -1;
	if (!s->has_ended && s->deadline != INT64_MAX && monotonic_now() >= s->deadline)
		pass_deadline(s);
	if (s->error) {
		errno = s->error;
		return -1;
	}
	return polled[3].revents != 0;
}

/* The end of the command's process, or of its init, has been seen. */
static void note_end(struct supervision *s)
{
	watch_end(s->watch);
	/* The watch has killed the command, since nsrun was stopped again and again. */
	if (s->watch > 0 && s->timeout && monotonic_now() >= s->start + s->timeout &&
	    WIFSIGNALED(s->ending.wait_status))
		s->ending.is_timed_out = true;
	if (s->start)
		s->ending.nanoseconds = monotonic_now() - s->start;
	/* nsrun killed the command for a signal that it would not have seen: that signal counts. */
	if (s->end_signal && (s->is_check || WIFSIGNALED(s->ending.wait_status)))
		s->ending.wait_status = s->end_signal;
	terminal_close(&s->terminal, s->pid, WIFSIGNALED(s->ending.wait_status));
}

int supervise_await(struct supervision *s, int fd)
{
	int result = 0;

	/* A process that was killed here is waited for, so that it is known how it ended. */
	while (!s->has_ended &&
	       (result == 0 || (result > 0 && (s->end_signal || s->ending.is_timed_out))))
		result = turn(s, fd, POLLIN);
	if (result >= 0 && s->has_ended)
		note_end(s);
	return result < 0 ? -1 : 0;
}

int supervise(struct supervision *s)
{
	while (!s->has_ended) {
		int result = turn(s, s->tells_start ? s->start_fd : -1, 0);

		if (result < 0)
			return -1;
		if (result > 0) {
			s->tells_start = false;
			return SUPERVISE_STARTED;
		}
	}
	note_end(s);
	return SUPERVISE_ENDED;
}

int supervise_kill(pid_t pid, int pidfd)
{
	int wait_status;

	if (send_signal(pid, pidfd, SIGKILL) < 0)
		return -1;
	while (waitpid(pid, &wait_status, 0) < 0)
		if (errno != EINTR)
			return -1;
	return wait_status;
}

int supervise_abandon(struct supervision *s)
{
	int wait_status = supervise_kill(s->pid, s->pidfd);

	watch_end(s->watch);
	terminal_close(&s->terminal, s->pid, true);
	return wait_status;
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
	signals_mask(SIG_UNBLOCK, &set, NULL);
}

int supervise_end_like(const struct supervision *s)
{
	int signal;

	if (WIFEXITED(s->ending.wait_status))
		return WEXITSTATUS(s->ending.wait_status);
	signal = WTERMSIG(s->ending.wait_status);
	die_of(signal);
	return 128 + signal;
}
