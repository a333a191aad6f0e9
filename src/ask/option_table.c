/* The option table: a row says everything about an option. */
#include "option_table.h"

#include <errno.h>
#include <limits.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

#include "base/signals.h"
#include "base/util.h"

static const char bad_id[] = "an id is a decimal number from 0 to 4294967294, or a name";

/* A name begins with a letter, in any language, with '_' or with a digit. No name begins with a
 * sign or a blank: what is meant there is a number, and a wrong one. */
static bool may_be_name(const char *value)
{
	unsigned char first = (unsigned char)*value;

	return first == '_' || (first >= 'a' && first <= 'z') || (first >= 'A' && first <= 'Z') ||
	       (first >= '0' && first <= '9') || first >= 0x80;
}

/* Reads a name or a number. As unshare, what begins with a digit is a number. */
static const char *choose_id(const struct request *request, struct id_choice *choice,
			     enum option_id cause, const char *value)
{
	uint64_t number = 0;
	bool is_digit = *value >= '0' && *value <= '9';
	bool is_number = number_parse(&number, value, ID_MAX) == 0;

	*choice = (struct id_choice){ .cause = cause,
				      .form = is_number ? ID_DIGITS : ID_NAME,
				      .number = (uint32_t)number,
				      .name = value };
	if (is_digit && request->personality == AS_UNSHARE) {
		choice->form = ID_NUMBER;
		return is_number ? NULL : bad_id;
	}
	return may_be_name(value) ? NULL : bad_id;
}

static const char *apply_namespace(struct request *request, enum option_id option, char *value)
{
	if (value)
		request->kept[option - OPTION_MOUNT] = value;
	return value && !*value ? "the name of a file is empty" : NULL;
}

static const char *apply_map_root(struct request *request, enum option_id option, char *value)
{
	(void)value;
	request->map_user = (struct id_choice){ .cause = option, .form = ID_NUMBER };
	request->map_group = request->map_user;
	return NULL;
}

static const char *apply_map_current(struct request *request, enum option_id option, char *value)
{
	(void)value;
	request->map_user = (struct id_choice){ .cause = option, .form = ID_CURRENT };
	request->map_group = request->map_user;
	return NULL;
}

/* Where apply_id records the id of this option. */
static struct id_choice *choice_of(struct request *request, enum option_id option)
{
	if (option == OPTION_MAP_USER)
		return &request->map_user;
	if (option == OPTION_MAP_GROUP)
		return &request->map_group;
	if (option == OPTION_AS)
		return &request->as;
	return option == OPTION_SETUID ? &request->setuid : &request->setgid;
}

static const char *apply_id(struct request *request, enum option_id option, char *value)
{
	return choose_id(request, choice_of(request, option), option, value);
}

/* "UID:GID"; each may be a number or a name. */
static const char *apply_owner(struct request *request, enum option_id option, char *value)
{
	const char *colon = strchr(value, ':');
	size_t length = colon ? (size_t)(colon - value) : 0;
	const char *reason;

	if (!colon || length >= sizeof(request->owner_name))
		return "an owner is UID:GID";
	memcpy(request->owner_name, value, length);
	request->owner_name[length] = '\0';
	reason = choose_id(request, &request->owner_user, option, request->owner_name);
	return reason ? reason : choose_id(request, &request->owner_group, option, colon + 1);
}

static const char *want_ranges(struct map_request *map, struct id_map *ranges, const char *value)
{
	struct id_range range;
	const char *reason = ranges_parse(&range, value);

	if (!map->has_ranges)
		ranges->count = 0;
	map->has_ranges = true;
	return reason ? reason : ranges_add(ranges, range);
}

/* Records "auto", "subids" or "all". Returns whether the value is one of them. */
static bool want_block(struct map_request *map, enum option_id option, const char *value)
{
	bool is_auto = strcmp(value, "auto") == 0, is_subids = strcmp(value, "subids") == 0;
	bool is_all = strcmp(value, "all") == 0;

	if (!map->cause)
		map->cause = option;
	map->wants_auto = map->wants_auto || is_auto;
	map->wants_subids = map->wants_subids || is_subids;
	map->wants_all = map->wants_all || is_all;
	return is_auto || is_subids || is_all;
}

static const char *apply_map_ranges(struct request *request, enum option_id option, char *value)
{
	bool is_users = option == OPTION_MAP_USERS;
	struct map_request *map = is_users ? &request->map_users : &request->map_groups;

	if (want_block(map, option, value))
		return NULL;
	return want_ranges(map, is_users ? &request->user_ranges : &request->group_ranges, value);
}

static const char *apply_map_blocks(struct request *request, enum option_id option, char *value)
{
	const char *which = option == OPTION_MAP_AUTO ? "auto" : "subids";

	(void)value;
	want_block(&request->map_users, option, which);
	want_block(&request->map_groups, option, which);
	return NULL;
}

static const char *apply_setgroups(struct request *request, enum option_id option, char *value)
{
	(void)option;
	request->setgroups_allow = strcmp(value, "allow") == 0;
	if (!request->setgroups_allow && strcmp(value, "deny") != 0)
		return "either allow or deny";
	return NULL;
}

static const char *apply_kill_child(struct request *request, enum option_id option, char *value)
{
	(void)option;
	if (value)
		return signals_parse(&request->kill_signal, value) < 0 ? "no such signal" : NULL;
	request->kill_signal = SIGKILL;
	return NULL;
}

static const char *apply_propagation(struct request *request, enum option_id option, char *value)
{
	static const char *const names[] = {
		[PROPAGATION_PRIVATE] = "private",
		[PROPAGATION_SLAVE] = "slave",
		[PROPAGATION_SHARED] = "shared",
		[PROPAGATION_UNCHANGED] = "unchanged",
	};

	(void)option;
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(value, names[i]) == 0) {
			request->propagation = (enum propagation)i;
			return NULL;
		}
	}
	return "one of private, shared, slave and unchanged";
}

static const char *apply_folder(struct request *request, enum option_id option, char *value)
{
	if (option == OPTION_ROOT)
		request->root = value;
	else if (option == OPTION_WD)
		request->working_dir = value;
	else if (option == OPTION_MOUNT_BINFMT)
		request->binfmt_dir = value ? value : BINFMT_DIR;
	else
		request->proc_dir = value ? value : "/proc";
	return value && !*value ? "the name of a folder is empty" : NULL;
}

/* Documentation/admin-guide/binfmt-misc.rst: the first byte separates the fields, and a format has
 * at most 1920 bytes. */
static const char *apply_interpreter(struct request *request, enum option_id option, char *value)
{
	size_t separators = 0;

	(void)option;
	request->interpreter = value;
	if (!request->binfmt_dir)
		request->binfmt_dir = BINFMT_DIR;
	for (const char *c = value; *c; c++)
		separators += *c == *value;
	if (separators != 7)
		return "a format is :NAME:TYPE:OFFSET:MAGIC:MASK:INTERPRETER:FLAGS";
	return strlen(value) > 1920 ? "a format has at most 1920 bytes" : NULL;
}

/* uts_namespaces(7): __NEW_UTS_LEN is 64. */
static const char *apply_uts_name(struct request *request, enum option_id option, char *value)
{
	if (option == OPTION_HOSTNAME)
		request->hostname = value;
	else
		request->domainname = value;
	return *value && strlen(value) <= 64 ? NULL : "a name has 1 to 64 bytes";
}

/* Why duration_parse has refused a string; form tells what one is like. */
static const char *bad_duration(const char *form)
{
	if (errno == ERANGE)
		return "it is more than 36500 days";
	return errno == EDOM ? "it is finer than a nanosecond" : form;
}

static const char *apply_offset(struct request *request, enum option_id option, char *value)
{
	struct duration *offset =
		option == OPTION_MONOTONIC ? &request->monotonic : &request->boottime;

	return duration_parse(offset, value) < 0
		       ? bad_duration("an offset is like -5, 1.5, 500ms or 1d2h30m")
		       : NULL;
}

/* Names in the environment have no '=', environ(7). */
static const char *apply_env(struct request *request, enum option_id option, char *value)
{
	bool has_equals = strchr(value, '=') != NULL;

	if (option == OPTION_WHITELIST_ENV) {
		request->env_whitelist = value;
		return NULL;
	}
	if (option == OPTION_SETENV && (!has_equals || *value == '='))
		return "a variable is NAME=VALUE";
	if (option == OPTION_UNSETENV && (has_equals || !*value))
		return "a name is not empty and has no '='";
	/* There is always room: each edit stands in one word of argv, and its option was at least
	 * one word. */
	request->env_edits[request->env_edit_count++] = value;
	return NULL;
}

static const char *apply_time(struct request *request, enum option_id option, char *value)
{
	static const char form[] = "a time is like 500ms, 10s, 5m or 1h30m";
	bool is_timeout = option == OPTION_TIMEOUT;
	struct duration *time = is_timeout ? &request->timeout : &request->kill_after;

	if (*value == '-')
		return form;
	if (duration_parse(time, value) < 0)
		return bad_duration(form);
	return is_timeout && !time->seconds && !time->nanoseconds ? "a timeout is more than 0"
								  : NULL;
}

static const char *apply_fd(struct request *request, enum option_id option, char *value)
{
	uint64_t number;

	if (number_parse(&number, value, INT_MAX) < 0)
		return "a file descriptor is a number from 0 to 2147483647";
	if (option == OPTION_STATUS_FD) {
		request->status_fd = (int)number;
		return NULL;
	}
	if (request->kept_fd_count == KEPT_FDS_MAX)
		return "at most 32 file descriptors are kept";
	request->kept_fds[request->kept_fd_count++] = (int)number;
	return NULL;
}

static const char *apply_explain(struct request *request, enum option_id option, char *value)
{
	static const char *const names[] = {
		[EXPLAIN_TEXT] = "text",
		[EXPLAIN_JSON] = "json",
		[EXPLAIN_SH] = "sh",
		[EXPLAIN_C] = "c",
	};

	(void)option;
	request->action = ACTION_EXPLAIN;
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcmp(value ? value : "text", names[i]) == 0) {
			request->explain_form = (enum explain_form)i;
			return NULL;
		}
	}
	return "one of text, json, sh and c";
}

static const char *apply_check(struct request *request, enum option_id option, char *value)
{
	(void)option;
	request->action = ACTION_CHECK;
	request->wants_json = value && strcmp(value, "json") == 0;
	if (!value || request->wants_json || strcmp(value, "text") == 0)
		return NULL;
	return "either text or json";
}

static const char *apply_action(struct request *request, enum option_id option, char *value)
{
	(void)value;
	if (option == OPTION_LIST_OPTIONS)
		request->action = ACTION_LIST_OPTIONS;
	else
		request->action = option == OPTION_HELP ? ACTION_HELP : ACTION_VERSION;
	return NULL;
}

/* The rows stand in the order of the help. */
/* clang-format off */
const struct option_row option_table[OPTION_COUNT] = {
	[OPTION_MOUNT] = { .spelling = "--mount", .letter = 'm', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new mount namespace; nothing propagates out or in" },
	[OPTION_UTS] = { .spelling = "--uts", .letter = 'u', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new UTS namespace: hostname and domain name" },
	[OPTION_IPC] = { .spelling = "--ipc", .letter = 'i', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new IPC namespace: System V IPC, message queues" },
	[OPTION_NET] = { .spelling = "--net", .letter = 'n', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new network namespace: only lo, which is up",
		.unshare_help = "new network namespace: only lo, which is down" },
	[OPTION_PID] = { .spelling = "--pid", .letter = 'p', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new PID namespace; the command is PID 1 (--fork)",
		.unshare_help = "new PID namespace; first child PID 1, see --fork" },
	[OPTION_USER] = { .spelling = "--user", .letter = 'U', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new user namespace: ids and capabilities" },
	[OPTION_CGROUP] = { .spelling = "--cgroup", .letter = 'C', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new cgroup namespace: own root of the cgroup tree" },
	[OPTION_TIME] = { .spelling = "--time", .letter = 'T', .group = GROUP_NAMESPACES,
		.argument = ARG_OPTIONAL, .value_name = "FILE", .apply = apply_namespace,
		.help = "new time namespace: boot-time, monotonic clocks" },
	[OPTION_ALL] = { .spelling = "--all", .is_own = true, .letter = 'a', .group = GROUP_NAMESPACES,
		.help = "every kind of new namespace, and --map-root" },

	[OPTION_FORK] = { .spelling = "--fork", .letter = 'f', .group = GROUP_PROCESS,
		.help = "start the command as a child and wait for it" },
	[OPTION_NO_FORK] = { .spelling = "--no-fork", .is_own = true, .group = GROUP_PROCESS,
		.help = "start no second process, not even with --pid" },
	[OPTION_INIT] = { .spelling = "--init", .is_own = true, .group = GROUP_PROCESS,
		.help = "an init is PID 1, the command PID 2; needs --pid" },
	[OPTION_KILL_CHILD] = { .spelling = "--kill-child", .group = GROUP_PROCESS,
		.argument = ARG_OPTIONAL, .value_name = "SIG", .apply = apply_kill_child,
		.help = "if nsrun dies the command gets SIG (KILL)" },
	[OPTION_NO_KILL_CHILD] = { .spelling = "--no-kill-child", .is_own = true, .group = GROUP_PROCESS,
		.help = "leave the PID namespace alive if nsrun dies" },
	[OPTION_DIE_WITH_PARENT] = { .spelling = "--die-with-parent", .is_own = true,
		.group = GROUP_PROCESS,
		.help = "kill the command if nsrun's parent dies" },
	[OPTION_FORWARD_SIGNALS] = { .spelling = "--forward-signals", .group = GROUP_PROCESS,
		.help = "INT and TERM sent to nsrun reach the command" },
	[OPTION_TIMEOUT] = { .spelling = "--timeout", .is_own = true, .group = GROUP_PROCESS,
		.argument = ARG_REQUIRED, .value_name = "TIME", .apply = apply_time,
		.help = "end the PID namespace after TIME; status 124" },
	[OPTION_KILL_AFTER] = { .spelling = "--kill-after", .is_own = true, .group = GROUP_PROCESS,
		.argument = ARG_REQUIRED, .value_name = "TIME", .apply = apply_time,
		.help = "time from TERM to KILL at the --timeout (5s)" },
	[OPTION_NEW_SESSION] = { .spelling = "--new-session", .is_own = true, .group = GROUP_PROCESS,
		.help = "run the command in a new session, no terminal" },
	[OPTION_CLOSE_FDS] = { .spelling = "--close-fds", .is_own = true, .group = GROUP_PROCESS,
		.help = "close all file descriptors from 3 on" },
	[OPTION_KEEP_FD] = { .spelling = "--keep-fd", .is_own = true, .group = GROUP_PROCESS,
		.argument = ARG_REQUIRED, .value_name = "FD", .apply = apply_fd,
		.help = "do not close FD; needs --close-fds" },

	[OPTION_PROPAGATION] = { .spelling = "--propagation", .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "private|shared|slave|unchanged",
		.apply = apply_propagation,
		.help = "how mounts propagate out and in (private)" },
	[OPTION_ROOT] = { .spelling = "--root", .letter = 'R', .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "DIR", .apply = apply_folder,
		.help = "make DIR the root folder" },
	[OPTION_WD] = { .spelling = "--wd", .letter = 'w', .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "DIR", .apply = apply_folder,
		.help = "start the command in DIR, as seen inside" },
	[OPTION_MOUNT_PROC] = { .spelling = "--mount-proc", .group = GROUP_VIEW,
		.argument = ARG_OPTIONAL, .value_name = "DIR", .apply = apply_folder,
		.help = "mount a new proc on DIR (/proc); implies --mount" },
	[OPTION_MOUNT_BINFMT] = { .spelling = "--mount-binfmt", .group = GROUP_VIEW,
		.argument = ARG_OPTIONAL, .value_name = "DIR", .apply = apply_folder,
		.help = "mount a new binfmt_misc on DIR; implies --user" },
	[OPTION_LOAD_INTERP] = { .spelling = "--load-interp", .letter = 'l', .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "FORMAT", .apply = apply_interpreter,
		.help = "register FORMAT in a new binfmt_misc" },
	[OPTION_HOSTNAME] = { .spelling = "--hostname", .is_own = true, .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "NAME", .apply = apply_uts_name,
		.help = "set the hostname; implies --uts" },
	[OPTION_DOMAINNAME] = { .spelling = "--domainname", .is_own = true, .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "NAME", .apply = apply_uts_name,
		.help = "set the NIS domain name; implies --uts" },
	[OPTION_MONOTONIC] = { .spelling = "--monotonic", .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "OFFSET", .apply = apply_offset,
		.help = "add OFFSET to the monotonic clock; needs --time" },
	[OPTION_BOOTTIME] = { .spelling = "--boottime", .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "OFFSET", .apply = apply_offset,
		.help = "add OFFSET to the boot-time clock; needs --time" },

	[OPTION_NO_LOOPBACK] = { .spelling = "--no-loopback", .is_own = true, .group = GROUP_NETWORK,
		.help = "leave lo down; needs --net" },

	[OPTION_MAP_ROOT] = { .spelling = "--map-root", .letter = 'r', .group = GROUP_IDENTITY,
		.alias = "--map-root-user", .apply = apply_map_root,
		.help = "be root inside; implies --user" },
	[OPTION_MAP_CURRENT] = { .spelling = "--map-current", .letter = 'c', .group = GROUP_IDENTITY,
		.alias = "--map-current-user", .apply = apply_map_current,
		.help = "keep the ids inside; implies --user" },
	[OPTION_MAP_USER] = { .spelling = "--map-user", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "UID", .apply = apply_id,
		.help = "be UID inside; implies --user" },
	[OPTION_MAP_GROUP] = { .spelling = "--map-group", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "GID", .apply = apply_id,
		.help = "be GID inside; implies --user" },
	[OPTION_MAP_USERS] = { .spelling = "--map-users", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "RANGE|auto|subids|all",
		.apply = apply_map_ranges,
		.help = "map a RANGE of uids, INSIDE:OUTSIDE:COUNT" },
	[OPTION_MAP_GROUPS] = { .spelling = "--map-groups", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "RANGE|auto|subids|all",
		.apply = apply_map_ranges,
		.help = "map a RANGE of gids, INSIDE:OUTSIDE:COUNT" },
	[OPTION_MAP_AUTO] = { .spelling = "--map-auto", .group = GROUP_IDENTITY,
		.apply = apply_map_blocks,
		.help = "map the caller's sub-ids, from 0 on" },
	[OPTION_MAP_SUBIDS] = { .spelling = "--map-subids", .group = GROUP_IDENTITY,
		.apply = apply_map_blocks,
		.help = "map the caller's sub-ids to themselves" },
	[OPTION_OWNER] = { .spelling = "--owner", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "UID:GID", .apply = apply_owner,
		.help = "let UID:GID own the user namespace; implies --user" },
	[OPTION_SETGROUPS] = { .spelling = "--setgroups", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "allow|deny", .apply = apply_setgroups,
		.help = "allow or deny setgroups(2) inside; needs --user" },
	[OPTION_SETUID] = { .spelling = "--setuid", .letter = 'S', .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "UID", .apply = apply_id,
		.help = "run the command as UID, as known inside" },
	[OPTION_SETGID] = { .spelling = "--setgid", .letter = 'G', .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "GID", .apply = apply_id,
		.help = "run the command as GID, without other groups" },
	[OPTION_AS] = { .spelling = "--as", .is_own = true, .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "USER", .apply = apply_id,
		.help = "run the command as USER, with gid and groups" },
	[OPTION_KEEP_CAPS] = { .spelling = "--keep-caps", .group = GROUP_IDENTITY,
		.help = "keep the capabilities of the new user namespace" },

	[OPTION_CLEAR_ENV] = { .spelling = "--clear-env", .group = GROUP_IDENTITY,
		.help = "start from an empty environment" },
	[OPTION_WHITELIST_ENV] = { .spelling = "--whitelist-env", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "NAME,...", .apply = apply_env,
		.help = "names to keep; needs --clear-env" },
	[OPTION_SETENV] = { .spelling = "--setenv", .is_own = true, .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "NAME=VALUE", .apply = apply_env,
		.help = "set a variable of the environment" },
	[OPTION_UNSETENV] = { .spelling = "--unsetenv", .is_own = true, .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "NAME", .apply = apply_env,
		.help = "unset a variable of the environment" },

	[OPTION_EXPLAIN] = { .spelling = "--explain", .is_own = true, .group = GROUP_TELLING,
		.argument = ARG_OPTIONAL, .value_name = "text|json|sh|c", .apply = apply_explain,
		.help = "say what would be done and why; start nothing" },
	[OPTION_CHECK] = { .spelling = "--check", .is_own = true, .group = GROUP_TELLING,
		.argument = ARG_OPTIONAL, .value_name = "text|json", .apply = apply_check,
		.help = "try all but the command, tell of each step, undo" },
	[OPTION_TRACE] = { .spelling = "--trace", .is_own = true, .group = GROUP_TELLING,
		.help = "tell each step on stderr as it happens" },
	[OPTION_STATUS_FD] = { .spelling = "--status-fd", .is_own = true, .group = GROUP_TELLING,
		.argument = ARG_REQUIRED, .value_name = "FD", .apply = apply_fd,
		.help = "write the command's start and end to FD, in JSON" },
	[OPTION_LIST_OPTIONS] = { .spelling = "--list-options", .is_own = true, .group = GROUP_TELLING,
		.apply = apply_action,
		.help = "list the options for programs, a line each" },
	[OPTION_HELP] = { .spelling = "--help", .letter = 'h', .group = GROUP_TELLING,
		.apply = apply_action,
		.help = "print this help" },
	[OPTION_VERSION] = { .spelling = "--version", .letter = 'V', .group = GROUP_TELLING,
		.apply = apply_action,
		.help = "print the version" },
};
/* clang-format on */
