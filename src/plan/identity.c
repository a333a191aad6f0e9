/* The part of a plan that is about ids: the maps, who writes them, and whom the command runs as. */
#include "parts.h"

#include <stddef.h>

#include "base/util.h"

/* Which id is mapped: root's where another option implies --map-root, else the one asked for. */
static struct id_choice choice_in_force(const struct plan *plan, const struct id_choice *asked)
{
	enum option_id cause = plan->cause[OPTION_MAP_ROOT];
	const struct id_choice root = { .cause = cause, .form = ID_NUMBER };

	return cause && cause != OPTION_MAP_ROOT ? root : *asked;
}

/* The id that was chosen: a number, the caller's own, or the id that the name stands for. */
static uint32_t chosen_id(const struct id_choice *choice, uint32_t own, struct found_id named)
{
	switch (choice->form) {
	case ID_CURRENT: return own;
	case ID_NAME: return named.id;
	case ID_DIGITS: return named.is_digits ? named.id : choice->number;
	case ID_NUMBER: break;
	}
	return choice->number;
}

/* What a map, of uids or of gids, is made from: what was asked for, and the facts about it. */
struct map_input {
	const struct map_request *asked;
	const struct id_map *ranges;
	const struct id_choice *own;
	const struct id_map *all;
	struct id_range block;
	uint32_t own_id;
	struct found_id named_id;
};

/* user_namespaces(7): the text of a map must be shorter than a page. This is a function of its own
 * so that its buffer costs a page fault only where it is called: not for a map of a few ranges. */
static __attribute__((noinline)) bool is_too_long(const struct id_map *map)
{
	char text[4096];

	return !ranges_format(text, sizeof(text), map);
}

static const char *build_map(struct id_map *map, const struct map_input *input)
{
	struct id_range from_0 = { 0, input->block.outside, input->block.count };
	struct id_range same = { input->block.outside, input->block.outside, input->block.count };
	const char *reason = NULL;

	for (size_t i = 0; input->asked->has_ranges && i < input->ranges->count && !reason; i++)
		reason = ranges_add(map, input->ranges->ranges[i]);
	if (input->asked->wants_auto && !reason)
		reason = ranges_add(map, from_0);
	if (input->asked->wants_subids && !reason)
		reason = ranges_add(map, same);
	for (size_t i = 0; input->asked->wants_all && i < input->all->count && !reason; i++)
		reason = ranges_add(map, input->all->ranges[i]);
	if (input->own->cause && !reason)
		reason = ranges_add_own(map, chosen_id(input->own, input->own_id, input->named_id),
					input->own_id);
	/* A range is at most 33 bytes of text: 120 of them, 3960 bytes, always fit. */
	if (!reason && map->count > 120 && is_too_long(map))
		reason = "the text of a map has less than 4096 bytes, and this one is longer";
	return reason;
}

/* Where --owner names the caller, nothing is to be done. */
static void settle_owner(struct plan *plan, const struct request *request, const struct host *host)
{
	uint32_t uid = chosen_id(&request->owner_user, host->uid, host->owner_user);
	uint32_t gid = chosen_id(&request->owner_group, host->gid, host->owner_group);

	if (plan->cause[OPTION_OWNER] && (uid != host->uid || gid != host->gid))
		plan->owner = (struct owner){ .is_other = true, .uid = uid, .gid = gid };
}

/* Whether the map has a single id, and that is the caller's own. */
static bool is_own_alone(const struct id_map *map, uint32_t own)
{
	return map->count == 1 && map->ranges[0].count == 1 && map->ranges[0].outside == own;
}

/* The first option that asks for a map, or OPTION_NONE. */
static enum option_id map_cause(const struct request *request)
{
	const enum option_id causes[] = { request->map_users.cause, request->map_user.cause,
					  request->map_groups.cause, request->map_group.cause };
	size_t at = 0;

	while (at < COUNT(causes) - 1 && !causes[at])
		at++;
	return causes[at];
}

/* The option that the gid map comes from. */
static enum option_id group_cause(const struct plan *plan, const struct request *request)
{
	return request->map_groups.cause ? request->map_groups.cause
					 : choice_in_force(plan, &request->map_group).cause;
}

/* Refuses maps that the kernel is known to refuse, and maps that give away the caller's ids. */
static int check_maps(const struct plan *plan, const struct request *request,
		      const struct host *host, struct problem *why)
{
	/* The owner may enter the namespace, and there become any id that it maps. */
	if (plan->owner.is_other && plan->personality == AS_NSRUN &&
	    (request->map_user.cause || request->map_group.cause)) {
		*why = plan_exclusion(
			OPTION_OWNER,
			request->map_user.cause ? request->map_user.cause
						: request->map_group.cause,
			"the owner could then use the caller's ids; choose the ids with "
			"--map-users and --map-groups");
		return -1;
	}
	if (plan->cause[OPTION_LOAD_INTERP] &&
	    !(ranges_have_inside(&plan->uids, 0) && ranges_have_inside(&plan->gids, 0))) {
		*why = plan_exclusion(OPTION_LOAD_INTERP,
				      map_cause(request) ? map_cause(request) : OPTION_OWNER,
				      "binfmt_misc belongs to uid 0 and gid 0, which are not "
				      "both mapped in the new user namespace");
		return -1;
	}
	if (request->setgroups_allow && is_own_alone(&plan->gids, host->gid) &&
	    (!host->can_setgid || plan->personality == AS_UNSHARE)) {
		*why = plan_exclusion(
			OPTION_SETGROUPS, group_cause(plan, request),
			"without CAP_SETGID a group is mapped only where setgroups is denied");
		return -1;
	}
	return 0;
}

int identity_settle(struct plan *plan, const struct request *request, const struct host *host,
		    struct problem *why)
{
	struct id_choice user = choice_in_force(plan, &request->map_user);
	struct id_choice group = choice_in_force(plan, &request->map_group);
	struct map_input uids = {
		.asked = &request->map_users,
		.ranges = &request->user_ranges,
		.own = &user,
		.all = &host->all_uids,
		.block = host->subuids,
		.own_id = host->uid,
		.named_id = host->map_user,
	};
	struct map_input gids = {
		.asked = &request->map_groups,
		.ranges = &request->group_ranges,
		.own = &group,
		.all = &host->all_gids,
		.block = host->subgids,
		.own_id = host->gid,
		.named_id = host->map_group,
	};
	enum option_id option = request->map_users.cause;
	const char *reason;

	if (!plan->cause[OPTION_USER])
		return 0;
	settle_owner(plan, request, host);
	plan->uids.count = plan->gids.count = 0;
	reason = build_map(&plan->uids, &uids);
	if (!reason) {
		option = request->map_groups.cause;
		reason = build_map(&plan->gids, &gids);
	}
	if (reason) {
		*why = (struct problem){ .kind = PROBLEM_UNMET,
					 .option = option,
					 .reason = reason };
		return -1;
	}
	return check_maps(plan, request, host, why);
}

/* Who writes a map. */
enum writer { WRITER_NONE, WRITER_INNER, WRITER_OUTER, WRITER_MAPPER };

/*
 * Inner may write a map of the caller's own id alone; of a gid only once setgroups is denied (Linux
 * 3.19). Any other map must be written by outer, which needs CAP_SETUID or CAP_SETGID in the
 * caller's user namespace (user_namespaces(7), "Defining user and group ID mappings"); without that
 * it runs newuidmap(1) or newgidmap(1). Under --owner inner has the owner's ids and could map only
 * those, so outer writes every map.
 */
static enum writer uid_writer(const struct plan *plan, const struct host *host)
{
	if (!plan->cause[OPTION_USER] || plan->uids.count == 0)
		return WRITER_NONE;
	if (is_own_alone(&plan->uids, host->uid) && !plan->owner.is_other)
		return WRITER_INNER;
	return host->can_setuid ? WRITER_OUTER : WRITER_MAPPER;
}

static enum writer gid_writer(const struct plan *plan, const struct request *request,
			      const struct host *host)
{
	if (!plan->cause[OPTION_USER] || plan->gids.count == 0)
		return WRITER_NONE;
	if (is_own_alone(&plan->gids, host->gid) && !request->setgroups_allow &&
	    !plan->owner.is_other)
		return WRITER_INNER;
	return host->can_setgid ? WRITER_OUTER : WRITER_MAPPER;
}

enum option_id identity_outer_cause(const struct plan *plan, const struct request *request,
				    const struct host *host)
{
	if (uid_writer(plan, host) <= WRITER_INNER &&
	    gid_writer(plan, request, host) <= WRITER_INNER)
		return OPTION_NONE;
	if (request->map_users.cause)
		return request->map_users.cause;
	if (request->map_groups.cause)
		return request->map_groups.cause;
	return plan->owner.is_other ? OPTION_OWNER : plan->cause[OPTION_SETGROUPS];
}

/* In the order that the kernel wants: setgroups, then gids, then uids (CVE-2014-8989). */
void identity_plan_maps(struct plan *plan, const struct request *request, const struct host *host)
{
	static const enum actor actors[] = {
		[WRITER_INNER] = ACTOR_INNER, [WRITER_OUTER] = ACTOR_OUTER
	};
	enum writer uid = uid_writer(plan, host), gid = gid_writer(plan, request, host);
	enum option_id user_cause = choice_in_force(plan, &request->map_user).cause;

	if (plan->cause[OPTION_SETGROUPS])
		plan_add(plan, STEP_SETGROUPS, ACTOR_INNER, OPTION_SETGROUPS)->allow =
			request->setgroups_allow;
	else if (plan->cause[OPTION_USER] && is_own_alone(&plan->gids, host->gid))
		plan_add(plan, STEP_SETGROUPS, ACTOR_INNER, group_cause(plan, request));
	if (gid == WRITER_INNER || gid == WRITER_OUTER)
		plan_add(plan, STEP_MAP_GID, actors[gid], group_cause(plan, request));
	if (uid == WRITER_INNER || uid == WRITER_OUTER)
		plan_add(plan, STEP_MAP_UID, actors[uid],
			 request->map_users.cause ? request->map_users.cause : user_cause);
	if (uid == WRITER_MAPPER || gid == WRITER_MAPPER) {
		struct step *step = plan_add(plan, STEP_RUN_MAPPERS, ACTOR_OUTER,
					     identity_outer_cause(plan, request, host));

		step->mappers.uids = uid == WRITER_MAPPER;
		step->mappers.gids = gid == WRITER_MAPPER;
	}
}

/* Which ids the command is to have, and the options that say so. */
struct command_ids {
	enum option_id user_cause, group_cause; /* OPTION_NONE: it keeps those that it has */
	uint32_t uid, gid;
	const struct login *login; /* --as: the groups; else NULL */
};

static struct command_ids command_ids_of(const struct plan *plan, const struct request *request,
					 const struct host *host)
{
	if (plan->cause[OPTION_AS])
		return (struct command_ids){ .user_cause = OPTION_AS,
					     .group_cause = OPTION_AS,
					     .uid = host->as.uid,
					     .gid = host->as.gid,
					     .login = &host->as };
	return (struct command_ids){ .user_cause = plan->cause[OPTION_SETUID],
				     .group_cause = plan->cause[OPTION_SETGID],
				     .uid = chosen_id(&request->setuid, host->uid, host->setuid),
				     .gid = chosen_id(&request->setgid, host->gid, host->setgid) };
}

static int check_id(enum option_id cause, const struct id_map *map, uint32_t id, bool is_gid,
		    struct problem *why)
{
	if (!cause || ranges_have_inside(map, id))
		return 0;
	*why = (struct problem){
		.kind = PROBLEM_UNMAPPED, .option = cause, .id = id, .is_gid = is_gid
	};
	return -1;
}

/* Refuses an id that is not mapped in the new user namespace. setresuid(2) would refuse it too,
 * with EINVAL, but only after the other steps are done. */
static int check_mapped(const struct plan *plan, const struct command_ids *ids, struct problem *why)
{
	if (!plan->cause[OPTION_USER])
		return 0;
	if (check_id(ids->user_cause, &plan->uids, ids->uid, false, why) < 0 ||
	    check_id(ids->group_cause, &plan->gids, ids->gid, true, why) < 0)
		return -1;
	for (size_t i = 0; ids->login && i < ids->login->group_count; i++)
		if (check_id(OPTION_AS, &plan->gids, ids->login->groups[i], true, why) < 0)
			return -1;
	return 0;
}

/* Whether setgroups(2) is refused in the new user namespace. */
static bool denies_groups(const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == STEP_SETGROUPS)
			return !plan->steps[i].allow;
	return false;
}

/* Whether nothing is to be done about the supplementary groups: the command has none, and is to
 * have none but its gid. */
static bool has_right_groups(const struct command_ids *ids, const struct host *host)
{
	for (size_t i = 0; ids->login && i < ids->login->group_count; i++)
		if (ids->login->groups[i] != ids->gid)
			return false;
	return !host->has_groups;
}

/* The groups and the gid come before the uid, because a change of the uid can take away the
 * capability for them: capabilities(7), "Effect of user ID changes on capabilities". */
static void plan_change_of_ids(struct plan *plan, const struct command_ids *ids)
{
	if (plan->cause[OPTION_KEEP_CAPS] && ids->user_cause)
		plan_add(plan, STEP_RETAIN_CAPS, ACTOR_INNER, OPTION_KEEP_CAPS);
	if (ids->login && !denies_groups(plan)) {
		struct step *step = plan_add(plan, STEP_SET_GROUPS, ACTOR_INNER, ids->group_cause);

		step->groups.ids = ids->login->groups;
		step->groups.count = ids->login->group_count;
	} else if (ids->group_cause && !denies_groups(plan)) {
		plan_add(plan, STEP_DROP_GROUPS, ACTOR_INNER, ids->group_cause);
	}
	if (ids->group_cause)
		plan_add(plan, STEP_SETGID, ACTOR_INNER, ids->group_cause)->id = ids->gid;
	if (ids->user_cause)
		plan_add(plan, STEP_SETUID, ACTOR_INNER, ids->user_cause)->id = ids->uid;
}

/* Whether the command is still the caller, as seen from outside. */
static bool is_still_caller(const struct plan *plan, uint32_t uid, const struct host *host)
{
	for (size_t i = 0; i < plan->uids.count; i++) {
		struct id_range range = plan->uids.ranges[i];

		if (uid >= range.inside && uid - range.inside < range.count)
			return range.outside + (uid - range.inside) == host->uid;
	}
	return uid == host->uid;
}

/* As `sudo nsrun -S USER`: USER's command may then do what root's groups may. As unshare nothing is
 * said of it. */
static void note_root_gid(struct plan *plan, const struct command_ids *ids, const struct host *host)
{
	plan->keeps_root_gid = plan->personality == AS_NSRUN && ids->user_cause &&
			       !ids->group_cause && host->gid == 0 && host->can_setgid &&
			       !plan->owner.is_other && !is_still_caller(plan, ids->uid, host);
	plan->keeps_root_groups = plan->keeps_root_gid && host->has_groups;
}

int identity_plan_ids(struct plan *plan, const struct request *request, const struct host *host,
		      struct problem *why)
{
	struct command_ids ids = command_ids_of(plan, request, host);

	if (check_mapped(plan, &ids, why) < 0)
		return -1;
	if (ids.group_cause && denies_groups(plan) && !has_right_groups(&ids, host)) {
		*why = plan_exclusion(
			ids.group_cause, plan->cause[OPTION_USER],
			ids.login ? "setgroups is denied, so the user's groups cannot be set"
				  : "setgroups is denied, so the supplementary groups cannot be "
				    "dropped");
		return -1;
	}
	note_root_gid(plan, &ids, host);
	plan_change_of_ids(plan, &ids);
	/* A change of ids clears the death signal, PR_SET_PDEATHSIG(2const): it is set once more.
	 * With --init the init has the signal, and its ids do not change. */
	if ((ids.user_cause || ids.group_cause) && !plan->cause[OPTION_INIT])
		lifetime_plan_death_signal(plan, request);
	/* Entering a new user namespace has already emptied the inheritable set. */
	if (plan->cause[OPTION_KEEP_CAPS])
		plan_add(plan, STEP_AMBIENT_CAPS, ACTOR_INNER, OPTION_KEEP_CAPS);
	else if (host->has_inheritable && !plan->cause[OPTION_USER] &&
		 plan->personality == AS_NSRUN)
		plan_add(plan, STEP_CLEAR_INHERITABLE, ACTOR_INNER, OPTION_NONE);
	return 0;
}
