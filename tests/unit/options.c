/* The option table itself, and what is refused while a command line is read. */
#include "ask/options.h"

#include <stdio.h>
#include <string.h>

#include "base/namespaces.h"
#include "base/util.h"
#include "harness.h"
#include "tell/words.h"

#define BAD_TIME ": a time is like 500ms, 10s, 5m or 1h30m"
#define TOO_LONG ": it is more than 36500 days"
#define BAD_ID   ": an id is a decimal number from 0 to 4294967294, or a name"

/* A tab in a line stands for a blank inside a word. */
static const struct row {
	const char *name;
	const char *line;
	const char *expected;
} refused[] = {
	{ "unknown long option", "--bogus", "unknown option '--bogus'" },
	{ "unknown option with a value", "--bogus=1", "unknown option '--bogus=1'" },
	{ "unknown letter", "-pQ", "unknown option '-Q'" },
	{ "a letter that would drive the terminal", "-\033", "unknown option '-\\x1b'" },
	{ "a letter that is no ASCII", "-\377", "unknown option '-\\xff'" },
	{ "a long option without a name", "--=x", "unknown option '--=x'" },
	{ "a needed value missing behind a letter", "-pS", "--setuid needs a value: UID" },
	{ "ambiguous", "--map", "more than one option begins with '--map'" },
	{ "a needed value missing", "--hostname", "--hostname needs a value: NAME" },
	{ "a value where none is taken", "--fork=1", "--fork takes no value" },
	{ "--setgroups maybe", "-U --setgroups maybe",
	  "--setgroups cannot be 'maybe': either allow or deny" },
	{ "--setgroups empty", "--setgroups=", "--setgroups cannot be '': either allow or deny" },
	{ "--explain=html", "--explain=html",
	  "--explain cannot be 'html': one of text, json, sh and c" },
	{ "--check=c", "--check=c", "--check cannot be 'c': either text or json" },
	{ "id -1", "--map-user -1", "--map-user cannot be '-1'" BAD_ID },
	{ "id +1", "--map-user +1", "--map-user cannot be '+1'" BAD_ID },
	{ "id empty", "--map-group=", "--map-group cannot be ''" BAD_ID },
	{ "id with a leading blank", "--map-user=\t1", "--map-user cannot be '\\t1'" BAD_ID },
	{ "hostname of 0 bytes",
	  "--hostname=", "--hostname cannot be '': a name has 1 to 64 bytes" },
	{ "hostname of 65 bytes",
	  "--hostname=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	  "--hostname cannot be "
	  "'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa': "
	  "a name has 1 to 64 bytes" },
	{ "an empty range", "--map-users 0:0:0",
	  "--map-users cannot be '0:0:0': a range has at least one id" },
	{ "ranges that overlap", "--map-users 0:5:3 --map-users 2:9:1",
	  "--map-users cannot be '2:9:1': it overlaps another range inside" },
	{ "a range of 2^32", "--map-groups 0:4294967296:1",
	  "--map-groups cannot be '0:4294967296:1': an id is a decimal number from 0 to "
	  "4294967294, a "
	  "count one from 1 to 4294967295" },
	{ "--setenv without =", "--setenv A", "--setenv cannot be 'A': a variable is NAME=VALUE" },
	{ "--setenv without a name", "--setenv =1",
	  "--setenv cannot be '=1': a variable is NAME=VALUE" },
	{ "--unsetenv with =", "--unsetenv A=1",
	  "--unsetenv cannot be 'A=1': a name is not empty and has no '='" },
	{ "--net with an empty file", "--net=", "--net cannot be '': the name of a file is empty" },
	{ "--propagation bogus", "-m --propagation bogus",
	  "--propagation cannot be 'bogus': one of private, shared, slave and unchanged" },
	{ "--kill-child=FOO", "--kill-child=FOO", "--kill-child cannot be 'FOO': no such signal" },
	{ "--kill-child=0", "--kill-child=0", "--kill-child cannot be '0': no such signal" },
	{ "--kill-child=65", "--kill-child=65", "--kill-child cannot be '65': no such signal" },
	{ "--root empty", "--root=", "--root cannot be '': the name of a folder is empty" },
	{ "--wd empty", "--wd=", "--wd cannot be '': the name of a folder is empty" },
	{ "--boottime 5x", "-T --boottime 5x",
	  "--boottime cannot be '5x': an offset is like -5, 1.5, 500ms or 1d2h30m" },
	{ "--timeout 0", "-p --timeout 0 true",
	  "--timeout cannot be '0': a timeout is more than 0" },
	{ "--timeout 0.0s", "--timeout 0.0s",
	  "--timeout cannot be '0.0s': a timeout is more than 0" },
	{ "--timeout -1", "--timeout -1", "--timeout cannot be '-1'" BAD_TIME },
	{ "--timeout 5x", "--timeout=5x", "--timeout cannot be '5x'" BAD_TIME },
	{ "--timeout of nothing", "--timeout=", "--timeout cannot be ''" BAD_TIME },
	{ "--timeout that overflows", "--timeout 99999999999999999999s",
	  "--timeout cannot be '99999999999999999999s'" TOO_LONG },
	{ "--boottime too large, not malformed", "-T --boottime=9000000000",
	  "--boottime cannot be '9000000000'" TOO_LONG },
	{ "--monotonic too large, below 0", "-T --monotonic=-9000000000",
	  "--monotonic cannot be '-9000000000'" TOO_LONG },
	{ "--kill-after too large, in two parts", "--kill-after=36500d1s",
	  "--kill-after cannot be '36500d1s'" TOO_LONG },
	{ "--boottime too large and malformed: that is worse", "-T --boottime=9000000000d5x",
	  "--boottime cannot be '9000000000d5x': an offset is like -5, 1.5, 500ms or 1d2h30m" },
	{ "--timeout too fine, not malformed", "--timeout=0.0000000001",
	  "--timeout cannot be '0.0000000001': it is finer than a nanosecond" },
	{ "--kill-after -0.1", "--kill-after -0.1", "--kill-after cannot be '-0.1'" BAD_TIME },
	{ "--keep-fd -1", "--keep-fd -1",
	  "--keep-fd cannot be '-1': a file descriptor is a number from 0 to 2147483647" },
	{ "--keep-fd 2^31", "--keep-fd 2147483648",
	  "--keep-fd cannot be '2147483648': a file descriptor is a number from 0 to 2147483647" },
	{ "--status-fd x", "--status-fd x",
	  "--status-fd cannot be 'x': a file descriptor is a number from 0 to 2147483647" },
	{ "--mount-proc with an empty folder",
	  "--mount-proc=", "--mount-proc cannot be '': the name of a folder is empty" },
};

static void line_is_refused(void **state)
{
	const struct row *row = *state;
	char line[256], *argv[HARNESS_WORDS_MAX];
	struct text text = harness_text();
	struct request request;
	struct problem why;
	int argc;

	strncpy(line, row->line, sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	argc = harness_split(argv, line);
	assert_int_equal(options_parse(&request, argc, argv, &why), -1);
	problem_describe(&text, &why);
	assert_string_equal(harness_text_read(&text), row->expected);
}

/* What was meant: each suggestion, and beside it what is too far away for one. */
static const struct suggestion {
	const char *name;
	const char *line;
	const char *expected;
	bool is_unshare;
} suggestions[] = {
	{ "an ambiguous beginning lists what begins so", "--map-u",
	  "it may be --map-user, --map-users" },
	{ "an ambiguous beginning with a value", "--map-u=5", "it may be --map-user, --map-users" },
	{ "an ambiguous beginning of one name and another's alias", "--map-root-userx",
	  "did you mean --map-root-user?" },
	{ "as unshare, nsrun's own are no candidates", "--mou --ki --set",
	  "it may be --mount, --mount-proc, --mount-binfmt", true },
	{ "a letter is missing", "--timout=5", "did you mean --timeout?" },
	{ "a letter too many", "--hosttname=x", "did you mean --hostname?" },
	{ "another letter", "--nat", "did you mean --net?" },
	{ "two letters have changed places", "--mount-porc", "did you mean --mount-proc?" },
	{ "the first letter", "--ropagation=slave", "did you mean --propagation?" },
	{ "another separator, and a letter too few", "--no_kil-child",
	  "did you mean --no-kill-child?" },
	{ "the alias", "--map-curent-user", "did you mean --map-current-user?" },
	{ "two that are as near", "--map-userx", "did you mean --map-user, --map-users?" },
	{ "two letters of five are too many", "--bogus", "" },
	{ "two letters of three are too many", "--nxx", "" },
	{ "one letter is like nothing", "--x", "" },
	{ "no name", "--=x", "" },
	{ "longer than all names", "--timeouttimeouttimeouttimeouttimeouttimeouttimeout", "" },
	{ "one dash in front of a long option", "-mount-proc",
	  "a long option has two dashes: --mount-proc" },
	{ "one dash in front of a long option, with a value", "-hostname=x",
	  "a long option has two dashes: --hostname" },
	{ "letters that are no long option", "-pQ", "" },
	{ "as unshare, an option of nsrun's own", "--timeout=5",
	  "--timeout is nsrun's own; under the name unshare it has unshare's options alone", true },
	{ "as unshare, near to an option of nsrun's own", "--timout=5", "", true },
	{ "as unshare, near to one of its own", "--mount-porc", "did you mean --mount-proc?",
	  true },
};

static void option_is_suggested(void **state)
{
	const struct suggestion *row = *state;
	char line[256], unshare[] = "unshare", *argv[HARNESS_WORDS_MAX];
	struct text text = harness_text();
	struct request request;
	struct problem why;
	int argc;

	strncpy(line, row->line, sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	argc = harness_split(argv, line);
	if (row->is_unshare)
		argv[0] = unshare;
	assert_int_equal(options_parse(&request, argc, argv, &why), -1);
	problem_add_hint(&text, &request, &why);
	assert_string_equal(harness_text_read(&text), row->expected);
}

static void parse(struct request *request, const char *of)
{
	static char line[256], *argv[HARNESS_WORDS_MAX];
	struct problem why;
	int argc;

	strncpy(line, of, sizeof(line) - 1);
	argc = harness_split(argv, line);
	assert_int_equal(options_parse(request, argc, argv, &why), 0);
}

static void the_largest_id_is_taken(void **state)
{
	struct request request;

	(void)state;
	parse(&request, "--map-user 4294967294 true");
	assert_int_equal(request.map_user.number, 4294967294u);
	assert_int_equal(request.map_user.cause, OPTION_MAP_USER);
	assert_int_equal(request.map_group.cause, OPTION_NONE);
}

/* What is no id in 32 bits can only be a name; host_probe finds that it is none. */
static const struct id_row {
	const char *name;
	const char *value;
	int form; /* -1: it is refused as unshare, where digits are no name */
	uint32_t number;
} ids[] = {
	{ "digits are a name, or else a number", "80025037", ID_DIGITS, 80025037 },
	{ "id 0", "0", ID_DIGITS, 0 },
	{ "id with leading zeros", "007", ID_DIGITS, 7 },
	{ "the largest id", "4294967294", ID_DIGITS, 4294967294 },
	{ "id -1 as 2^32-1: no id, to the kernel", "4294967295", -1, 0 },
	{ "id 2^32: root, to the kernel", "4294967296", -1, 0 },
	{ "id past 64 bits", "18446744073709551616", -1, 0 },
	{ "id 0x10", "0x10", -1, 0 },
	{ "id 1e3", "1e3", -1, 0 },
	{ "id with a trailing blank", "1 ", -1, 0 },
	{ "a name that begins with a digit", "7zip", -1, 0 },
	{ "a name", "daemon", ID_NAME, 0 },
	{ "a name that begins with _", "_apt", ID_NAME, 0 },
	{ "a name that is not ASCII", "\303\266sterreich", ID_NAME, 0 },
};

static void id_is_read(void **state)
{
	const struct id_row *row = *state;
	char nsrun[] = "nsrun", unshare[] = "unshare", option[] = "-S", value[64];
	struct request request;
	struct problem why;

	strcpy(value, row->value);
	assert_int_equal(options_parse(&request, 3, (char *[]){ nsrun, option, value, NULL }, &why),
			 0);
	assert_int_equal(request.setuid.form, row->form < 0 ? ID_NAME : row->form);
	assert_string_equal(request.setuid.name, row->value);
	assert_int_equal(request.setuid.number, row->number);
	assert_int_equal(
		options_parse(&request, 3, (char *[]){ unshare, option, value, NULL }, &why),
		row->form < 0 ? -1 : 0);
	if (row->form >= 0)
		assert_int_equal(request.setuid.form, row->form == ID_DIGITS ? ID_NUMBER : ID_NAME);
}

static void a_value_stays_with_its_equals_sign(void **state)
{
	struct request request;

	(void)state;
	parse(&request, "--mount-proc /x");
	assert_string_equal(request.proc_dir, "/proc");
	assert_string_equal(request.command[0], "/x");
	parse(&request, "--mount-proc=/x true");
	assert_string_equal(request.proc_dir, "/x");
}

static void aliases_and_beginnings_are_understood(void **state)
{
	struct request request;

	(void)state;
	parse(&request, "--map-root-user true");
	assert_true(request.given[OPTION_MAP_ROOT]);
	parse(&request, "--map-current-user true");
	assert_true(request.given[OPTION_MAP_CURRENT]);
	parse(&request, "--map-r true");
	assert_true(request.given[OPTION_MAP_ROOT]);
	parse(&request, "--map-root-u true");
	assert_true(request.given[OPTION_MAP_ROOT]);
	parse(&request, "-pS5 -G 6 true");
	assert_true(request.given[OPTION_PID]);
	assert_int_equal(request.setuid.number, 5);
	assert_int_equal(request.setgid.number, 6);
	parse(&request, "- -p");
	assert_string_equal(request.command[0], "-");
	parse(&request, "--mount-p true");
	assert_true(request.given[OPTION_MOUNT_PROC]);
	assert_false(request.given[OPTION_MOUNT]);
}

static void a_check_alone_is_about_the_host(void **state)
{
	static const struct {
		const char *line;
		enum action action;
	} lines[] = {
		{ "--check", ACTION_CHECK_KINDS },
		{ "--check=json --", ACTION_CHECK_KINDS },
		{ "--check --check", ACTION_CHECK_KINDS },
		{ "--check true", ACTION_CHECK },
		{ "--check -p", ACTION_CHECK },
		{ "-r --check", ACTION_CHECK },
		{ "--explain --check", ACTION_CHECK_KINDS },
		{ "--check --explain", ACTION_EXPLAIN },
		{ "--check --help", ACTION_HELP },
		{ "--help --check", ACTION_CHECK_KINDS },
		{ "--version --list-options --check", ACTION_CHECK_KINDS },
		{ "--trace --check", ACTION_CHECK },
	};
	struct request request;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		parse(&request, lines[i].line);
		assert_int_equal(request.action, lines[i].action);
	}
	parse(&request, "--check=json --check");
	assert_false(request.wants_json);
	parse(&request, "--check --check=json");
	assert_true(request.wants_json);
}

/* As the manual says it. Any other option stands beside them. */
static void of_what_is_to_be_told_the_last_is_obeyed(void **state)
{
	static const struct {
		const char *option;
		enum action action;
	} options[] = {
		{ "--explain", ACTION_EXPLAIN },           { "--check", ACTION_CHECK },
		{ "--list-options", ACTION_LIST_OPTIONS }, { "--help", ACTION_HELP },
		{ "--version", ACTION_VERSION },
	};
	struct request request;
	char line[64];

	(void)state;
	for (size_t i = 0; i < COUNT(options); i++) {
		for (size_t other = 0; other < COUNT(options); other++) {
			snprintf(line, sizeof(line), "%s %s --trace true", options[other].option,
				 options[i].option);
			parse(&request, line);
			assert_int_equal(request.action, options[i].action);
			assert_true(request.given[OPTION_TRACE]);
		}
	}
}

static void no_argument_at_all(void **state)
{
	char *argv[] = { NULL };
	struct request request;
	struct problem why;

	(void)state;
	assert_int_equal(options_parse(&request, 0, argv, &why), -1);
	assert_int_equal(why.kind, PROBLEM_HOST);
}

static void every_option_has_a_row(void **state)
{
	(void)state;
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		assert_non_null(options_spelling(option));
		assert_memory_equal(options_spelling(option), "--", 2);
		for (enum option_id other = OPTION_NONE + 1; other < option; other++)
			assert_string_not_equal(options_spelling(option), options_spelling(other));
	}
}

static void namespace_options_stand_in_the_order_of_the_kinds(void **state)
{
	static const char *const spellings[NAMESPACE_KINDS] = {
		[NAMESPACE_MOUNT] = "--mount",   [NAMESPACE_UTS] = "--uts",
		[NAMESPACE_IPC] = "--ipc",       [NAMESPACE_NET] = "--net",
		[NAMESPACE_PID] = "--pid",       [NAMESPACE_USER] = "--user",
		[NAMESPACE_CGROUP] = "--cgroup", [NAMESPACE_TIME] = "--time",
	};

	(void)state;
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		assert_string_equal(options_spelling(namespace_option(kind)), spellings[kind]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_largest_id_is_taken),
		cmocka_unit_test(a_value_stays_with_its_equals_sign),
		cmocka_unit_test(aliases_and_beginnings_are_understood),
		cmocka_unit_test(a_check_alone_is_about_the_host),
		cmocka_unit_test(of_what_is_to_be_told_the_last_is_obeyed),
		cmocka_unit_test(no_argument_at_all),
		cmocka_unit_test(every_option_has_a_row),
		cmocka_unit_test(namespace_options_stand_in_the_order_of_the_kinds),
	};
	int failures = HARNESS_ROWS(line_is_refused, refused) + HARNESS_ROWS(id_is_read, ids) +
		       HARNESS_ROWS(option_is_suggested, suggestions);

	return failures + cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
