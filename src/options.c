/* The command line: one table, and what reads it. */
#include "options.h"

#include <getopt.h>
#include <stddef.h>
#include <string.h>

#include "namespaces.h"
#include "util.h"

/* In getopt_long(3)'s numbers. */
enum argument {
	ARG_NONE = no_argument,
	ARG_REQUIRED = required_argument,
	ARG_OPTIONAL = optional_argument
};

enum group {
	GROUP_NAMESPACES,
	GROUP_PROCESS,
	GROUP_VIEW,
	GROUP_NETWORK,
	GROUP_IDENTITY,
	GROUP_TELLING,
	GROUPS
};

static const char *const group_titles[GROUPS] = {
	[GROUP_NAMESPACES] = "New namespaces",
	[GROUP_PROCESS] = "Process",
	[GROUP_VIEW] = "What the command sees",
	[GROUP_NETWORK] = "Network",
	[GROUP_IDENTITY] = "Identity, in a new user namespace",
	[GROUP_TELLING] = "Telling",
};

/*
 * A row says everything about an option. apply records its value (NULL where none was given) and
 * returns NULL, or why the value is refused; without it, that the option was given is all there
 * is to record.
 */
struct row {
	const char *spelling;
	const char *alias; /* a second long name, as unshare(1) has it */
	const char *value_name;
	const char *help;
	const char *(*apply)(struct request *request, const char *value);
	char letter;
	enum argument argument;
	enum group group;
};

static const char bad_id[] = "an id is a decimal number from 0 to 4294967294, or a name";

/* Reads "1000", or takes it for a name where it cannot have been meant as a number. */
static const char *choose_id(struct id_choice *choice, enum option_id cause, const char *value)
{
	uint64_t number = 0;
	bool is_name = *value == '_' || (*value >= 'a' && *value <= 'z') ||
		       (*value >= 'A' && *value <= 'Z');

	if (!is_name && number_parse(&number, value, ID_MAX) < 0)
		return bad_id;
	*choice = (struct id_choice){ .cause = cause,
				      .form = is_name ? ID_NAME : ID_NUMBER,
				      .number = (uint32_t)number,
				      .name = value };
	return NULL;
}

static const char *apply_map_root(struct request *request, const char *value)
{
	(void)value;
	request->map_user = (struct id_choice){ .cause = OPTION_MAP_ROOT, .form = ID_NUMBER };
	request->map_group = request->map_user;
	return NULL;
}

static const char *apply_map_current(struct request *request, const char *value)
{
	(void)value;
	request->map_user = (struct id_choice){ .cause = OPTION_MAP_CURRENT, .form = ID_CURRENT };
	request->map_group = request->map_user;
	return NULL;
}

static const char *apply_map_user(struct request *request, const char *value)
{
	return choose_id(&request->map_user, OPTION_MAP_USER, value);
}

static const char *apply_map_group(struct request *request, const char *value)
{
	return choose_id(&request->map_group, OPTION_MAP_GROUP, value);
}

static const char *apply_setgroups(struct request *request, const char *value)
{
	request->setgroups_allow = strcmp(value, "allow") == 0;
	if (!request->setgroups_allow && strcmp(value, "deny") != 0)
		return "either allow or deny";
	return NULL;
}

static const char *apply_mount_proc(struct request *request, const char *value)
{
	request->proc_dir = value ? value : "/proc";
	return *request->proc_dir ? NULL : "the name of a folder is empty";
}

/* uts_namespaces(7): __NEW_UTS_LEN is 64. */
static const char *check_host_name(const char *value)
{
	return *value && strlen(value) <= 64 ? NULL : "a name has 1 to 64 bytes";
}

static const char *apply_hostname(struct request *request, const char *value)
{
	request->hostname = value;
	return check_host_name(value);
}

static const char *apply_domainname(struct request *request, const char *value)
{
	request->domainname = value;
	return check_host_name(value);
}

static const char *apply_explain(struct request *request, const char *value)
{
	request->action = ACTION_EXPLAIN;
	return value && strcmp(value, "text") != 0 ? "the one form is text" : NULL;
}

static const char *apply_list_options(struct request *request, const char *value)
{
	(void)value;
	request->action = ACTION_LIST_OPTIONS;
	return NULL;
}

static const char *apply_help(struct request *request, const char *value)
{
	(void)value;
	request->action = ACTION_HELP;
	return NULL;
}

static const char *apply_version(struct request *request, const char *value)
{
	(void)value;
	request->action = ACTION_VERSION;
	return NULL;
}

/* The rows stand in the order of the help. */
/* clang-format off */
static const struct row table[OPTION_COUNT] = {
	[OPTION_MOUNT] = { .spelling = "--mount", .letter = 'm', .group = GROUP_NAMESPACES,
		.help = "mount points; nothing propagates out or in" },
	[OPTION_UTS] = { .spelling = "--uts", .letter = 'u', .group = GROUP_NAMESPACES,
		.help = "hostname and domain name" },
	[OPTION_IPC] = { .spelling = "--ipc", .letter = 'i', .group = GROUP_NAMESPACES,
		.help = "System V IPC and POSIX message queues" },
	[OPTION_NET] = { .spelling = "--net", .letter = 'n', .group = GROUP_NAMESPACES,
		.help = "network: nothing but lo, which is up" },
	[OPTION_PID] = { .spelling = "--pid", .letter = 'p', .group = GROUP_NAMESPACES,
		.help = "process ids; implies --fork, the command is PID 1" },
	[OPTION_USER] = { .spelling = "--user", .letter = 'U', .group = GROUP_NAMESPACES,
		.help = "user and group ids, capabilities" },
	[OPTION_CGROUP] = { .spelling = "--cgroup", .letter = 'C', .group = GROUP_NAMESPACES,
		.help = "the root of the cgroup tree" },
	[OPTION_TIME] = { .spelling = "--time", .letter = 'T', .group = GROUP_NAMESPACES,
		.help = "the boot-time and monotonic clocks" },
	[OPTION_ALL] = { .spelling = "--all", .letter = 'a', .group = GROUP_NAMESPACES,
		.help = "every kind this kernel has, and --map-root" },

	[OPTION_FORK] = { .spelling = "--fork", .letter = 'f', .group = GROUP_PROCESS,
		.help = "start the command as a child and wait for it" },
	[OPTION_NO_FORK] = { .spelling = "--no-fork", .group = GROUP_PROCESS,
		.help = "the command takes nsrun's place, with --pid too" },

	[OPTION_MOUNT_PROC] = { .spelling = "--mount-proc", .group = GROUP_VIEW,
		.argument = ARG_OPTIONAL, .value_name = "DIR", .apply = apply_mount_proc,
		.help = "mount a new proc on DIR (/proc); implies --mount" },
	[OPTION_HOSTNAME] = { .spelling = "--hostname", .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "NAME", .apply = apply_hostname,
		.help = "set the hostname; implies --uts" },
	[OPTION_DOMAINNAME] = { .spelling = "--domainname", .group = GROUP_VIEW,
		.argument = ARG_REQUIRED, .value_name = "NAME", .apply = apply_domainname,
		.help = "set the NIS domain name; implies --uts" },

	[OPTION_NO_LOOPBACK] = { .spelling = "--no-loopback", .group = GROUP_NETWORK,
		.help = "leave lo down" },

	[OPTION_MAP_ROOT] = { .spelling = "--map-root", .letter = 'r', .group = GROUP_IDENTITY,
		.alias = "--map-root-user", .apply = apply_map_root,
		.help = "be root inside; implies --user" },
	[OPTION_MAP_CURRENT] = { .spelling = "--map-current", .letter = 'c', .group = GROUP_IDENTITY,
		.alias = "--map-current-user", .apply = apply_map_current,
		.help = "keep the ids inside; implies --user" },
	[OPTION_MAP_USER] = { .spelling = "--map-user", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "UID", .apply = apply_map_user,
		.help = "be UID inside; implies --user" },
	[OPTION_MAP_GROUP] = { .spelling = "--map-group", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "GID", .apply = apply_map_group,
		.help = "be GID inside; implies --user" },
	[OPTION_SETGROUPS] = { .spelling = "--setgroups", .group = GROUP_IDENTITY,
		.argument = ARG_REQUIRED, .value_name = "allow|deny", .apply = apply_setgroups,
		.help = "setgroups(2) inside; deny with a group map" },

	[OPTION_EXPLAIN] = { .spelling = "--explain", .group = GROUP_TELLING,
		.argument = ARG_OPTIONAL, .value_name = "text", .apply = apply_explain,
		.help = "say what would be done and why; start nothing" },
	[OPTION_LIST_OPTIONS] = { .spelling = "--list-options", .group = GROUP_TELLING,
		.apply = apply_list_options,
		.help = "list the options for programs, a line each" },
	[OPTION_HELP] = { .spelling = "--help", .letter = 'h', .group = GROUP_TELLING,
		.apply = apply_help,
		.help = "print this help" },
	[OPTION_VERSION] = { .spelling = "--version", .letter = 'V', .group = GROUP_TELLING,
		.apply = apply_version,
		.help = "print the version" },
};
/* clang-format on */

const char *options_spelling(enum option_id option)
{
	return table[option].spelling;
}

const char *options_value_name(enum option_id option)
{
	return table[option].value_name;
}

/* What getopt_long(3) is told, made from the table. A long option's val is LONG + its index. */
enum { LONG = 256 };

struct getopt_input {
	char letters[OPTION_COUNT + 3];
	struct option names[2 * OPTION_COUNT + 1];
};

static void add_name(struct getopt_input *input, size_t *count, const char *spelling,
		     enum option_id option)
{
	input->names[(*count)++] = (struct option){ .name = spelling + 2,
						    .has_arg = (int)table[option].argument,
						    .val = LONG + (int)option };
}

static void make_getopt_input(struct getopt_input *input)
{
	size_t letters = 0, names = 0;

	/* '+': stop at the first word that is no option; ':': tell a missing value apart. */
	input->letters[letters++] = '+';
	input->letters[letters++] = ':';
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		if (table[option].letter)
			input->letters[letters++] = table[option].letter;
		add_name(input, &names, table[option].spelling, option);
		if (table[option].alias)
			add_name(input, &names, table[option].alias, option);
	}
	input->letters[letters] = '\0';
	input->names[names] = (struct option){ .name = NULL };
}

static enum option_id find(int val)
{
	if (val >= LONG)
		return (enum option_id)(val - LONG);
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (table[option].letter == val)
			return option;
	return OPTION_NONE;
}

/* Whether more than one long name begins as word does. */
static bool is_ambiguous(const struct getopt_input *input, const char *word)
{
	size_t length = strcspn(word += 2, "="), matches = 0;

	for (const struct option *name = input->names; name->name; name++)
		matches += strncmp(name->name, word, length) == 0;
	return matches > 1;
}

/* What getopt_long(3) means by '?' or ':'; word is the one that it stopped at. */
static struct problem getopt_problem(const struct getopt_input *input, int answer, const char *word)
{
	enum option_id option = find(optopt);

	if (answer == ':')
		return (struct problem){ .kind = PROBLEM_VALUE_MISSING, .option = option };
	if (optopt >= LONG)
		return (struct problem){ .kind = PROBLEM_VALUE_UNWANTED, .option = option };
	if (optopt)
		return (struct problem){ .kind = PROBLEM_UNKNOWN_OPTION, .letter = (char)optopt };
	return (struct problem){ .kind = is_ambiguous(input, word) ? PROBLEM_AMBIGUOUS_OPTION
								   : PROBLEM_UNKNOWN_OPTION,
				 .value = word };
}

int options_parse(struct request *request, int argc, char **argv, struct problem *why)
{
	struct getopt_input input;
	int answer;

	*request = (struct request){ .action = ACTION_RUN };
	/* Linux 5.18 puts an empty word where a caller gives none. */
	if (argc < 1 || !*argv[0]) {
		*why = (struct problem){ .kind = PROBLEM_HOST,
					 .reason = "it was started without a name as argv[0]" };
		return -1;
	}
	make_getopt_input(&input);
	opterr = 0;
	while ((answer = getopt_long(argc, argv, input.letters, input.names, NULL)) != -1) {
		enum option_id option = find(answer);
		const char *reason = NULL;

		if (answer == '?' || answer == ':') {
			*why = getopt_problem(&input, answer, argv[optind - 1]);
			return -1;
		}
		request->given[option] = true;
		if (table[option].apply)
			reason = table[option].apply(request, optarg);
		if (reason) {
			*why = (struct problem){ .kind = PROBLEM_VALUE_INVALID,
						 .option = option,
						 .value = optarg,
						 .reason = reason };
			return -1;
		}
	}
	request->command = argv + optind;
	return 0;
}

static size_t add_counted(struct text *text, const char *string)
{
	text_add(text, string);
	return strlen(string);
}

static void pad(struct text *text, size_t width, size_t column)
{
	while (width++ < column)
		text_add(text, " ");
}

/* "  -p, --pid                process ids; implies --fork, the command is PID 1" */
static void add_help_line(struct text *text, const struct row *row)
{
	enum { HELP_COLUMN = 29 };
	size_t width = 6;

	if (row->letter)
		text_add(text, (const char[]){ ' ', ' ', '-', row->letter, ',', ' ', '\0' });
	else
		text_add(text, "      ");
	width += add_counted(text, row->spelling);
	if (row->argument == ARG_OPTIONAL)
		width += add_counted(text, "[");
	if (row->value_name) {
		width += add_counted(text, "=");
		width += add_counted(text, row->value_name);
	}
	if (row->argument == ARG_OPTIONAL)
		width += add_counted(text, "]");
	pad(text, width, HELP_COLUMN);
	text_add(text, " ");
	text_add(text, row->help);
	text_add(text, "\n");
}

void options_help(struct text *text)
{
	text_add(text, "Usage: nsrun [options] [--] [command [argument...]]\n"
		       "Run a command, or a login shell, in new Linux namespaces.\n");
	for (enum group group = 0; group < GROUPS; group++) {
		text_add(text, "\n");
		text_add(text, group_titles[group]);
		text_add(text, ":\n");
		for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
			if (table[option].group == group)
				add_help_line(text, &table[option]);
	}
	text_add(text,
		 "\nExamples:\n"
		 "  nsrun -pmuf --mount-proc bash             as root\n"
		 "  nsrun --map-root -pmuf --mount-proc bash  as anyone\n"
		 "  nsrun --explain -n true                   what would happen, and why\n"
		 "\nThe status is the command's; 125: nsrun failed, 126: the command cannot be\n"
		 "run, 127: it was not found. See nsrun(1).\n");
}

static void add_list_line(struct text *text, const char *spelling, const struct row *row)
{
	static const char *const arguments[] = {
		[ARG_NONE] = "none", [ARG_OPTIONAL] = "optional", [ARG_REQUIRED] = "required"
	};

	text_add(text, spelling);
	text_add(text, "\t");
	text_add(text, row->letter ? (const char[]){ '-', row->letter, '\0' } : "");
	text_add(text, "\t");
	text_add(text, arguments[row->argument]);
	text_add(text, "\t");
	text_add(text, row->value_name ? row->value_name : "");
	text_add(text, "\t");
	text_add(text, row->help);
	text_add(text, "\n");
}

void options_list(struct text *text)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		add_list_line(text, table[option].spelling, &table[option]);
		if (table[option].alias)
			add_list_line(text, table[option].alias, &table[option]);
	}
}
