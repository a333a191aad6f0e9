/*
 * Carrying a plan out.
 *
 * Theory of operation
 *
 * Outer and inner are two processes that walk over the same array of steps. Each does its own steps
 * and skips the other's. Where the first step is outer's, nsrun is outer: STEP_CLONE
 * makes inner, which goes on with the next step, so the clone itself is the first passing of the
 * baton. Else nsrun is inner and becomes the command: alone, or with a helper (STEP_HELPER), a
 *second process that is outer for the steps that must be done outside. The helper ends after the
 *last of them, and inner reaps it before the exec.
 *
 * Beside another owner (--owner) a process between makes inner: that then says itself that it is
 * there, and waits for outer.
 *
 *	outer   CLONE ........................ MAP_GID ............................ WAIT
 *	                                   go /       \ go                  ready /
 *	inner         DEATH_SIGNAL, SETGROUPS           MAP_UID, MOUNT_PROC, ... EXEC
 *
 * Where the actor changes, the one that worked passes the baton (baton.h) and the other waits for
 * it. End of file instead means that the other is dead, and the survivor leaves. Before the exec
 * inner says "ready", to an outer that is already waiting for it to end; only then is the socket
 * read, so that outer is not woken in between. What outer finds there settles how it ended:
 *
 *	ready, end of file      the exec closed the socket: the command ran, its status counts (so
 *	                        does that of an inner which was killed right before)
 *	ready, failed(exec)     the exec failed: 126 or 127
 *	failed(step)            a step failed: 125
 *	end of file             inner was killed before the command began: 125
 *
 * The second process, inner or helper, prints nothing, but for --trace: nsrun has the words for its
 * failure.
 *
 * A check (plan->is_check) is the same walk: inner says "ready" where it would execute the command,
 * and leaves. What the walk has made are processes and their namespaces, which end with them; what
 * would stay on the host is left out.
 *
 * From before the clone on outer has every signal blocked that it takes by its signalfd, and
 * inner inherits that, so that nothing is lost and nothing stops the walk; inner puts the caller's
 * mask back right before the exec.
 */
#include "run/run.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/util.h"
#include "enter.h"
#include "note.h"
#include "supervise.h"
#include "system/clocks.h"
#include "system/creds.h"
#include "system/environment.h"
#include "system/execute.h"
#include "system/fds.h"
#include "system/idmap.h"
#include "system/mappers.h"
#include "system/mounts.h"
#include "system/net.h"
#include "system/paths.h"
#include "system/process.h"
#include "system/procfs.h"
#include "tell/status.h"
#include "trace.h"
#include "verdict.h"
#include "walk.h"
#include "watch.h"

/* Waits for the helper, which leaves after its last step, or as soon as inner has closed its half
 * of the socket. Returns 0, or -1 with errno where the helper could not be reaped. */
static int end_helper(struct walk *walk)
{
	int result, error;

	walk->wait_status = -1;
	/* Only shut down for writing: inner may still have to read why the helper failed. */
	shutdown(walk->baton_fd, SHUT_WR);
	do
		result = waitpid(walk->helper, &walk->wait_status, __WALL);
	while (result < 0 && errno == EINTR);
	error = errno;
	if (result < 0)
		walk_part(walk);
	walk->helper = 0;
	errno = error;
	return result < 0 ? -1 : 0;
}

/* Inner first asks for the signal, and then looks whether outer is still there. In the other order
 * outer could die in between, and inner would never hear of it. The look is at the socket, and not
 * at getppid(2), which is 0 for a parent in another PID namespace. */
static int step_death_signal(const struct walk *walk, int signal)
{
	int holds = prctl(PR_SET_PDEATHSIG, signal) < 0 ? -1 : baton_holds(walk->baton_fd);

	if (holds == 0)
		_exit(STATUS_FAILED);
	return holds < 0 ? -1 : 0;
}

/* Opens the folder in /proc of the process whose maps are written: outer finds inner's by its
 * pidfd, inner takes its own. It stays open for the next map. */
static int inner_proc(struct walk *walk)
{
	if (walk->proc_fd < 0)
		walk->proc_fd = procfs_open(walk->actor == ACTOR_OUTER ? walk->inner_fd : -1);
	return walk->proc_fd;
}

static int step_keep(struct walk *walk, const struct step *step)
{
	char link[NAMESPACE_LINK_BYTES];

	if (plan_leaves_out(walk->plan, step))
		return 0;
	namespaces_link(link, step->keep.kind, step->keep.kind == NAMESPACE_TIME);
	if (inner_proc(walk) < 0)
		return -1;
	return keep_namespace(&walk->kept[step->keep.kind], walk->proc_fd, link, step->keep.file);
}

static int step_run_mappers(struct walk *walk, const struct step *step)
{
	const struct mapping mapping = {
		.uids = step->mappers.uids ? &walk->plan->uids : NULL,
		.gids = step->mappers.gids ? &walk->plan->gids : NULL,
		.inner_fd = walk->inner_fd,
		.signals = &walk->caller,
	};

	return mappers_run(&walk->mapper, &mapping);
}

static int step_exec(struct walk *walk)
{
	if (walk->helper > 0 && end_helper(walk) < 0)
		return -1;
	if (walk->plan->is_check && execute_look(walk->plan->file) < 0)
		return -1;
	if (walk->is_second &&
	    (walk_pass(walk, BATON_READY) < 0 || signals_give_back(&walk->caller) < 0))
		return -1;
	return walk->plan->is_check ? 0 : execute(walk->plan->file, walk->plan->argv);
}

/* With an init the command's process is not outer's child: it is the one that has just passed the
 * baton, and the kernel has told its pid. */
static int step_note_status(struct walk *walk)
{
	pid_t command = walk->plan->cause[OPTION_INIT] ? walk->heard.pid : walk->inner;
	int command_fd = (int)syscall(SYS_pidfd_open, command, 0);

	if (command_fd < 0)
		return -1;
	return close_and_return(command_fd, note_process(&walk->note, walk->plan, command_fd));
}

static bool keeps_any(const struct walk *walk)
{
	for (size_t kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (walk->kept[kind].is_mounted)
			return true;
	return false;
}

/* Inner's end of the socket has closed: it has executed the command, or has ended. If the command
 * has started, a kept namespace will not be taken back, and the descriptors held for that are
 * closed: they would keep the file system busy. */
static int hear_start(struct walk *walk)
{
	int error = walk_listen(walk);
	bool has_started = walk->heard.word == BATON_READY;

	for (size_t kind = 0; kind < NAMESPACE_KINDS && has_started && !error; kind++)
		keep_release(&walk->kept[kind]);
	if (has_started && walk->plan->status_fd >= 0)
		status_started(walk->plan, &walk->note);
	errno = error;
	return error ? -1 : 0;
}

static int step_wait(struct walk *walk)
{
	struct supervision *supervision = &walk->supervision;
	int event, error;

	supervision->tells_start = supervision->tells_start || keeps_any(walk);
	while ((event = supervise(supervision)) == SUPERVISE_STARTED)
		if ((event = hear_start(walk)) < 0)
			break;
	if (event < 0) {
		error = errno;
		walk->wait_status = supervise_abandon(supervision);
		walk->inner = 0;
		errno = error;
	}
	return event;
}

static int step_do(struct walk *walk, const struct step *step)
{
	switch (step->kind) {
	case STEP_WATCH_PARENT: walk->parent_fd = process_watch_parent(); return walk->parent_fd;
	case STEP_CLONE: return enter_clone(walk, step->namespaces);
	case STEP_HELPER: return enter_with_helper(walk);
	case STEP_UNSHARE: return enter_unshare(walk->plan, step->namespaces);
	case STEP_DEATH_SIGNAL: return step_death_signal(walk, step->signal);
	case STEP_SETGROUPS:
		return inner_proc(walk) < 0 ? -1
					    : idmap_write_setgroups(walk->proc_fd, step->allow);
	case STEP_MAP_GID:
		return inner_proc(walk) < 0 ? -1
					    : idmap_write_gids(walk->proc_fd, &walk->plan->gids);
	case STEP_MAP_UID:
		return inner_proc(walk) < 0 ? -1
					    : idmap_write_uids(walk->proc_fd, &walk->plan->uids);
	case STEP_RUN_MAPPERS: return step_run_mappers(walk, step);
	case STEP_CLOCKS:
		return inner_proc(walk) < 0 ? -1 : clocks_write(walk->proc_fd, step->clocks);
	case STEP_KEEP: return step_keep(walk, step);
	case STEP_PROPAGATION:
		return mounts_set_propagation(step->mounts.propagation, step->mounts.where);
	case STEP_LOAD_INTERP:
		/* The fd of the mount stays open up to the exec: while it is open the format is
		 * there. */
		return mounts_register_format(step->string);
	case STEP_CHANGE_ROOT: return paths_change_root(step->string);
	case STEP_MOUNT_PROC: return mounts_mount_proc(step->string);
	case STEP_MOUNT_BINFMT: return mounts_mount_binfmt(step->string);
	case STEP_HOSTNAME: return sethostname(step->string, strlen(step->string));
	case STEP_DOMAINNAME: return setdomainname(step->string, strlen(step->string));
	case STEP_LOOPBACK_UP: return net_loopback_up();
	case STEP_CHANGE_DIR: return paths_change_dir(step->string);
	case STEP_INIT: return enter_with_init(walk);
	case STEP_NOTE_STATUS: return step_note_status(walk);
	case STEP_CLEAR_INHERITABLE: return creds_clear_inheritable();
	case STEP_RETAIN_CAPS: return creds_retain();
	case STEP_DROP_GROUPS: return creds_drop_groups();
	case STEP_SET_GROUPS: return creds_set_groups(step->groups.ids, step->groups.count);
	case STEP_SETGID: return creds_set_gid(step->id);
	case STEP_SETUID: return creds_set_uid(step->id);
	case STEP_AMBIENT_CAPS: return creds_make_ambient();
	case STEP_CLEAR_ENV: environment_clear(step->string); return 0;
	case STEP_EDIT_ENV: return environment_edit(step->env.edits, step->env.count);
	case STEP_LISTEN_PID: return environment_set_pid("LISTEN_PID");
	case STEP_NEW_SESSION: return setsid() < 0 ? -1 : 0;
	case STEP_CLOSE_FDS:
		return fds_close_on_exec(walk->plan->kept_fds, step->kept.count,
					 step->kept.listened);
	case STEP_EXEC: return step_exec(walk);
	case STEP_WAIT: return step_wait(walk);
	}
	return -1;
}

/* Whether the baton changes hands in front of the step. With --trace it also does so behind a
 * clone, so that outer's line about the clone comes before inner's first line. */
static bool changes_hands(const struct plan *plan, size_t at)
{
	if (plan->cause[OPTION_TRACE] && at > 0 && at < plan->count &&
	    plan->steps[at - 1].kind == STEP_CLONE && plan->steps[at].actor == ACTOR_INNER)
		return true;
	return plan_changes_hands(plan, at);
}

/* Does the step and tells of it. A step that makes a process returns in both processes, and only
 * the old one tells. An exec does not return, so it is told before (trace_begin). */
static int do_traced(struct walk *walk, const struct step *step)
{
	enum actor actor = walk->actor;
	bool was_second = walk->is_second;
	struct trace trace;
	int result, error;

	if (!walk->plan->cause[OPTION_TRACE] || plan_leaves_out(walk->plan, step))
		return step_do(walk, step);
	if (trace_begin(&trace, walk->plan, step) < 0)
		return -1;
	result = step_do(walk, step);
	error = result < 0 ? errno : 0;
	if (actor == walk->actor && was_second == walk->is_second && !walk->is_deserted &&
	    trace_end(&trace, walk->plan, step, error,
		      step->kind == STEP_CLONE ? walk->inner_fd : -1) < 0 &&
	    result >= 0)
		return -1;
	errno = error;
	return result;
}

/* Does this process's steps. Returns 0 after the last one, or -1: if walk->is_deserted, the other
 * process has failed or died; else errno tells why the step walk->at failed here. */
static int walk_steps(struct walk *walk)
{
	const struct plan *plan = walk->plan;

	for (; walk->at < plan->count; walk->at++) {
		const struct step *step = &plan->steps[walk->at];

		if (step->actor != walk->actor)
			continue;
		if (changes_hands(plan, walk->at) && walk_await(walk, BATON_GO) < 0)
			return -1;
		if (do_traced(walk, step) < 0)
			return -1;
		/* A process that this step has made is the other actor now, and passes nothing. */
		if (step->actor == walk->actor && changes_hands(plan, walk->at + 1) &&
		    walk_pass(walk, BATON_GO) < 0)
			return -1;
	}
	return 0;
}

/* Why the step walk->at failed. */
static struct failure own_failure(const struct walk *walk, int error)
{
	if (walk->mapper.program != PROGRAM_NONE)
		return walk->mapper;
	return (struct failure){ .error = error };
}

/* Ends the second process where it does not become the command: a step failed, or it is a helper or
 * a check that is done. */
static _Noreturn void leave(const struct walk *walk, int result, struct failure failure)
{
	struct baton failed = { .word = BATON_FAILED,
				.step = (uint32_t)walk->at,
				.failure = failure };

	if (result < 0 && !walk->is_deserted)
		(void)baton_pass(walk->baton_fd, failed);
	_exit(result < 0 ? STATUS_FAILED : 0);
}

/* nsrun's own step has failed. The second process would read end of file and leave by itself, but
 * it may be waiting for something else, so an inner is killed. */
static void end_second(struct walk *walk)
{
	/* It has been reaped already where a signal or the deadline ended it. */
	if (walk->supervision.has_ended) {
		walk->wait_status = walk->supervision.ending.wait_status;
		walk->inner = 0;
	}
	if (walk->inner > 0)
		shutdown(walk->baton_fd, SHUT_WR);
	if (walk->inner > 0)
		walk->wait_status = supervise_kill(walk->inner, walk->inner_fd);
	if (!walk->supervision.has_ended)
		watch_end(walk->watch);
	if (walk->helper > 0)
		(void)end_helper(walk);
	/* If the second process has said why it failed, that is the reason to tell: its end may be
	 * the only thing that went wrong here. */
	if (walk->baton_fd >= 0 && !walk->is_deserted && walk_listen(walk) == 0)
		walk->is_deserted = walk->heard.word == BATON_FAILED;
}

static struct verdict carry_out(struct walk *walk, const struct plan *plan)
{
	struct failure failure;
	int result;

	*walk = (struct walk){ .plan = plan,
			       .actor = plan->steps[0].actor,
			       .baton_fd = -1,
			       .inner_fd = -1,
			       .signal_fd = -1,
			       .parent_fd = -1,
			       .init_fd = -1,
			       .proc_fd = -1 };
	result = walk_steps(walk);
	failure = own_failure(walk, errno);
	if (walk->is_second)
		leave(walk, result, failure);
	if (result < 0)
		end_second(walk);
	return verdict_reach(walk, result, failure);
}

int run(const struct plan *plan)
{
	struct walk walk;
	struct verdict verdict = carry_out(&walk, plan);

	return verdict_obey(&walk, verdict);
}

struct verdict run_check(const struct plan *plan)
{
	struct walk walk;
	struct verdict verdict = carry_out(&walk, plan);

	verdict_heed_signal(&walk);
	/* From here on nsrun only prints. A signal may end it again, as it ends any program. */
	if (walk.signal_fd >= 0)
		(void)signals_give_back(&walk.caller);
	return verdict;
}
