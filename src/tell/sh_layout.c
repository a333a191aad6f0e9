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
#include "sh.h"

#include <string.h>

static bool has(const struct sh_layout *layout, enum step_kind kind)
{
	return plan_find(layout->plan, kind) != NULL;
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

static enum sh_place place_of(const struct sh_layout *layout, const struct step *step)
{
	const struct step_row *row = step_row(step->kind);

	return row->find_place ? row->find_place(layout, step) : row->place;
}

static void place_steps(struct sh_layout *layout)
{
	for (size_t i = 0; i < layout->plan->count; i++)
		layout->places[i] = place_of(layout, &layout->plan->steps[i]);
}

/* Whether no tool but env stands between the first unshare and the last one. Then one unshare can
 * do the work of both, and env goes in front of it. */
static bool is_straight(const struct sh_layout *layout)
{
	return layout->has_unshare && !layout->has_shell && !sh_layout_has(layout, SH_SETSID) &&
	       !sh_layout_has(layout, SH_SETPRIV);
}

bool sh_is_root_inside(const struct plan *plan)
{
	uint32_t uid = plan->owner.is_other ? plan->owner.uid : plan->caller_uid;

	for (size_t i = 0; i < plan->uids.count; i++)
		if (plan->uids.ranges[i].inside == 0)
			return plan->uids.ranges[i].outside == uid;
	return false;
}

/* Whether a tool would lose the capabilities that it needs, because it is executed by a user who is
 * not uid 0, capabilities(7). */
static bool lacks_caps(const struct sh_layout *layout)
{
	const struct plan *plan = layout->plan;
	const struct step *map = plan_find(plan, STEP_MAP_UID);

	if (!has_user(layout))
		return false;
	/* The shell is executed before outer has mapped it. What it executes has capabilities
	 * again, but then their gain clears the death signal, PR_SET_PDEATHSIG(2const). */
	if (sh_is_root_inside(plan))
		return !(map && map->actor == ACTOR_INNER) &&
		       (has(layout, STEP_DEATH_SIGNAL) || has(layout, STEP_INIT));
	for (size_t i = 0; i < plan->count; i++)
		if (layout->places[i] == SH_SETPRIV ||
		    (layout->places[i] == SH_LAST && !is_straight(layout)) ||
		    (layout->places[i] == SH_SHELL && !step_row(plan->steps[i].kind)->is_built_in))
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
	const struct step *proc = plan_find(plan, STEP_MOUNT_PROC);

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

/* Why a shell cannot do the step; NULL: it can. */
static const char *refusal_of(const struct sh_layout *layout, const struct step *step)
{
	const struct step_row *row = step_row(step->kind);

	return row->find_refusal ? row->find_refusal(layout, step) : row->no_sh;
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
