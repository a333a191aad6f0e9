/*
 * The layout of a shell script.
 *
 * The script becomes the command by way of a row of tools, each of which does some steps and then
 * executes the next. Those that the plan has no step for are left out:
 *
 *	setpriv   unshare   sh   unshare   setsid   setpriv   env   unshare   COMMAND
 *	owner               |    --pid              ids             --root
 *	                    ip, mount, hostname, ...
 *
 * The shell is for what is done by tools that end. The root changes last, since the new one need
 * not have any of the tools. A PID namespace without a fork comes behind the shell: whatever that
 * started would be PID 1, and no other could be made after its end, pid_namespaces(7).
 *
 * What outer does once inner has its namespaces is done by a subshell beside the row.
 *
 * Across an exec only uid 0 keeps its capabilities. For the tools of any other unshare makes them
 * ambient, and setpriv takes them from the command again, capabilities(7).
 */
#include "sh_layout.h"

#include <string.h>

const struct step *sh_find(const struct plan *plan, enum step_kind kind)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == kind)
			return &plan->steps[i];
	return NULL;
}

static bool has(const struct sh_layout *layout, enum step_kind kind)
{
	return sh_find(layout->plan, kind) != NULL;
}

bool sh_layout_has(const struct sh_layout *layout, enum sh_place place)
{
	for (size_t i = 0; i < layout->plan->count; i++)
		if (layout->places[i] == place)
			return true;
	return false;
}

bool sh_is_of_all(const struct step *step)
{
	return strcmp(step->mounts.where, "/") == 0;
}

static bool has_user(const struct sh_layout *layout)
{
	return plan_kinds(layout->plan) & namespace_bit(NAMESPACE_USER);
}

/* Whether a folder's own mounts are made private, for a new one there. */
static bool makes_private(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == STEP_PROPAGATION && !sh_is_of_all(&plan->steps[i]))
			return true;
	return false;
}

/* With a signal at outer's end that is set anew behind a change of ids. */
static bool renews_signal(const struct plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		count += plan->steps[i].kind == STEP_DEATH_SIGNAL;
	return count > 1;
}

/* Whether the last unshare changes the ids: setpriv, which would have to do it behind the change of
 * root, need not be there. Ambient capabilities outlive it, so then it may come before. */
static bool sets_ids_last(const struct sh_layout *layout)
{
	return has(layout, STEP_CHANGE_ROOT) && !has(layout, STEP_AMBIENT_CAPS);
}

/* unshare drops the other groups with the change of gid, and sets no signal. */
static bool sets_gid_last(const struct sh_layout *layout)
{
	return sets_ids_last(layout) && has(layout, STEP_DROP_GROUPS) &&
	       !renews_signal(layout->plan);
}

static enum sh_place place_of(const struct sh_layout *layout, const struct step *step)
{
	switch (step->kind) {
	case STEP_HELPER:
	case STEP_LOAD_INTERP: /* as soon as binfmt_misc is mounted */
	case STEP_NOTE_STATUS:
	case STEP_RETAIN_CAPS: /* setpriv does */
	case STEP_CLOSE_FDS:
	case STEP_EXEC:
	case STEP_WAIT:
		return SH_NOWHERE;
	case STEP_WATCH_PARENT:
		return SH_GUARD;
	case STEP_CLONE:
	case STEP_UNSHARE:
	case STEP_SETGROUPS:
	case STEP_CLOCKS:
		return SH_UNSHARE;
	case STEP_DEATH_SIGNAL:
		return step == sh_find(layout->plan, step->kind) ? SH_UNSHARE : SH_SETPRIV;
	case STEP_MAP_GID:
	case STEP_MAP_UID:
		return step->actor == ACTOR_OUTER ? SH_OUTER : SH_UNSHARE;
	case STEP_RUN_MAPPERS:
		return SH_OUTER;
	case STEP_KEEP:
		/* From within a new user namespace unshare may not mount outside. */
		return has_user(layout) ? SH_OUTER : SH_UNSHARE;
	case STEP_PROPAGATION:
		return sh_is_of_all(step) ? SH_UNSHARE : SH_SHELL;
	case STEP_MOUNT_PROC:
		return layout->has_outer || makes_private(layout->plan) ? SH_SHELL : SH_UNSHARE;
	case STEP_MOUNT_BINFMT:
	case STEP_HOSTNAME:
	case STEP_DOMAINNAME:
	case STEP_LOOPBACK_UP:
	case STEP_INIT:
		return SH_SHELL;
	case STEP_CHANGE_ROOT:
		return SH_LAST;
	case STEP_CHANGE_DIR:
		if (has(layout, STEP_CHANGE_ROOT))
			return SH_LAST;
		return layout->has_shell || !layout->has_unshare ? SH_SHELL : SH_UNSHARE;
	case STEP_CLEAR_INHERITABLE:
		return SH_SETPRIV;
	case STEP_DROP_GROUPS:
	case STEP_SETGID:
		return sets_gid_last(layout) ? SH_LAST : SH_SETPRIV;
	case STEP_SETUID:
		return sets_ids_last(layout) ? SH_LAST : SH_SETPRIV;
	case STEP_AMBIENT_CAPS:
		return has(layout, STEP_SETUID) ? SH_SETPRIV : SH_UNSHARE;
	case STEP_CLEAR_ENV:
	case STEP_EDIT_ENV:
	case STEP_LISTEN_PID:
		return SH_ENV;
	case STEP_NEW_SESSION:
		return SH_SETSID;
	}
	return SH_NOWHERE;
}

static void place_steps(struct sh_layout *layout)
{
	for (size_t i = 0; i < layout->plan->count; i++)
		layout->places[i] = place_of(layout, &layout->plan->steps[i]);
}

/* Whether nothing stands between unshare and the last one, so that one serves for both. env may
 * come in front of both. */
static bool is_straight(const struct sh_layout *layout)
{
	return layout->has_unshare && !layout->has_shell && !sh_layout_has(layout, SH_SETSID) &&
	       !sh_layout_has(layout, SH_SETPRIV);
}

static bool is_root_inside(const struct plan *plan)
{
	uint32_t uid = plan->owner.is_other ? plan->owner.uid : plan->caller_uid;

	for (size_t i = 0; i < plan->uids.count; i++)
		if (plan->uids.ranges[i].inside == 0)
			return plan->uids.ranges[i].outside == uid;
	return false;
}

/* Whether an exec would lose capabilities that a tool needs. */
static bool lacks_caps(const struct sh_layout *layout)
{
	const struct plan *plan = layout->plan;
	const struct step *map = sh_find(plan, STEP_MAP_UID);

	if (!has_user(layout))
		return false;
	/* The shell is executed before outer has mapped it. What it executes has capabilities
	 * again, but then their gain clears the death signal, PR_SET_PDEATHSIG(2const). */
	if (is_root_inside(plan))
		return !(map && map->actor == ACTOR_INNER) &&
		       (has(layout, STEP_DEATH_SIGNAL) || has(layout, STEP_INIT));
	for (size_t i = 0; i < plan->count; i++)
		if (layout->places[i] == SH_SETPRIV ||
		    (layout->places[i] == SH_LAST && !is_straight(layout)) ||
		    (layout->places[i] == SH_SHELL && plan->steps[i].kind != STEP_CHANGE_DIR))
			return true;
	return layout->has_late_pid;
}

static void merge_last(struct sh_layout *layout)
{
	if (!is_straight(layout) || layout->drops_caps || !sh_layout_has(layout, SH_LAST))
		return;
	layout->has_early_env = sh_layout_has(layout, SH_ENV);
	for (size_t i = 0; i < layout->plan->count; i++)
		if (layout->places[i] == SH_LAST)
			layout->places[i] = SH_UNSHARE;
}

void sh_layout_make(struct sh_layout *layout, const struct plan *plan)
{
	const struct step *proc = sh_find(plan, STEP_MOUNT_PROC);

	*layout = (struct sh_layout){ .plan = plan };
	layout->has_unshare = plan_kinds(plan) || plan_forks(plan);
	layout->has_odd_file = !*plan->file || *plan->file == '-' || strchr(plan->file, '=');
	place_steps(layout);
	layout->has_outer = sh_layout_has(layout, SH_OUTER);
	/* unshare would change the working folder before it mounts proc. */
	layout->has_shell = layout->has_outer || has(layout, STEP_LISTEN_PID) ||
			    (proc && *proc->string != '/' && has(layout, STEP_CHANGE_DIR));
	place_steps(layout);
	layout->has_shell = layout->has_shell || sh_layout_has(layout, SH_SHELL);
	place_steps(layout);
	layout->has_late_pid = layout->has_shell && !plan_forks(plan) &&
			       plan_kinds(plan) & namespace_bit(NAMESPACE_PID);
	layout->keeps_caps = lacks_caps(layout);
	layout->drops_caps = layout->keeps_caps && !has(layout, STEP_AMBIENT_CAPS);
	merge_last(layout);
}

static bool has_fraction(struct clock_offsets clocks)
{
	return clocks.monotonic.nanoseconds || clocks.boottime.nanoseconds;
}

/* hostname(1) refuses the others. */
static bool is_plain_hostname(const char *name)
{
	return *name != '-' &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789-.")] == '\0';
}

/* Whether it can be the name of a shell's variable. */
static bool is_name(const char *name, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	return length > 0 && strchr(letters, *name) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") >=
		       length;
}

/* The environment's other names cannot be looked up. */
static bool are_names(const char *names)
{
	for (const char *name = names; name; name = strchr(name, ',')) {
		name += *name == ',';
		if (*name != ',' && *name && !is_name(name, strcspn(name, ",")))
			return false;
	}
	return true;
}

/* Why a shell cannot do the step; NULL: it can. */
static const char *refusal_of(const struct sh_layout *layout, const struct step *step)
{
	enum step_kind kind = step->kind;
	bool has_root = has(layout, STEP_CHANGE_ROOT);

	if (kind == STEP_CLOCKS && has_fraction(step->clocks))
		return "unshare takes whole seconds";
	if (kind == STEP_LOAD_INTERP && has_root)
		return "the format is registered in front of the change of root, but where it can "
		       "be mounted is behind it";
	if (kind == STEP_HOSTNAME && !is_plain_hostname(step->string))
		return "hostname takes letters, digits, - and . alone";
	if (kind == STEP_NOTE_STATUS)
		return "none of its tools tells when the command has started, and how it has ended";
	if (kind == STEP_CLOSE_FDS)
		return "it has names for the file descriptors from 0 to 9 alone";
	if (kind == STEP_CLEAR_ENV && !are_names(step->string))
		return "its variables have no such names";
	if (kind == STEP_WAIT && (step->wait.timeout.seconds || step->wait.timeout.nanoseconds))
		return "unshare waits without a time limit and keeps SIGTERM to itself";
	/* What setpriv would have to do comes behind a change of root. */
	if (kind == STEP_DEATH_SIGNAL && has_root && !has(layout, STEP_AMBIENT_CAPS) &&
	    has(layout, STEP_SETUID) && step != sh_find(layout->plan, kind))
		return "the change of uid clears the signal, and in the new root there need be no "
		       "setpriv to set it again";
	if (kind == STEP_CHANGE_ROOT && layout->drops_caps && !is_root_inside(layout->plan))
		return "the change of root takes capabilities, and in the new root there need be "
		       "no setpriv to take them from the command";
	return NULL;
}

const char *sh_layout_refusal(const struct sh_layout *layout, const struct step **step)
{
	for (size_t i = 0; i < layout->plan->count; i++) {
		const char *refusal = refusal_of(layout, &layout->plan->steps[i]);

		*step = &layout->plan->steps[i];
		if (refusal)
			return refusal;
	}
	return NULL;
}
