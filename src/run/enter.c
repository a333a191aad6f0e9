/* The ways into new namespaces. */
#include "enter.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/util.h"
#include "init.h"
#include "system/creds.h"
#include "system/process.h"
#include "terminal.h"
#include "watch.h"

/* Makes the process dumpable, so that its files in /proc belong to the user, who has to write the
 * maps there, proc(5). A process with a file capability, or of a binary that the user cannot read,
 * is not dumpable at first. nsrun's memory holds no secret, and ptrace(2) does not let anybody
 * trace a process with more capabilities than his own. */
static int own_proc_files(namespace_set namespaces)
{
	return namespaces & namespace_bit(NAMESPACE_USER) ? prctl(PR_SET_DUMPABLE, 1) : 0;
}

/* A user namespace is owned by the effective ids of the process that makes it, user_namespaces(7).
 * The real and the saved ids change as well: a saved uid 0 would outlive the exec. */
static int take_owners_ids(const struct owner *owner)
{
	if (creds_drop_groups() < 0 || creds_set_gid(owner->gid) < 0)
		return -1;
	return creds_set_uid(owner->uid);
}

/* The change of ids makes the process not dumpable, so the new owner cannot trace it while it is
 * still outside the namespace. */
int enter_unshare(const struct plan *plan, namespace_set namespaces)
{
	if (plan_changes_owner(plan, namespaces) && take_owners_ids(&plan->owner) < 0)
		return -1;
	return unshare(namespaces_flags(namespaces)) < 0 ? -1 : own_proc_files(namespaces);
}

/* Outer cannot take another owner's ids without losing its own. So a process between takes them,
 * makes inner as a child of outer's (CLONE_PARENT, with the exit signal that the process between
 * itself has, clone(2)), and leaves. */
static pid_t start_between(struct walk *walk, int inner_end, namespace_set namespaces)
{
	struct baton failed = { .word = BATON_FAILED, .step = (uint32_t)walk->at };
	pid_t between = process_clone(0, SIGCHLD, &walk->inner_fd), inner = -1;
	int fd;

	if (between != 0)
		return between;
	if (take_owners_ids(&walk->plan->owner) == 0)
		inner = process_clone(namespaces_flags(namespaces) | CLONE_PARENT, 0, &fd);
	if (inner == 0)
		return 0;
	failed.failure.error = errno;
	if (inner < 0)
		(void)baton_pass(inner_end, failed);
	_exit(inner < 0 ? STATUS_FAILED : 0);
}

/* Inner says that it is there, and waits until outer knows its pid. Only then it becomes dumpable,
 * so that its owner may trace it, as the owner may trace the command. */
static int introduce_inner(struct walk *walk, namespace_set namespaces)
{
	if (walk_pass(walk, BATON_BORN) < 0 || walk_await(walk, BATON_GO) < 0)
		return -1;
	return own_proc_files(namespaces);
}

/* Learns inner's pid from the kernel (SO_PASSCRED), and checks that it is a child of outer's: a
 * process of the owner's could otherwise pretend to be inner. The pid stays inner's until outer
 * reaps it. */
static int identify_inner(struct walk *walk)
{
	siginfo_t info;

	if (walk_await(walk, BATON_BORN) < 0 ||
	    waitid(P_PID, (id_t)walk->heard.pid, &info, WEXITED | WNOHANG | WNOWAIT) < 0)
		return -1;
	walk->inner = walk->heard.pid;
	walk->inner_fd = (int)syscall(SYS_pidfd_open, walk->inner, 0);
	return walk->inner_fd < 0 ? -1 : 0;
}

/* Outer, beside another owner: learns who inner is, reaps the process between, and lets inner go
 * on. */
static int meet_inner(struct walk *walk)
{
	pid_t between = walk->inner;
	int result, error;

	walk->inner = 0;
	close(walk->inner_fd);
	result = identify_inner(walk);
	error = errno;
	while (waitpid(between, &walk->wait_status, 0) < 0 && errno == EINTR)
		;
	if (walk->inner == 0)
		walk_part(walk);
	errno = error;
	return result < 0 ? -1 : walk_pass(walk, BATON_GO);
}

/* The command does not get the fd, unless it is 0, 1 or 2: these are the command's own as well. */
static int hide_status_fd(int status_fd)
{
	return status_fd > STDERR_FILENO ? fcntl(status_fd, F_SETFD, FD_CLOEXEC) : 0;
}

/* Makes what outer will wait with before inner exists: inner could otherwise change the terminal or
 * send a signal before outer has looked. */
static int prepare_wait(struct walk *walk, int *init_end)
{
	if (walk->plan->cause[OPTION_INIT] && baton_make(&walk->init_fd, init_end) < 0)
		return -1;
	if (hide_status_fd(walk->plan->status_fd) < 0)
		return -1;
	if ((walk->plan->cause[OPTION_INIT] || walk->plan->owner.is_other) &&
	    baton_ask_sender(walk->baton_fd) < 0)
		return -1;
	walk->signal_fd = signals_open(walk_handing(walk->plan));
	return walk->signal_fd < 0 ? -1 : 0;
}

/* A command that sends kill(0, SIGSTOP) must not stop an nsrun that has a deadline or a parent to
 * watch. With a terminal both have to be in one group, since the shell continues that: then a watch
 * continues nsrun. Without one inner leaves the group. */
static bool is_to_be_watched(const struct walk *walk)
{
	const enum option_id *cause = walk->plan->cause;

	return cause[OPTION_TIMEOUT] || cause[OPTION_DIE_WITH_PARENT];
}

/* A new session brings a group of its own, and a group's leader could not make one, setsid(2). */
static int leave_group(const struct walk *walk)
{
	bool leaves = walk->terminal.fd < 0 && is_to_be_watched(walk) &&
		      !walk->plan->cause[OPTION_NEW_SESSION];

	return leaves ? setpgid(0, 0) : 0;
}

/* Before there is a socket between outer and inner: the watch must not hold outer's end of it open.
 */
static int start_watch(struct walk *walk)
{
	const struct step *wait = plan_find(walk->plan, STEP_WAIT);
	int64_t timeout = duration_nanoseconds(wait->wait.timeout), deadline = INT64_MAX;

	terminal_open(&walk->terminal);
	if (walk->terminal.fd < 0 || !is_to_be_watched(walk))
		return 0;
	if (timeout)
		deadline = monotonic_now() + timeout;
	walk->watch = watch_for_deadline(
		deadline, deadline + (timeout ? duration_nanoseconds(wait->wait.kill_after) : 0),
		walk->parent_fd);
	return walk->watch < 0 ? -1 : 0;
}

int enter_clone(struct walk *walk, namespace_set namespaces)
{
	bool is_between = plan_changes_owner(walk->plan, namespaces);
	int inner_end, init_end = -1;

	/* If it is open, it is outer's own folder, for the clocks. From here on inner's is needed.
	 */
	if (walk->proc_fd >= 0)
		close(walk->proc_fd);
	walk->proc_fd = -1;
	if (own_proc_files(namespaces) < 0 ||
	    signals_take(&walk->caller, walk_handing(walk->plan)) < 0 || start_watch(walk) < 0 ||
	    baton_make(&walk->baton_fd, &inner_end) < 0 || prepare_wait(walk, &init_end) < 0)
		return -1;
	walk->inner =
		is_between ? start_between(walk, inner_end, namespaces)
			   : process_clone(namespaces_flags(namespaces), SIGCHLD, &walk->inner_fd);
	if (walk->inner < 0)
		return -1;
	if (walk->inner == 0) {
		close(walk->baton_fd);
		if (walk->init_fd >= 0)
			close(walk->init_fd);
		walk->baton_fd = inner_end;
		walk->init_fd = init_end;
		walk->actor = ACTOR_INNER;
		walk->is_second = true;
		if (leave_group(walk) < 0)
			return -1;
		return is_between ? introduce_inner(walk, namespaces) : 0;
	}
	/* A signal of the terminal's that is pending here came before inner was made, so inner has
	 * not got it: outer has to send it on. */
	sigpending(&walk->early);
	/* If outer kept inner's ends open, it would never read end of file from them. */
	close(inner_end);
	if (init_end >= 0)
		close(init_end);
	if (is_between && meet_inner(walk) < 0)
		return -1;
	walk_supervise(walk);
	return 0;
}

/* Both processes close the descriptors of nsrun's that only the other one needs. */
int enter_with_init(struct walk *walk)
{
	int command_fd;
	pid_t command = process_clone(0, SIGCHLD, &command_fd);

	if (command < 0)
		return -1;
	if (command > 0)
		init_run(command, walk->init_fd);
	close(walk->init_fd);
	walk->init_fd = -1;
	return 0;
}

/* The helper has no exit signal: the command's process gets no SIGCHLD for it, and can reap it even
 * if SIGCHLD is ignored. */
int enter_with_helper(struct walk *walk)
{
	int self_fd = (int)syscall(SYS_pidfd_open, getpid(), 0), inner_end, helper_fd;

	if (self_fd < 0 || baton_make(&walk->baton_fd, &inner_end) < 0)
		return -1;
	walk->helper = process_clone(0, 0, &helper_fd);
	if (walk->helper < 0)
		return -1;
	if (walk->helper == 0) {
		close(inner_end);
		walk->inner_fd = self_fd;
		walk->actor = ACTOR_OUTER;
		walk->is_second = true;
		/* After its exec a mapper has SIGCHLD as its exit signal, execve(2). If SIGCHLD
		 * were ignored here, the kernel would reap it and its status would be lost. */
		return signals_take(&walk->caller, walk_handing(walk->plan));
	}
	close(walk->baton_fd);
	walk->baton_fd = inner_end;
	close(self_fd);
	close(helper_fd);
	return 0;
}
