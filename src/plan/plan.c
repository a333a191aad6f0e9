/*
 * Making a plan from the request and the host's facts. Nothing here looks at the system itself, so
 * tests/unit/plan.c can say in a row of its table what root or another user would get.
 */
#include "plan/plan.h"

#include <stddef.h>
#include <string.h>

#include "base/util.h"
#include "parts.h"

/* Options that imply another one, unless a third is given. */
static const struct implication {
	enum option_id option, implied, unless;
	bool is_own; /* unshare does not imply it */
} implications[] = {
	{ .option = OPTION_MOUNT_PROC, .implied = OPTION_MOUNT },
	{ .option = OPTION_LOAD_INTERP, .implied = OPTION_MOUNT_BINFMT },
	{ .option = OPTION_MOUNT_BINFMT, .implied = OPTION_MOUNT },
	/* Without an own user namespace it would be the host's table of formats. */
	{ .option = OPTION_MOUNT_BINFMT, .implied = OPTION_USER },
	{ .option = OPTION_HOSTNAME, .implied = OPTION_UTS },
	{ .option = OPTION_DOMAINNAME, .implied = OPTION_UTS },
	{ .option = OPTION_MAP_ROOT, .implied = OPTION_USER },
	{ .option = OPTION_MAP_CURRENT, .implied = OPTION_USER },
	{ .option = OPTION_MAP_USER, .implied = OPTION_USER },
	{ .option = OPTION_MAP_GROUP, .implied = OPTION_USER },
	{ .option = OPTION_MAP_USERS, .implied = OPTION_USER },
	{ .option = OPTION_MAP_GROUPS, .implied = OPTION_USER },
	{ .option = OPTION_MAP_AUTO, .implied = OPTION_USER },
	{ .option = OPTION_MAP_SUBIDS, .implied = OPTION_USER },
	{ .option = OPTION_OWNER, .implied = OPTION_USER },
	/* Without a fork the command's first child would be PID 1; when that has ended, the kernel
	 * lets no other process start in the namespace. */
	{ .option = OPTION_PID, .implied = OPTION_FORK, .unless = OPTION_NO_FORK, .is_own = true },
	{ .option = OPTION_KILL_CHILD, .implied = OPTION_FORK },
	{ .option = OPTION_FORWARD_SIGNALS, .implied = OPTION_FORK },
	{ .option = OPTION_INIT, .implied = OPTION_FORK },
	{ .option = OPTION_TIMEOUT, .implied = OPTION_FORK },
	{ .option = OPTION_DIE_WITH_PARENT, .implied = OPTION_FORK },
	{ .option = OPTION_STATUS_FD, .implied = OPTION_FORK },
	/* The leader of a process group cannot start a session, setsid(2). */
	{ .option = OPTION_NEW_SESSION, .implied = OPTION_FORK },
};

/* Options that have no effect without another one; or that could have one, but for the reason. */
static const struct rule {
	enum option_id option, needs;
	bool is_own; /* unshare tolerates it */
	const char *reason;
} rules[] = {
	{ .option = OPTION_SETGROUPS, .needs = OPTION_USER },
	{ .option = OPTION_NO_LOOPBACK, .needs = OPTION_NET },
	{ .option = OPTION_PROPAGATION, .needs = OPTION_MOUNT, .is_own = true },
	{ .option = OPTION_MONOTONIC, .needs = OPTION_TIME },
	{ .option = OPTION_BOOTTIME, .needs = OPTION_TIME },
	{ .option = OPTION_KEEP_CAPS,
	  .needs = OPTION_USER,
	  .is_own = true,
	  .reason = "it keeps the capabilities that a new user namespace gives" },
	{ .option = OPTION_INIT,
	  .needs = OPTION_PID,
	  .reason = "an init is PID 1, which a new PID namespace alone has to give" },
	{ .option = OPTION_NO_KILL_CHILD, .needs = OPTION_PID },
	{ .option = OPTION_TIMEOUT,
	  .needs = OPTION_PID,
	  .reason = "without a PID namespace not every process would be ended" },
	{ .option = OPTION_KILL_AFTER, .needs = OPTION_TIMEOUT },
	{ .option = OPTION_KEEP_FD, .needs = OPTION_CLOSE_FDS },
	{ .option = OPTION_WHITELIST_ENV, .needs = OPTION_CLEAR_ENV, .is_own = true },
};

/* Options that exclude each other. */
static const enum option_id exclusions[][2] = {
	{ OPTION_NO_KILL_CHILD, OPTION_KILL_CHILD },
	{ OPTION_NO_KILL_CHILD, OPTION_DIE_WITH_PARENT },
	{ OPTION_AS, OPTION_SETUID },
	{ OPTION_AS, OPTION_SETGID },
};

static void bring_in(struct plan *plan, enum option_id option, enum option_id cause)
{
	if (!plan->cause[option])
		plan->cause[option] = cause;
}

/* --all and --load-interp imply --map-root where no map is asked for. Without a map the command
 * would be "nobody" in the new user namespace, even if the host's root starts it, and no process
 * could write to what belongs to uid 0 there. */
static void imply_map_root(struct plan *plan, const struct request *request)
{
	bool is_mapped = request->map_user.cause || request->map_group.cause ||
			 request->map_users.cause || request->map_groups.cause;

	/* With --owner such a map would let the owner use the caller's ids. */
	if (plan->cause[OPTION_OWNER])
		return;
	if (!is_mapped && plan->cause[OPTION_ALL] && plan->cause[OPTION_USER])
		bring_in(plan, OPTION_MAP_ROOT, OPTION_ALL);
	if (!is_mapped && plan->cause[OPTION_LOAD_INTERP])
		bring_in(plan, OPTION_MAP_ROOT, OPTION_LOAD_INTERP);
}

/* The options in force: those given, then what they imply. */
static void settle_options(struct plan *plan, const struct request *request,
			   const struct host *host)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (request->given[option])
			plan->cause[option] = option;
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (plan->cause[OPTION_ALL] && host->kinds & namespace_bit(kind))
			bring_in(plan, namespace_option(kind), OPTION_ALL);
	imply_map_root(plan, request);
	for (size_t i = 0; i < COUNT(implications); i++)
		if (plan->cause[implications[i].option] && !plan->cause[implications[i].unless] &&
		    !(implications[i].is_own && plan->personality == AS_UNSHARE))
			bring_in(plan, implications[i].implied,
				 plan->cause[implications[i].option]);
}

/* A command that has the status fd could forge nsrun's records. 0, 1 and 2 are allowed, since the
 * command has them in any case. */
static int check_fds(const struct plan *plan, const struct request *request, struct problem *why)
{
	for (size_t i = 0; i < request->kept_fd_count; i++) {
		if (!plan->cause[OPTION_STATUS_FD] || request->status_fd < 3 ||
		    request->kept_fds[i] != request->status_fd)
			continue;
		*why = plan_exclusion(OPTION_KEEP_FD, OPTION_STATUS_FD,
				      "the command may not write to that file descriptor");
		return -1;
	}
	return 0;
}

static int check_rules(struct plan *plan, const struct request *request, struct problem *why)
{
	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct rule *rule = &rules[i];

		if (!plan->cause[rule->option] || plan->cause[rule->needs])
			continue;
		/* unshare tolerates an option without effect: it counts as not given. */
		if (rule->is_own && plan->personality == AS_UNSHARE) {
			plan->cause[rule->option] = OPTION_NONE;
		} else {
			*why = (struct problem){ .kind = PROBLEM_NEEDS,
						 .option = rule->option,
						 .other = rule->needs,
						 .reason = rule->reason };
			return -1;
		}
	}
	for (size_t i = 0; i < COUNT(exclusions); i++) {
		if (plan->cause[exclusions[i][0]] && plan->cause[exclusions[i][1]]) {
			*why = plan_exclusion(exclusions[i][0], exclusions[i][1], NULL);
			return -1;
		}
	}
	return check_fds(plan, request, why);
}

namespace_set plan_kinds(const struct plan *plan)
{
	namespace_set set = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (plan->cause[namespace_option(kind)])
			set |= namespace_bit(kind);
	return set;
}

/* The option that sets a clock, or OPTION_NONE. */
static enum option_id moves_clocks(const struct plan *plan)
{
	return plan->cause[OPTION_MONOTONIC] ? OPTION_MONOTONIC : plan->cause[OPTION_BOOTTIME];
}

/* Brings in --fork where a second process is needed, and refuses --no-fork there. */
static int settle_fork(struct plan *plan, const struct request *request, const struct host *host,
		       struct problem *why)
{
	/* To keep a namespace takes an outer that waits: if the command cannot be started, outer
	 * removes the mount. */
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (request->kept[kind])
			bring_in(plan, OPTION_FORK, namespace_option(kind));
	/* On a kernel where exec does not enter a time namespace, only a child does. */
	if (plan->cause[OPTION_TIME] && !host->exec_enters_time)
		bring_in(plan, OPTION_FORK, plan->cause[OPTION_TIME]);
	if (moves_clocks(plan) && !host->exec_enters_time && plan->cause[OPTION_USER]) {
		*why = plan_exclusion(
			moves_clocks(plan), plan->cause[OPTION_USER],
			"before Linux 6.1 the clocks are set from outside a user namespace");
		return -1;
	}
	if (plan->cause[OPTION_FORK] && plan->cause[OPTION_NO_FORK]) {
		*why = plan_exclusion(plan->cause[OPTION_FORK], OPTION_NO_FORK,
				      "a second process is needed for it");
		return -1;
	}
	if (plan->cause[OPTION_MOUNT_PROC] && plan->cause[OPTION_PID] &&
	    plan->cause[OPTION_NO_FORK]) {
		*why = plan_exclusion(
			OPTION_MOUNT_PROC, OPTION_NO_FORK,
			"with --pid nsrun stays outside the PID namespace that proc is to show");
		return -1;
	}
	return 0;
}

/* The clocks can be set only while no process is in the time namespace. So it is made not by a
 * clone but by unshare(2), which leaves the calling process outside: that process enters with its
 * exec (since Linux 6.1), and before that version only its children do. */
static void plan_clocks(struct plan *plan, const struct request *request, enum actor actor)
{
	struct clock_offsets offsets = { request->monotonic, request->boottime };

	if (!plan->cause[OPTION_TIME])
		return;
	plan_add(plan, STEP_UNSHARE, actor, OPTION_NONE)->namespaces =
		namespace_bit(NAMESPACE_TIME);
	if (moves_clocks(plan))
		plan_add(plan, STEP_CLOCKS, actor, moves_clocks(plan))->clocks = offsets;
}

static void plan_way_in(struct plan *plan, const struct request *request, const struct host *host)
{
	namespace_set set = plan_kinds(plan);
	enum option_id outer_cause = identity_outer_cause(plan, request, host);
	bool is_old = !host->exec_enters_time;

	lifetime_plan_outer(plan);
	if (is_old && moves_clocks(plan))
		plan_clocks(plan, request, ACTOR_OUTER);
	if (!is_old || moves_clocks(plan))
		set &= ~namespace_bit(NAMESPACE_TIME);
	if (plan->cause[OPTION_FORK])
		plan_add(plan, STEP_CLONE, ACTOR_OUTER, plan->cause[OPTION_FORK])->namespaces = set;
	else if (outer_cause)
		plan_add(plan, STEP_HELPER, ACTOR_INNER, outer_cause);
	if (!plan->cause[OPTION_FORK] && set)
		plan_add(plan, STEP_UNSHARE, ACTOR_INNER, OPTION_NONE)->namespaces = set;
	/* Inner's first step: from here on, if outer dies, no PID 1 is left behind. */
	lifetime_plan_death_signal(plan, request);
}

static void add_propagation(struct plan *plan, enum propagation propagation, const char *where,
			    enum option_id cause)
{
	struct step *step = plan_add(plan, STEP_PROPAGATION, ACTOR_INNER, cause);

	step->mounts.propagation = propagation;
	step->mounts.where = where;
}

/* What nsrun mounts must not appear on the host. So under --propagation shared or unchanged the
 * mount that is at that place is made private first. binfmt_misc in its usual place needs no such
 * step where --mount-proc has just mounted the private /proc that holds it. */
static void plan_mounts(struct plan *plan, const struct request *request)
{
	bool leaks = request->propagation == PROPAGATION_SHARED ||
		     request->propagation == PROPAGATION_UNCHANGED;
	/* For these two paths alone: another one below /proc may lead out of it, as does
	 * /proc/self/root. */
	bool is_in_proc = plan->cause[OPTION_MOUNT_PROC] && plan->cause[OPTION_MOUNT_BINFMT] &&
			  strcmp(request->proc_dir, "/proc") == 0 &&
			  strcmp(request->binfmt_dir, BINFMT_DIR) == 0;

	if (plan->cause[OPTION_MOUNT_PROC] && leaks)
		add_propagation(plan, PROPAGATION_PRIVATE, request->proc_dir, OPTION_MOUNT_PROC);
	if (plan->cause[OPTION_MOUNT_PROC])
		plan_add(plan, STEP_MOUNT_PROC, ACTOR_INNER, OPTION_MOUNT_PROC)->string =
			request->proc_dir;
	if (plan->cause[OPTION_MOUNT_BINFMT] && leaks && !is_in_proc)
		add_propagation(plan, PROPAGATION_PRIVATE, request->binfmt_dir,
				OPTION_MOUNT_BINFMT);
	if (plan->cause[OPTION_MOUNT_BINFMT])
		plan_add(plan, STEP_MOUNT_BINFMT, ACTOR_INNER, plan->cause[OPTION_MOUNT_BINFMT])
			->string = request->binfmt_dir;
}

/* Propagation comes first: under a shared mount, what is mounted next would appear on the host. */
static void plan_view(struct plan *plan, const struct request *request)
{
	enum option_id cause =
		plan->cause[OPTION_PROPAGATION] ? OPTION_PROPAGATION : plan->cause[OPTION_MOUNT];

	if (cause && request->propagation != PROPAGATION_UNCHANGED)
		add_propagation(plan, request->propagation, "/", cause);
	/* Before the change of root: with the flag F the kernel opens the interpreter now, and that
	 * is to be a file of the caller's root. */
	if (plan->cause[OPTION_LOAD_INTERP])
		plan_add(plan, STEP_LOAD_INTERP, ACTOR_INNER, OPTION_LOAD_INTERP)->string =
			request->interpreter;
	if (plan->cause[OPTION_ROOT])
		plan_add(plan, STEP_CHANGE_ROOT, ACTOR_INNER, OPTION_ROOT)->string = request->root;
	plan_mounts(plan, request);
	if (plan->cause[OPTION_HOSTNAME])
		plan_add(plan, STEP_HOSTNAME, ACTOR_INNER, OPTION_HOSTNAME)->string =
			request->hostname;
	if (plan->cause[OPTION_DOMAINNAME])
		plan_add(plan, STEP_DOMAINNAME, ACTOR_INNER, OPTION_DOMAINNAME)->string =
			request->domainname;
	if (plan->cause[OPTION_WD])
		plan_add(plan, STEP_CHANGE_DIR, ACTOR_INNER, OPTION_WD)->string =
			request->working_dir;
}

static void plan_keeping(struct plan *plan, const struct request *request)
{
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!request->kept[kind])
			continue;
		struct step *step = plan_add(plan, STEP_KEEP, ACTOR_OUTER, namespace_option(kind));

		step->keep.kind = kind;
		step->keep.file = request->kept[kind];
	}
}

static void plan_network(struct plan *plan)
{
	if (plan->cause[OPTION_NET] && !plan->cause[OPTION_NO_LOOPBACK] &&
	    plan->personality == AS_NSRUN)
		plan_add(plan, STEP_LOOPBACK_UP, ACTOR_INNER, plan->cause[OPTION_NET]);
}

static void plan_command(struct plan *plan, const struct request *request, const struct host *host)
{
	if (plan->cause[OPTION_CLEAR_ENV])
		plan_add(plan, STEP_CLEAR_ENV, ACTOR_INNER, OPTION_CLEAR_ENV)->string =
			request->env_whitelist;
	if (request->env_edit_count) {
		struct step *step =
			plan_add(plan, STEP_EDIT_ENV, ACTOR_INNER,
				 plan->cause[OPTION_SETENV] ? OPTION_SETENV : OPTION_UNSETENV);

		step->env.edits = request->env_edits;
		step->env.count = request->env_edit_count;
	}
	plan->file = *request->command ? *request->command : host->shell;
	plan->argv = *request->command ? request->command : (char **)host->shell_argv;
	lifetime_plan_inheritance(plan, request, host);
	plan_add(plan, STEP_EXEC, ACTOR_INNER, OPTION_NONE);
	lifetime_plan_wait(plan, request);
}

int plan_build(struct plan *plan, const struct request *request, const struct host *host,
	       struct problem *why)
{
	memset(plan, 0, offsetof(struct plan, uids));
	plan->personality = request->personality;
	plan->is_check = request->action == ACTION_CHECK;
	plan->caller_uid = host->uid;
	plan->valueless = request->valueless;
	/* A check writes no status records: their reader expects a command, and none is started. */
	plan->status_fd = -1;
	if (request->given[OPTION_STATUS_FD] && !plan->is_check)
		plan->status_fd = request->status_fd;
	settle_options(plan, request, host);
	if (check_rules(plan, request, why) < 0 || identity_settle(plan, request, host, why) < 0 ||
	    settle_fork(plan, request, host, why) < 0)
		return -1;
	plan_way_in(plan, request, host);
	identity_plan_maps(plan, request, host);
	if (host->exec_enters_time)
		plan_clocks(plan, request, ACTOR_INNER);
	plan_keeping(plan, request);
	if (!plan->cause[OPTION_INIT])
		lifetime_plan_note(plan);
	plan_network(plan);
	plan_view(plan, request);
	if (plan->cause[OPTION_INIT]) {
		lifetime_plan_init(plan);
		lifetime_plan_note(plan);
	}
	if (identity_plan_ids(plan, request, host, why) < 0)
		return -1;
	plan_command(plan, request, host);
	if (plan->is_overfull) {
		*why = (struct problem){ .kind = PROBLEM_HOST,
					 .reason =
						 "the plan has more steps than there is room for" };
		return -1;
	}
	return 0;
}

namespace_set step_namespaces(const struct step *step)
{
	return step->kind == STEP_CLONE || step->kind == STEP_UNSHARE ? step->namespaces : 0;
}

const struct step *plan_find(const struct plan *plan, enum step_kind kind)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == kind)
			return &plan->steps[i];
	return NULL;
}

bool plan_changes_owner(const struct plan *plan, namespace_set set)
{
	return plan->owner.is_other && set & namespace_bit(NAMESPACE_USER);
}

bool plan_changes_hands(const struct plan *plan, size_t at)
{
	return at > 0 && at < plan->count && plan->steps[at].actor != plan->steps[at - 1].actor &&
	       plan->steps[at - 1].kind != STEP_CLONE && plan->steps[at].kind != STEP_WAIT;
}

bool plan_forks(const struct plan *plan)
{
	return plan->steps[0].actor == ACTOR_OUTER;
}

bool plan_leaves_out(const struct plan *plan, const struct step *step)
{
	return plan->is_check &&
	       (step->kind == STEP_KEEP || step->kind == STEP_EXEC || step->kind == STEP_WAIT);
}
