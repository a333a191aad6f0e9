/* Rows of the steps that are about ids, maps and capabilities. */
#include "pattern.h"

#include "c.h"
#include "sh.h"

static void add_allow(const struct telling *telling)
{
	text_add(telling->text, telling->step->allow ? "allow" : "deny");
}

/* The path of a file of inner's in /proc; in a program an argument of write_file(). */
static void add_proc_file(const struct telling *telling, const char *file)
{
	static const char *const own[] = { [IN_CALL] = "/proc/self/", [IN_C] = "\"/proc/self/" };
	static const char *const other[] = {
		[IN_CALL] = "/proc/INNER/", [IN_C] = "proc_file(pid, \"", [IN_SH] = "/proc/$pid/"
	};
	bool is_outer = telling->step->actor == ACTOR_OUTER;

	text_add(telling->text, (is_outer ? other : own)[telling->language]);
	text_add(telling->text, file);
	if (telling->language == IN_C)
		text_add(telling->text, is_outer ? "\")" : "\"");
}

static void add_setgroups_file(const struct telling *telling)
{
	add_proc_file(telling, "setgroups");
}

static bool is_own_map(const struct plan *plan, enum step_kind kind)
{
	const struct step *step = plan_find(plan, kind);

	return step && step->actor == ACTOR_INNER;
}

/* unshare --map-group denies setgroups by itself. */
static void add_setgroups_option(const struct telling *telling)
{
	if (!is_own_map(telling->plan, STEP_MAP_GID))
		pattern_add(telling, " --setgroups={allow}");
}

const struct step_row step_setgroups = {
	.phrase = "{allow} setgroups",
	.call = "write '{allow}' to {file}",
	.page = "user_namespaces(7)",
	.rule = "Without privilege outside, gids are mapped only where setgroups is denied, since "
		"leaving a group can grant rights.",
	.c_fails = "write_file({file}, \"{allow}\") < 0",
	.c_parts = PART_WRITE_FILE,
	.place = SH_UNSHARE,
	.sh = { [SH_UNSHARE] = "{option}" },
	.hint = hint_map,
	.operands = OPERANDS({ "allow", add_allow }, { "file", add_setgroups_file },
			     { "option", add_setgroups_option }),
};

/* "1000", or "1000-1009". */
static void add_ids(struct text *text, uint32_t first, uint32_t count)
{
	text_add_number(text, first);
	if (count > 1) {
		text_add(text, "-");
		text_add_number(text, first + (count - 1));
	}
}

/* "0 to 1000, 1-65535 to 100000-165534". */
static void add_map_in_words(struct text *text, const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, i ? ", " : "");
		add_ids(text, map->ranges[i].inside, map->ranges[i].count);
		text_add(text, " to ");
		add_ids(text, map->ranges[i].outside, map->ranges[i].count);
	}
}

/* "0 1000 1\n"; of several lines each is a string on a line of its own. */
static void add_map_in_c(struct text *text, const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, map->count > 1 ? "\n\t\t       \"" : "\"");
		pattern_add_range(text, map->ranges[i]);
		text_add(text, "\\n\"");
	}
}

/* The kernel takes a map in one write(2). bash's printf would write each line by itself, so a map
 * of several lines goes through cat(1). */
static void add_map_in_sh(const struct telling *telling, const struct id_map *map)
{
	if (map->count == 1) {
		text_add(telling->text, "\techo \"");
		pattern_add_range(telling->text, map->ranges[0]);
		pattern_add(telling, "\" >\"{file}\" || exit\n");
	} else {
		pattern_add(telling, "\tcat >\"{file}\" <<-END || exit\n\t\t");
		pattern_add_ranges(telling->text, map, "\n\t\t");
		text_add(telling->text, "\n\tEND\n");
	}
}

static void add_map(const struct telling *telling, const struct id_map *map)
{
	switch (telling->language) {
	case IN_WORDS: add_map_in_words(telling->text, map); return;
	case IN_CALL: pattern_add_ranges(telling->text, map, "\\n"); return;
	case IN_C: add_map_in_c(telling->text, map); return;
	case IN_SH: add_map_in_sh(telling, map); return;
	}
}

static void add_gids(const struct telling *telling)
{
	add_map(telling, &telling->plan->gids);
}

static void add_uids(const struct telling *telling)
{
	add_map(telling, &telling->plan->uids);
}

static void add_gid_file(const struct telling *telling)
{
	add_proc_file(telling, "gid_map");
}

static void add_uid_file(const struct telling *telling)
{
	add_proc_file(telling, "uid_map");
}

/* unshare's option for a map that has only the caller's own id. --map-root-user and
 * --map-current-user stand for both maps, and are added with that of the gid. */
static void add_own_map(const struct telling *telling, bool is_gid)
{
	const struct plan *plan = telling->plan;
	const struct id_range *uid = plan->uids.ranges, *gid = plan->gids.ranges;
	bool is_pair = is_own_map(plan, STEP_MAP_GID) && is_own_map(plan, STEP_MAP_UID);
	const char *pair = NULL;

	if (is_pair && uid->inside == 0 && gid->inside == 0)
		pair = " --map-root-user";
	else if (is_pair && uid->inside == uid->outside && gid->inside == gid->outside)
		pair = " --map-current-user";
	if (!pair) {
		text_add(telling->text, is_gid ? " --map-group=" : " --map-user=");
		text_add_number(telling->text, is_gid ? gid->inside : uid->inside);
	} else if (is_gid) {
		text_add(telling->text, pair);
	}
}

static void add_own_gid(const struct telling *telling)
{
	add_own_map(telling, true);
}

static void add_own_uid(const struct telling *telling)
{
	add_own_map(telling, false);
}

static part_set needs_for_map(const struct plan *plan, const struct step *step)
{
	(void)plan;
	return step->actor == ACTOR_OUTER ? PART_PROC_FILE : 0;
}

static enum sh_place place_map(const struct sh_layout *layout, const struct step *step)
{
	(void)layout;
	return step->actor == ACTOR_OUTER ? SH_OUTER : SH_UNSHARE;
}

const struct step_row step_map_gid = {
	.phrase = "map gid {gids}",
	.call = "write '{gids}' to {file}",
	.page = "user_namespaces(7)",
	.rule = "A line is the first id inside, the first id outside, how many.",
	.c_fails = "write_file({file}, {gids}) < 0",
	.c_parts = PART_WRITE_FILE,
	.c_needs = needs_for_map,
	.find_place = place_map,
	.sh = { [SH_OUTER] = "{gids}", [SH_UNSHARE] = "{own_gid}" },
	.hint = hint_map,
	.operands = OPERANDS({ "gids", add_gids }, { "file", add_gid_file },
			     { "own_gid", add_own_gid }),
};

const struct step_row step_map_uid = {
	.phrase = "map uid {uids}",
	.call = "write '{uids}' to {file}",
	.page = "user_namespaces(7)",
	.rule = "A line is the first id inside, the first id outside, how many.",
	.c_fails = "write_file({file}, {uids}) < 0",
	.c_parts = PART_WRITE_FILE,
	.c_needs = needs_for_map,
	.find_place = place_map,
	.sh = { [SH_OUTER] = "{uids}", [SH_UNSHARE] = "{own_uid}" },
	.hint = hint_map_uid,
	.operands = OPERANDS({ "uids", add_uids }, { "file", add_uid_file },
			     { "own_uid", add_own_uid }),
};

/* Adds the arguments of a mapper that follow the pid, each range on a line of its own. */
static void add_words_in_c(struct text *text, const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, "\n\t\t       \"");
		text_add_number(text, map->ranges[i].inside);
		text_add(text, "\", \"");
		text_add_number(text, map->ranges[i].outside);
		text_add(text, "\", \"");
		text_add_number(text, map->ranges[i].count);
		text_add(text, "\",");
	}
}

static void add_mapper(const struct telling *telling, const char *name, const char *what,
		       const struct id_map *map)
{
	struct text *text = telling->text;

	switch (telling->language) {
	case IN_WORDS:
		text_add(text, what);
		add_map_in_words(text, map);
		text_add(text, " with ");
		text_add(text, name);
		return;
	case IN_CALL:
		text_add(text, name);
		text_add(text, " INNER ");
		pattern_add_ranges(text, map, " ");
		return;
	case IN_C:
		text_add(text, "\trun((char *[]){ \"");
		text_add(text, name);
		text_add(text, "\", inner_pid,");
		add_words_in_c(text, map);
		text_add(text, " NULL });\n");
		return;
	case IN_SH:
		text_add(text, "\t");
		text_add(text, name);
		text_add(text, " \"$pid\" ");
		pattern_add_ranges(text, map, " ");
		text_add(text, " || exit\n");
		return;
	}
}

static void add_mappers(const struct telling *telling)
{
	static const char *const between[] = {
		[IN_WORDS] = " and ", [IN_CALL] = " & ", [IN_C] = "", [IN_SH] = ""
	};
	const struct step *step = telling->step;

	if (step->mappers.gids)
		add_mapper(telling, "newgidmap", "gid ", &telling->plan->gids);
	if (step->mappers.gids && step->mappers.uids)
		text_add(telling->text, between[telling->language]);
	if (step->mappers.uids)
		add_mapper(telling, "newuidmap", "uid ", &telling->plan->uids);
}

const struct step_row step_run_mappers = {
	.phrase = "map {mappers}",
	.call = "{mappers}",
	.page = "newuidmap(1)",
	.rule = "They have the privilege, and check the ids with /etc/subuid and /etc/subgid.",
	.c = "\tchar inner_pid[16];\n"
	     "\n"
	     "\tsnprintf(inner_pid, sizeof(inner_pid), \"%d\", (int)pid);\n"
	     "{mappers}",
	.c_parts = PART_RUN | PART_CHILDREN,
	.place = SH_OUTER,
	.sh = { [SH_OUTER] = "{mappers}" },
	.operands = OPERANDS({ "mappers", add_mappers }),
};

const struct step_row step_clear_inheritable = {
	.phrase = "empty the inheritable capability set",
	.call = "capset(inheritable = 0)",
	.page = "capabilities(7)",
	.c = "\tstruct __user_cap_data_struct caps[2];\n"
	     "\n"
	     "\tif (read_caps(caps) < 0)\n"
	     "{fail}"
	     "\tcaps[0].inheritable = caps[1].inheritable = 0;\n"
	     "\tif (write_caps(caps) < 0)\n"
	     "{fail}",
	.c_parts = PART_CAPS,
	.place = SH_SETPRIV,
	.sh = { [SH_SETPRIV] = " --inh-caps=-all" },
};

/* In a script there is nothing to do: setpriv --reuid does it by itself. */
const struct step_row step_retain_caps = {
	.phrase = "keep the capabilities over the change of ids",
	.call = "prctl(PR_SET_KEEPCAPS, 1)",
	.page = "capabilities(7)",
	.rule = "A change from uid 0 to another clears them.",
	.c_fails = "prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0",
	.c_parts = PART_PRCTL,
};

/* Whether the last unshare changes the ids, and not setpriv. A change of root needs capabilities,
 * so the ids change after it, and the new root may have no setpriv. With ambient capabilities
 * setpriv can change the ids before it, since the capabilities stay. */
static bool sets_ids_last(const struct plan *plan)
{
	return plan_find(plan, STEP_CHANGE_ROOT) && !plan_find(plan, STEP_AMBIENT_CAPS);
}

/* Whether the plan sets the death signal again behind a change of ids, which setpriv has to do. */
static bool renews_signal(const struct plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		count += plan->steps[i].kind == STEP_DEATH_SIGNAL;
	return count > 1;
}

/* unshare --setgid drops the supplementary groups as well, and cannot set the death signal again.
 */
static enum sh_place place_gid(const struct sh_layout *layout, const struct step *step)
{
	const struct plan *plan = layout->plan;

	(void)step;
	if (sets_ids_last(plan) && plan_find(plan, STEP_DROP_GROUPS) && !renews_signal(plan))
		return SH_LAST;
	return SH_SETPRIV;
}

static enum sh_place place_uid(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	return sets_ids_last(layout->plan) ? SH_LAST : SH_SETPRIV;
}

const struct step_row step_drop_groups = {
	.phrase = "drop the supplementary groups",
	.call = "setgroups(0, NULL)",
	.page = "setgroups(2)",
	.rule = "While there is still the capability for it.",
	.c_fails = "setgroups(0, NULL) < 0",
	.c_parts = PART_GROUPS,
	.find_place = place_gid,
	.sh = { [SH_SETPRIV] = " --clear-groups", [SH_LAST] = "" },
	.hint = hint_set_gid,
};

/* "4, 24, 27", in a program ten in a line. */
static void add_groups(const struct telling *telling)
{
	const struct step *step = telling->step;
	const char *separator = telling->language == IN_SH ? "," : ", ";

	for (size_t i = 0; i < step->groups.count; i++) {
		bool begins_line = telling->language == IN_C && i % 10 == 0;

		text_add(telling->text, i == 0 ? "" : begins_line ? "," : separator);
		text_add(telling->text, begins_line ? "\n\t\t" : "");
		text_add_number(telling->text, step->groups.ids[i]);
	}
}

static void add_group_count(const struct telling *telling)
{
	text_add_number(telling->text, telling->step->groups.count);
}

/* The gid changes in setpriv too then: unshare --setgid would drop the groups. That is in front of
 * a change of root, and takes no capability away. */
const struct step_row step_set_groups = {
	.phrase = "set the supplementary groups to {groups}",
	.call = "setgroups({count}, {{groups}})",
	.page = "setgroups(2)",
	.rule = "As initgroups(3) has it: the groups that group(5) names the user in, and the gid.",
	.c = "\tstatic const gid_t groups[] = {{groups}\n\t};\n"
	     "\n"
	     "\tif (setgroups({count}, groups) < 0)\n"
	     "{fail}",
	.c_parts = PART_GROUPS,
	.place = SH_SETPRIV,
	.sh = { [SH_SETPRIV] = " --groups={groups}" },
	.hint = hint_set_gid,
	.operands = OPERANDS({ "groups", add_groups }, { "count", add_group_count }),
};

static void add_keep_groups(const struct telling *telling)
{
	if (!plan_find(telling->plan, STEP_DROP_GROUPS) &&
	    !plan_find(telling->plan, STEP_SET_GROUPS))
		text_add(telling->text, " --keep-groups");
}

const struct step_row step_setgid = {
	.phrase = "change to gid {id}",
	.call = "setresgid({id}, {id}, {id})",
	.page = "setresgid(2)",
	.c_fails = "setresgid({id}, {id}, {id}) < 0",
	.find_place = place_gid,
	.sh = { [SH_SETPRIV] = " --regid={id}{keep_groups}",
		[SH_LAST] = " --setgid={id}{keep_groups}" },
	.hint = hint_set_gid,
	.operands = OPERANDS({ "keep_groups", add_keep_groups }),
};

const struct step_row step_setuid = {
	.phrase = "change to uid {id}",
	.call = "setresuid({id}, {id}, {id})",
	.page = "setresuid(2)",
	.c_fails = "setresuid({id}, {id}, {id}) < 0",
	.find_place = place_uid,
	.sh = { [SH_SETPRIV] = " --reuid={id}", [SH_LAST] = " --setuid={id}" },
	.hint = hint_set_uid,
};

static enum sh_place place_ambient(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	return plan_find(layout->plan, STEP_SETUID) ? SH_SETPRIV : SH_UNSHARE;
}

const struct step_row step_ambient_caps = {
	.phrase = "keep the capabilities over the exec",
	.call = "capset(), then prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE) for each",
	.page = "capabilities(7)",
	.rule = "An exec by another user than root clears them.",
	.c_fails = "make_caps_ambient() < 0",
	.c_parts = PART_CAPS | PART_AMBIENT,
	.find_place = place_ambient,
	.sh = { [SH_SETPRIV] = " --inh-caps=+all --ambient-caps=+all",
		[SH_UNSHARE] = " --keep-caps" },
};
