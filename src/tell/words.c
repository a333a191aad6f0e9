/* Phrases: what a step does, which options brought it in, why a command line is refused. */
#include "tell/words.h"

#include <string.h>

#include "ask/options.h"
#include "base/signals.h"

const char *program_name(enum personality personality)
{
	return personality == AS_UNSHARE ? "unshare" : "nsrun";
}

void describe_new_namespaces(struct text *text, namespace_set set)
{
	bool is_one = (set & (set - 1)) == 0;

	text_add(text, is_one ? "a new " : "new ");
	namespaces_add_names(text, set);
	text_add(text, is_one ? " namespace" : " namespaces");
}

/* "new mount and user namespaces, owned by uid 1000 and gid 1000". */
static void describe_way_in(struct text *text, const struct plan *plan, namespace_set set)
{
	if (set)
		describe_new_namespaces(text, set);
	if (!plan_changes_owner(plan, set))
		return;
	text_add(text, ", owned by uid ");
	text_add_number(text, plan->owner.uid);
	text_add(text, " and gid ");
	text_add_number(text, plan->owner.gid);
}

static void describe_clone(struct text *text, const struct plan *plan, namespace_set set)
{
	text_add(text, "start a process");
	if (set)
		text_add(text, " in ");
	describe_way_in(text, plan, set);
}

/* A path of nsrun's own needs no quotes; the user's may hold anything. */
static void add_path(struct text *text, const char *path)
{
	if (strcmp(path, "/proc") == 0 || strcmp(path, BINFMT_DIR) == 0)
		text_add(text, path);
	else
		text_add_quoted(text, path);
}

/* "1000", or "1000-1009". */
static void add_ids(struct text *text, uint32_t first, uint32_t count)
{
	text_add_number(text, first);
	if (count > 1) {
		text_add(text, "-");
		text_add_number(text, first + (count - 1));
	}
}

/* "uid 0 to 1000, 1-65535 to 100000-165534". */
static void add_map(struct text *text, const char *what, const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, i ? ", " : what);
		add_ids(text, map->ranges[i].inside, map->ranges[i].count);
		text_add(text, " to ");
		add_ids(text, map->ranges[i].outside, map->ranges[i].count);
	}
}

static void describe_mappers(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "map ");
	if (step->mappers.gids) {
		add_map(text, "gid ", &plan->gids);
		text_add(text, step->mappers.uids ? " with newgidmap and " : " with newgidmap");
	}
	if (step->mappers.uids) {
		add_map(text, "uid ", &plan->uids);
		text_add(text, " with newuidmap");
	}
}

/* "1.5", "-0.25". */
static void add_seconds(struct text *text, struct duration duration)
{
	int64_t seconds = duration.seconds;
	int32_t nanoseconds = duration.nanoseconds;

	/* -0.25 s is held as -1 s and 0.75 s. */
	if (seconds < 0) {
		text_add(text, "-");
		seconds = -seconds - (nanoseconds > 0);
		nanoseconds = nanoseconds > 0 ? 1000000000 - nanoseconds : 0;
	}
	text_add_number(text, (uint64_t)seconds);
	if (nanoseconds > 0)
		text_add(text, ".");
	for (int32_t unit = 100000000; nanoseconds > 0; nanoseconds %= unit, unit /= 10)
		text_add_number(text, (uint64_t)(nanoseconds / unit));
}

static void describe_clocks(struct text *text, struct clock_offsets offsets)
{
	text_add(text, "move the monotonic clock by ");
	add_seconds(text, offsets.monotonic);
	text_add(text, " s and the boot-time clock by ");
	add_seconds(text, offsets.boottime);
	text_add(text, " s");
}

static void describe_propagation(struct text *text, const struct step *step)
{
	static const char *const names[] = {
		[PROPAGATION_PRIVATE] = " private",
		[PROPAGATION_SLAVE] = " slave",
		[PROPAGATION_SHARED] = " shared",
		[PROPAGATION_UNCHANGED] = " unchanged",
	};

	text_add(text, "make ");
	if (strcmp(step->mounts.where, "/") == 0) {
		text_add(text, "every mount");
	} else {
		text_add(text, "the mount at ");
		add_path(text, step->mounts.where);
	}
	text_add(text, names[step->mounts.propagation]);
}

static void describe_env(struct text *text, const struct step *step)
{
	for (size_t i = 0; i < step->env.count; i++) {
		const char *edit = step->env.edits[i];

		text_add(text, i ? ", " : "");
		text_add(text, strchr(edit, '=') ? "set " : "unset ");
		text_add_quoted(text, edit);
	}
}

static void describe_close(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "close all file descriptors from ");
	text_add_number(text, 3 + (uint64_t)step->kept.listened);
	text_add(text, " on");
	for (size_t i = 0; i < step->kept.count; i++) {
		text_add(text, i ? ", " : " but for ");
		text_add_number(text, (uint64_t)plan->kept_fds[i]);
	}
}

static void describe_timeout(struct text *text, const struct step *step)
{
	if (!step->wait.timeout.seconds && !step->wait.timeout.nanoseconds)
		return;
	text_add(text, ", send it SIGTERM after ");
	add_seconds(text, step->wait.timeout);
	text_add(text, " s, and kill all after ");
	add_seconds(text, step->wait.kill_after);
	text_add(text, " s more");
}

void step_describe(struct text *text, const struct plan *plan, const struct step *step)
{
	switch (step->kind) {
	case STEP_WATCH_PARENT:
		text_add(text, "watch outer's own parent");
		return;
	case STEP_CLONE:
		describe_clone(text, plan, step->namespaces);
		return;
	case STEP_HELPER:
		text_add(text, "start a helper that stays outside");
		return;
	case STEP_UNSHARE:
		text_add(text, "move to ");
		describe_way_in(text, plan, step->namespaces);
		return;
	case STEP_DEATH_SIGNAL:
		text_add(text, "arrange to get ");
		signals_add_name(text, step->signal);
		text_add(text, " when outer ends");
		return;
	case STEP_SETGROUPS:
		text_add(text, step->allow ? "allow setgroups" : "deny setgroups");
		return;
	case STEP_MAP_GID:
		add_map(text, "map gid ", &plan->gids);
		return;
	case STEP_MAP_UID:
		add_map(text, "map uid ", &plan->uids);
		return;
	case STEP_RUN_MAPPERS:
		describe_mappers(text, plan, step);
		return;
	case STEP_CLOCKS:
		describe_clocks(text, step->clocks);
		return;
	case STEP_KEEP:
		text_add(text, "keep the ");
		text_add(text, namespace_table[step->keep.kind].name);
		text_add(text, " namespace at ");
		text_add_quoted(text, step->keep.file);
		return;
	case STEP_PROPAGATION:
		describe_propagation(text, step);
		return;
	case STEP_LOAD_INTERP:
		text_add(text, "register the binary format ");
		text_add_quoted(text, step->string);
		return;
	case STEP_CHANGE_ROOT:
		text_add(text, "change the root to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_MOUNT_PROC:
		text_add(text, "mount proc on ");
		add_path(text, step->string);
		return;
	case STEP_MOUNT_BINFMT:
		text_add(text, "mount binfmt_misc on ");
		add_path(text, step->string);
		return;
	case STEP_HOSTNAME:
		text_add(text, "set the hostname to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_DOMAINNAME:
		text_add(text, "set the domain name to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_LOOPBACK_UP:
		text_add(text, "bring up lo");
		return;
	case STEP_CHANGE_DIR:
		text_add(text, "change the working folder to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_INIT:
		text_add(text, "start a process for the command, and stay as its init");
		return;
	case STEP_NOTE_STATUS:
		text_add(text, "note the command's pids and namespaces");
		return;
	case STEP_CLEAR_INHERITABLE:
		text_add(text, "empty the inheritable capability set");
		return;
	case STEP_RETAIN_CAPS:
		text_add(text, "keep the capabilities over the change of ids");
		return;
	case STEP_DROP_GROUPS:
		text_add(text, "drop the supplementary groups");
		return;
	case STEP_SETGID:
		text_add(text, "change to gid ");
		text_add_number(text, step->id);
		return;
	case STEP_SETUID:
		text_add(text, "change to uid ");
		text_add_number(text, step->id);
		return;
	case STEP_AMBIENT_CAPS:
		text_add(text, "keep the capabilities over the exec");
		return;
	case STEP_CLEAR_ENV:
		text_add(text, "clear the environment");
		if (step->string) {
			text_add(text, " but for ");
			text_add_quoted(text, step->string);
		}
		return;
	case STEP_EDIT_ENV:
		describe_env(text, step);
		return;
	case STEP_LISTEN_PID:
		text_add(text, "set LISTEN_PID to the command's pid");
		return;
	case STEP_NEW_SESSION:
		text_add(text, "start a new session");
		return;
	case STEP_CLOSE_FDS:
		describe_close(text, plan, step);
		return;
	case STEP_EXEC:
		text_add(text, "execute ");
		text_add_quoted(text, plan->file);
		return;
	case STEP_WAIT:
		text_add(text, "wait for the command");
		describe_timeout(text, step);
		return;
	}
}

/* Adds an option to the first count of the causes, once. Returns how many there are then. */
static size_t add_cause(enum option_id causes[static OPTION_COUNT], size_t count,
			enum option_id option)
{
	for (size_t i = 0; i < count; i++)
		if (causes[i] == option)
			return count;
	causes[count] = option;
	return option == OPTION_NONE ? count : count + 1;
}

size_t step_causes(enum option_id causes[static OPTION_COUNT], const struct plan *plan,
		   const struct step *step)
{
	bool has_set = step->kind == STEP_CLONE || step->kind == STEP_UNSHARE;
	size_t count = 0;

	for (enum namespace_kind kind = 0; has_set && kind < NAMESPACE_KINDS; kind++)
		if (step->namespaces & namespace_bit(kind))
			count = add_cause(causes, count, plan->cause[namespace_option(kind)]);
	if (has_set && plan_changes_owner(plan, step->namespaces))
		count = add_cause(causes, count, OPTION_OWNER);
	return add_cause(causes, count, step->cause);
}

void step_add_causes(struct text *text, const struct plan *plan, const struct step *step)
{
	enum option_id causes[OPTION_COUNT];
	size_t count = step_causes(causes, plan, step);

	for (size_t i = 0; i < count; i++) {
		text_add(text, i ? ", " : " (");
		text_add(text, options_spelling(causes[i]));
	}
	text_add(text, count ? ")" : "");
}

void describe_whole(struct text *text, const struct plan *plan)
{
	text_add(text, "Runs ");
	text_add_quoted(text, plan->file);
	text_add(text, " in ");
	if (plan_kinds(plan))
		describe_new_namespaces(text, plan_kinds(plan));
	else
		text_add(text, "the caller's namespaces");
}

void step_describe_failure(struct text *text, const struct plan *plan, const struct step *step,
			   struct failure failure)
{
	struct text phrase = { .fd = -1 };

	step_describe(&phrase, plan, step);
	text_add(text, "cannot ");
	/* A map has up to 340 ranges, and the reason is to fit behind them. */
	text_add_cut(text, text_string(&phrase), 2000);
	step_add_causes(text, plan, step);
	text_add(text, ": ");
	failure_describe(text, failure);
}

static void describe_unknown(struct text *text, const struct problem *why)
{
	const char letter[] = { '-', why->letter, '\0' };

	text_add(text, "unknown option ");
	text_add_quoted(text, why->value ? why->value : letter);
}

void problem_describe(struct text *text, const struct problem *why)
{
	switch (why->kind) {
	case PROBLEM_UNKNOWN_OPTION:
		describe_unknown(text, why);
		return;
	case PROBLEM_AMBIGUOUS_OPTION:
		text_add(text, "more than one option begins with ");
		text_add_quoted(text, why->value);
		return;
	case PROBLEM_VALUE_MISSING:
		text_add(text, options_spelling(why->option));
		text_add(text, " needs a value: ");
		text_add(text, options_value_name(why->option));
		return;
	case PROBLEM_VALUE_UNWANTED:
		text_add(text, options_spelling(why->option));
		text_add(text, " takes no value");
		return;
	case PROBLEM_VALUE_INVALID:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be ");
		text_add_quoted(text, why->value);
		break;
	case PROBLEM_UNMET:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be done");
		break;
	case PROBLEM_NEEDS:
		text_add(text, options_spelling(why->option));
		text_add(text, " has no effect without ");
		text_add(text, options_spelling(why->other));
		return;
	case PROBLEM_EXCLUDES:
		text_add(text, options_spelling(why->option));
		text_add(text, " and ");
		text_add(text, options_spelling(why->other));
		text_add(text, " exclude each other");
		break;
	case PROBLEM_HOST:
		break;
	}
	if (why->reason) {
		text_add(text, why->kind == PROBLEM_HOST ? "" : ": ");
		text_add(text, why->reason);
	}
}
