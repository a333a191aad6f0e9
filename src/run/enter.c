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

#include "init.h"
#include "system/creds.h"
#include "system/process.h"
#include "terminal.h"

/* Neither a file capability nor a binary that the user cannot read may close /proc/self to the
 * map's writer: the files of a process that is not dumpable are root's, proc(5). There is no
 * secret in nsrun's memory, and ptrace(2) guards capabilities by itself. */
static int own_proc_files(namespace_set namespaces)
{
	return namespaces & namespace_bit(NAMESPACE_USER) ? prctl(PR_SET_DUMPABLE, 1) : 0;
}

/* A user namespace is owned by the effective ids of who makes it, user_namespaces(7). Without a
 * way back: a saved uid 0 would outlive the exec. */
static int take_owners_ids(const struct owner *owner)
{
	if (creds_drop_groups() < 0 || creds_set_gid(owner->gid) < 0)
		return -1;
	return creds_set_uid(owner->uid);
}

/* The change of ids makes the process not dumpable, so that its new owner cannot trace it before it
 * is in the namespace. */
int enter_unshare(const struct plan *plan, namespace_set namespaces)
{
	if (plan_changes_owner(plan, namespaces) && take_owners_ids(&plan->owner) < 0)
		return -1;
	return unshare(namespaces_flags(namespaces)) < 0 ? -1 : own_proc_files(namespaces);
}

/* The process between has another owner's ids, which outer cannot take without losing its own. It
 * makes inner, as outer's child and with its own exit signal, clone(2), and leaves. */
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

/* Inner says that it is there, and waits until outer knows who it is. Only then may its owner trace
 * it, as it may the command. */
static int introduce_inner(struct walk *walk, namespace_set namespaces)
{
	if (walk_pass(walk, BATON_BORN) < 0 || walk_await(walk, BATON_GO) < 0)
		return -1;
	return own_proc_files(namespaces);
}

/* Whose pid it is the kernel says, and that it is a child: a process of the owner's could have
 * taken inner's place, and the pid stays inner's until outer reaps it. */
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

/* Has the fd closed when the command starts, unless it is one of the standard ones, which are the
 * command's as well. */
static int hide_status_fd(int status_fd)
{
	return status_fd > STDERR_FILENO ? fcntl(status_fd, F_SETFD, FD_CLOEXEC) : 0;
}

/* What outer waits with is there before the command can be. */
static int prepare_wait(struct walk *walk, int *init_end)
{
	if (walk->plan->cause[OPTION_INIT] && baton_make(&walk->init_fd, init_end) < 0)
		return -1;
	if (hide_status_fd(walk->plan->status_fd) < 0)
		return -1;
	if ((walk->plan->cause[OPTION_INIT] || walk->plan->owner.is_other) &&
	    baton_ask_sender(walk->baton_fd) < 0)
		return -1;
	terminal_open(&walk->terminal);
	walk->signal_fd = signals_open(walk_handing(walk->plan));
	return walk->signal_fd < 0 ? -1 : 0;
}

int enter_clone(struct walk *walk, namespace_set namespaces)
{
	bool is_between = plan_changes_owner(walk->plan, namespaces);
	int inner_end, init_end = -1;

	/* Where it is open it is outer's own, for the clocks. */
	if (walk->proc_fd >= 0)
		close(walk->proc_fd);
	walk->proc_fd = -1;
	if (own_proc_files(namespaces) < 0 ||
	    signals_take(&walk->caller, walk_handing(walk->plan)) < 0 ||
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
		return is_between ? introduce_inner(walk, namespaces) : 0;
	}
	/* Of the terminal's signals inner has had those alone that came later. */
	sigpending(&walk->early);
	/* Kept open, they would hide inner's end of file. */
	close(inner_end);
	if (init_end >= 0)
		close(init_end);
	return is_between ? meet_inner(walk) : 0;
}

/* What the one process has open of nsrun's the other has not. */
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

/* Nobody hears of the helper's end: no signal, and it can be reaped though SIGCHLD be ignored. */
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
		/* A mapper has SIGCHLD as its end's signal, execve(2), and must not be reaped
		 * unseen. */
		return signals_take(&walk->caller, walk_handing(walk->plan));
	}
	close(walk->baton_fd);
	walk->baton_fd = inner_end;
	close(self_fd);
	close(helper_fd);
	return 0;
}
