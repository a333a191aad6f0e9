/*
 * From what was asked and what the host is to what will be done. Nothing here looks at the world:
 * what root or another user would get is a row of tests/unit/plan.c.
 */
#include "plan.h"

#include <signal.h>

#include "util.h"

/* What an option brings in, unless another was given. */
static const struct implication {
	enum option_id option, implied, unless;
} implications[] = {
	{ .option = OPTION_MOUNT_PROC, .implied = OPTION_MOUNT },
	{ .option = OPTION_HOSTNAME, .implied = OPTION_UTS },
	{ .option = OPTION_DOMAINNAME, .implied = OPTION_UTS },
	{ .option = OPTION_MAP_ROOT, .implied = OPTION_USER },
	{ .option = OPTION_MAP_CURRENT, .implied = OPTION_USER },
	{ .option = OPTION_MAP_USER, .implied = OPTION_USER },
	{ .option = OPTION_MAP_GROUP, .implied = OPTION_USER },
	{ .option = OPTION_KILL_CHILD, .implied = OPTION_FORK },
	{ .option = OPTION_FORWARD_SIGNALS, .implied = OPTION_FORK },
	/* The first child is PID 1, and a PID namespace whose PID 1 has ended takes no more. */
	{ .option = OPTION_PID, .implied = OPTION_FORK, .unless = OPTION_NO_FORK },
};

/* What an option has no effect without. */
static const struct rule {
	enum option_id option, needs;
} rules[] = {
	{ .option = OPTION_SETGROUPS, .needs = OPTION_USER },
	{ .option = OPTION_NO_LOOPBACK, .needs = OPTION_NET },
	{ .option = OPTION_PROPAGATION, .needs = OPTION_MOUNT },
	{ .option = OPTION_MONOTONIC, .needs = OPTION_TIME },
	{ .option = OPTION_BOOTTIME, .needs = OPTION_TIME },
	{ .option = OPTION_KEEP_CAPS, .needs = OPTION_USER },
};

static void bring_in(struct plan *plan, enum option_id option, enum option_id cause)
{
	if (!plan->cause[option])
		plan->cause[option] = cause;
}

/* The options in force: those given, then what they imply. */
static void settle_options(struct plan *plan, const struct request *request,
			   const struct host *host)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (request->given[option])
			plan->cause[option] = option;
	if (plan->cause[OPTION_ALL]) {
		for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
			if (host->kinds & namespace_bit(kind))
				bring_in(plan, namespace_option(kind), OPTION_ALL);
		/* Without a map the command would own nothing, not even as the host's root. */
		if (!request->map_user.cause && !request->map_group.cause)
			bring_in(plan, OPTION_MAP_ROOT, OPTION_ALL);
	}
	for (size_t i = 0; i < COUNT(implications); i++)
		if (plan->cause[implications[i].option] && !plan->cause[implications[i].unless])
			bring_in(plan, implications[i].implied,
				 plan->cause[implications[i].option]);
}

static int check_rules(const struct plan *plan, struct problem *why)
{
	for (size_t i = 0; i < COUNT(rules); i++) {
		const struct rule *rule = &rules[i];

		if (plan->cause[rule->option] && !plan->cause[rule->needs]) {
			*why = (struct problem){ .kind = PROBLEM_NEEDS,
						 .option = rule->option,
						 .other = rule->needs };
			return -1;
		}
	}
	return 0;
}

static struct step *add(struct plan *plan, enum step_kind kind, enum actor actor,
			enum option_id cause)
{
	struct step *step = &plan->steps[plan->count++];

	*step = (struct step){ .kind = kind, .actor = actor, .cause = cause };
	return step;
}

static struct problem excluded(enum option_id option, enum option_id other, const char *reason)
{
	return (struct problem){
		.kind = PROBLEM_EXCLUDES, .option = option, .other = other, .reason = reason
	};
}

/* The kinds that are asked for or implied. */
static namespace_set kinds_in_force(const struct plan *plan)
{
	namespace_set set = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (plan->cause[namespace_option(kind)])
			set |= namespace_bit(kind);
	return set;
}

/* Whose ids are mapped: as was asked, or as --all implies it. */
static struct id_choice choice_in_force(const struct plan *plan, const struct id_choice *asked)
{
	const struct id_choice root = { .cause = OPTION_ALL, .form = ID_NUMBER };

	return plan->cause[OPTION_MAP_ROOT] == OPTION_ALL ? root : *asked;
}

/* The option that sets a clock, if one does. */
static enum option_id moves_clocks(const struct plan *plan)
{
	return plan->cause[OPTION_MONOTONIC] ? OPTION_MONOTONIC : plan->cause[OPTION_BOOTTIME];
}

/* Who needs outer: the one that waits, and the one that may write what inner may not. */
static int settle_fork(struct plan *plan, const struct request *request, const struct host *host,
		       struct problem *why)
{
	enum option_id group_cause = choice_in_force(plan, &request->map_group).cause;
	bool allows_groups = request->setgroups_allow && group_cause;

	if (allows_groups && !host->can_setgid) {
		*why = excluded(
			OPTION_SETGROUPS, group_cause,
			"without CAP_SETGID a group is mapped only where setgroups is denied");
		return -1;
	}
	if (allows_groups)
		bring_in(plan, OPTION_FORK, OPTION_SETGROUPS);
	/* Before exec did it, only a child entered a time namespace. */
	if (plan->cause[OPTION_TIME] && !host->exec_enters_time)
		bring_in(plan, OPTION_FORK, plan->cause[OPTION_TIME]);
	if (moves_clocks(plan) && !host->exec_enters_time && plan->cause[OPTION_USER]) {
		*why = excluded(
			moves_clocks(plan), plan->cause[OPTION_USER],
			"before Linux 6.1 the clocks are set from outside a user namespace");
		return -1;
	}
	if (plan->cause[OPTION_FORK] && plan->cause[OPTION_NO_FORK]) {
		*why = excluded(plan->cause[OPTION_FORK], OPTION_NO_FORK,
				"a second process is needed for it");
		return -1;
	}
	if (plan->cause[OPTION_MOUNT_PROC] && plan->cause[OPTION_PID] &&
	    plan->cause[OPTION_NO_FORK]) {
		*why = excluded(
			OPTION_MOUNT_PROC, OPTION_NO_FORK,
			"with --pid nsrun stays outside the PID namespace that proc is to show");
		return -1;
	}
	return 0;
}

/* Nobody may be in a time namespace whose clocks are set, so it is not made by clone3: the one who
 * unshares it stays outside, and enters it by exec (Linux 6.1), or has children who do. */
static void plan_clocks(struct plan *plan, const struct request *request, enum actor actor)
{
	struct clock_offsets offsets = { request->monotonic, request->boottime };

	if (!plan->cause[OPTION_TIME])
		return;
	add(plan, STEP_UNSHARE, actor, OPTION_NONE)->namespaces = namespace_bit(NAMESPACE_TIME);
	if (moves_clocks(plan))
		add(plan, STEP_CLOCKS, actor, moves_clocks(plan))->clocks = offsets;
}

static void plan_death_signal(struct plan *plan, const struct request *request)
{
	int signal = plan->cause[OPTION_KILL_CHILD] ? request->kill_signal : SIGKILL;
	enum option_id cause =
		plan->cause[OPTION_KILL_CHILD] ? OPTION_KILL_CHILD : plan->cause[OPTION_PID];

	if (plan->cause[OPTION_FORK] && cause)
		add(plan, STEP_DEATH_SIGNAL, ACTOR_INNER, cause)->signal = signal;
}

static void plan_way_in(struct plan *plan, const struct request *request, const struct host *host)
{
	namespace_set set = kinds_in_force(plan);
	bool is_old = !host->exec_enters_time;

	if (is_old && moves_clocks(plan))
		plan_clocks(plan, request, ACTOR_OUTER);
	if (!is_old || moves_clocks(plan))
		set &= ~namespace_bit(NAMESPACE_TIME);
	if (plan->cause[OPTION_FORK])
		add(plan, STEP_CLONE, ACTOR_OUTER, plan->cause[OPTION_FORK])->namespaces = set;
	else if (set)
		add(plan, STEP_UNSHARE, ACTOR_INNER, OPTION_NONE)->namespaces = set;
	/* First of all that inner does: whatever happens to outer, no PID 1 is left behind. */
	plan_death_signal(plan, request);
}

/* The id that was chosen, where a name stands for named. */
static uint32_t chosen_id(const struct id_choice *choice, uint32_t own, uint32_t named)
{
	switch (choice->form) {
	case ID_CURRENT:
		return own;
	case ID_NAME:
		return named;
	case ID_NUMBER:
		break;
	}
	return choice->number;
}

static struct id_range own_id(const struct id_choice *choice, uint32_t own, uint32_t named)
{
	return (struct id_range){ chosen_id(choice, own, named), own, 1 };
}

/*
 * The kernel takes a map of one's own id from inner, in this order: a gid map only once setgroups
 * is denied (Linux 3.19). A gid map that leaves setgroups allowed it takes from outer alone, with
 * CAP_SETGID (user_namespaces(7), "Defining user and group ID mappings").
 */
static void plan_maps(struct plan *plan, const struct request *request, const struct host *host)
{
	struct id_choice user = choice_in_force(plan, &request->map_user);
	struct id_choice group = choice_in_force(plan, &request->map_group);
	bool allows = request->setgroups_allow;

	if (plan->cause[OPTION_SETGROUPS])
		add(plan, STEP_SETGROUPS, ACTOR_INNER, OPTION_SETGROUPS)->allow = allows;
	else if (group.cause)
		add(plan, STEP_SETGROUPS, ACTOR_INNER, group.cause);
	if (group.cause)
		add(plan, STEP_MAP_GID, allows ? ACTOR_OUTER : ACTOR_INNER, group.cause)->map =
			own_id(&group, host->gid, host->map_group);
	if (user.cause)
		add(plan, STEP_MAP_UID, ACTOR_INNER, user.cause)->map =
			own_id(&user, host->uid, host->map_user);
}

static void add_propagation(struct plan *plan, enum propagation propagation, const char *where,
			    enum option_id cause)
{
	struct step *step = add(plan, STEP_PROPAGATION, ACTOR_INNER, cause);

	step->mounts.propagation = propagation;
	step->mounts.where = where;
}

/* Propagation comes first: under a shared mount, what is mounted next would appear on the host. */
static void plan_view(struct plan *plan, const struct request *request)
{
	enum option_id cause =
		plan->cause[OPTION_PROPAGATION] ? OPTION_PROPAGATION : plan->cause[OPTION_MOUNT];
	bool leaks = request->propagation == PROPAGATION_SHARED ||
		     request->propagation == PROPAGATION_UNCHANGED;

	if (cause && request->propagation != PROPAGATION_UNCHANGED)
		add_propagation(plan, request->propagation, "/", cause);
	if (plan->cause[OPTION_ROOT])
		add(plan, STEP_CHANGE_ROOT, ACTOR_INNER, OPTION_ROOT)->string = request->root;
	if (plan->cause[OPTION_MOUNT_PROC] && leaks)
		add_propagation(plan, PROPAGATION_PRIVATE, request->proc_dir, OPTION_MOUNT_PROC);
	if (plan->cause[OPTION_MOUNT_PROC])
		add(plan, STEP_MOUNT_PROC, ACTOR_INNER, OPTION_MOUNT_PROC)->string =
			request->proc_dir;
	if (plan->cause[OPTION_HOSTNAME])
		add(plan, STEP_HOSTNAME, ACTOR_INNER, OPTION_HOSTNAME)->string = request->hostname;
	if (plan->cause[OPTION_DOMAINNAME])
		add(plan, STEP_DOMAINNAME, ACTOR_INNER, OPTION_DOMAINNAME)->string =
			request->domainname;
	if (plan->cause[OPTION_WD])
		add(plan, STEP_CHANGE_DIR, ACTOR_INNER, OPTION_WD)->string = request->working_dir;
}

static void plan_network(struct plan *plan)
{
	if (plan->cause[OPTION_NET] && !plan->cause[OPTION_NO_LOOPBACK])
		add(plan, STEP_LOOPBACK_UP, ACTOR_INNER, plan->cause[OPTION_NET]);
}

/* An id must have a meaning in the new user namespace: setresuid(2) says EINVAL, but late. */
static int check_mapped(const struct plan *plan, enum option_id option, enum step_kind kind,
			uint32_t id, struct problem *why)
{
	if (!plan->cause[OPTION_USER] || !plan->cause[option])
		return 0;
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == kind && plan->steps[i].map.inside == id)
			return 0;
	*why = excluded(option, plan->cause[OPTION_USER],
			"that id is not mapped in the new user namespace");
	return -1;
}

/* Whether setgroups(2) is refused in the new user namespace. */
static bool denies_groups(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == STEP_SETGROUPS)
			return !plan->steps[i].allow;
	return false;
}

/* Groups before the user, while it may still be done; capabilities(7), "Effect of user ID changes
 * on capabilities", for what comes around it. */
static int plan_ids(struct plan *plan, const struct request *request, const struct host *host,
		    struct problem *why)
{
	uint32_t uid = chosen_id(&request->setuid, host->uid, host->setuid);
	uint32_t gid = chosen_id(&request->setgid, host->gid, host->setgid);

	if (check_mapped(plan, OPTION_SETUID, STEP_MAP_UID, uid, why) < 0 ||
	    check_mapped(plan, OPTION_SETGID, STEP_MAP_GID, gid, why) < 0)
		return -1;
	if (plan->cause[OPTION_SETGID] && denies_groups(plan) && host->has_groups) {
		*why = excluded(
			OPTION_SETGID, plan->cause[OPTION_USER],
			"setgroups is denied, so the supplementary groups cannot be dropped");
		return -1;
	}
	if (plan->cause[OPTION_KEEP_CAPS] && plan->cause[OPTION_SETUID])
		add(plan, STEP_RETAIN_CAPS, ACTOR_INNER, OPTION_KEEP_CAPS);
	if (plan->cause[OPTION_SETGID] && !denies_groups(plan))
		add(plan, STEP_DROP_GROUPS, ACTOR_INNER, OPTION_SETGID);
	if (plan->cause[OPTION_SETGID])
		add(plan, STEP_SETGID, ACTOR_INNER, OPTION_SETGID)->id = gid;
	if (plan->cause[OPTION_SETUID])
		add(plan, STEP_SETUID, ACTOR_INNER, OPTION_SETUID)->id = uid;
	/* A change of ids has cleared it: PR_SET_PDEATHSIG(2const). */
	if (plan->cause[OPTION_SETUID] || plan->cause[OPTION_SETGID])
		plan_death_signal(plan, request);
	/* A new user namespace empties the inheritable set anyway. */
	if (plan->cause[OPTION_KEEP_CAPS])
		add(plan, STEP_AMBIENT_CAPS, ACTOR_INNER, OPTION_KEEP_CAPS);
	else if (host->has_inheritable && !plan->cause[OPTION_USER])
		add(plan, STEP_CLEAR_INHERITABLE, ACTOR_INNER, OPTION_NONE);
	return 0;
}

static void plan_command(struct plan *plan, const struct request *request, const struct host *host)
{
	plan->file = *request->command ? *request->command : host->shell;
	plan->argv = *request->command ? request->command : (char **)host->shell_argv;
	add(plan, STEP_EXEC, ACTOR_INNER, OPTION_NONE);
	if (plan_forks(plan))
		add(plan, STEP_WAIT, ACTOR_OUTER, OPTION_NONE);
}

int plan_build(struct plan *plan, const struct request *request, const struct host *host,
	       struct problem *why)
{
	*plan = (struct plan){ 0 };
	settle_options(plan, request, host);
	if (check_rules(plan, why) < 0 || settle_fork(plan, request, host, why) < 0)
		return -1;
	plan_way_in(plan, request, host);
	plan_maps(plan, request, host);
	if (host->exec_enters_time)
		plan_clocks(plan, request, ACTOR_INNER);
	plan_network(plan);
	plan_view(plan, request);
	if (plan_ids(plan, request, host, why) < 0)
		return -1;
	plan_command(plan, request, host);
	return 0;
}

bool plan_forks(const struct plan *plan)
{
	return plan->steps[0].actor == ACTOR_OUTER;
}
