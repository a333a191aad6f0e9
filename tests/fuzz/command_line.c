/*
 * Makes a plan of any command line, and prints it in every form of --explain. No namespace is made
 * and no command is run.
 *
 * The first byte of the input says what the host is like. The words of the command line follow,
 * each on a line of its own. A byte of 1 in a word stands for a newline.
 *
 * If $PROGRAMS names a folder, the C program and the sh script of each plan are written there.
 */
#include <ctype.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ask/options.h"
#include "plan/plan.h"
#include "tell/explain.h"
#include "tell/words.h"

enum { WORDS_MAX = 64, INPUT_MAX = 4096, OUTPUT_MAX = 1 << 20 };

static void require(bool holds, const char *promise)
{
	if (holds)
		return;
	(void)!write(STDERR_FILENO, promise, strlen(promise));
	abort();
}

static void choose_host(struct host *host, unsigned bits)
{
	static const uint32_t groups[] = { 42, 7 };
	bool is_root = bits & 1;

	*host = (struct host){ .uid = is_root ? 0 : 1000,
			       .gid = is_root ? 0 : 1000,
			       .can_setuid = is_root,
			       .can_setgid = is_root || bits & 64,
			       .exec_enters_time = bits & 2,
			       .has_inheritable = bits & 4,
			       .has_groups = bits & 8,
			       .is_listener = bits & 16,
			       .listened = bits & 16 ? 2 : 0,
			       .jobserver_fds = { 7, 8 },
			       .jobserver_fd_count = bits & 32 ? 2 : 0,
			       .kinds = bits & 128 ? 0xff : 0x3f,
			       .map_user = { 101 },
			       .map_group = { 42 },
			       .owner_user = { 101 },
			       .owner_group = { 42 },
			       .setuid = { 101 },
			       .setgid = { 42 },
			       .as = { 101, 42, groups, 2 },
			       .subuids = { 0, 200000, 65536 },
			       .subgids = { 0, 300000, 65536 },
			       .all_uids = { 2, { { 0, 0, 100 }, { 200, 200, 100 } } },
			       .all_gids = { 1, { { 0, 0, 4294967295u } } },
			       .shell = "/bin/bash",
			       .shell_argv0 = "-bash" };
	host->shell_argv[0] = host->shell_argv0;
}

/* Splits the words in place; there is room for a NUL behind them. Returns how many there are. */
static int split(char *argv[WORDS_MAX], char *words)
{
	static char name[] = "nsrun";
	int argc = 0;

	argv[argc++] = name;
	for (char *word = strtok(words, "\n"); word && argc < WORDS_MAX - 1;
	     word = strtok(NULL, "\n")) {
		for (char *byte = word; (byte = strchr(byte, 1));)
			*byte = '\n';
		argv[argc++] = word;
	}
	argv[argc] = NULL;
	return argc;
}

/* What tell prints of the plan, ended by NUL and in static storage. */
static const char *printed(void (*tell)(struct text *, const struct plan *),
			   const struct plan *plan)
{
	static char output[OUTPUT_MAX];
	struct text text = { .fd = memfd_create("printed", MFD_CLOEXEC) };
	ssize_t length;

	tell(&text, plan);
	require(text_flush(&text) == 0, "what is printed is written\n");
	length = pread(text.fd, output, sizeof(output) - 1, 0);
	close(text.fd);
	require(length > 0, "something is printed\n");
	output[length] = '\0';
	return output;
}

static void check_json(const struct plan *plan)
{
	json_t *json = json_loads(printed(explain_json, plan), JSON_REJECT_DUPLICATES, NULL);

	require(json != NULL, "JSON parses back\n");
	require(json_array_size(json_object_get(json, "steps")) == plan->count,
		"JSON has every step\n");
	json_decref(json);
}

/* Skips a string, a character or a comment of C. Returns where it ends, NULL where it does not. */
static const char *skip_opaque(const char *c)
{
	char quote = *c;

	if (*c == '/')
		return (c = strstr(c + 2, "*/")) ? c + 1 : NULL;
	for (c++; *c && *c != quote; c++) {
		require(*c != '\n', "a string of C ends on its line\n");
		c += *c == '\\';
	}
	return *c ? c : NULL;
}

/* Checks that no string of the user's can end its literal or comment in the C program: what begins
 * must end, and brackets must match. tests/fuzz/fuzz.sh compiles some programs as well. */
static void check_c(const struct plan *plan)
{
	int depth = 0;

	for (const char *c = printed(explain_c, plan); *c; c++) {
		require((isprint((unsigned char)*c) || isspace((unsigned char)*c)) && *c != '\v',
			"a program in C is ASCII\n");
		require(strncmp(c,
				"?"
				"?",
				2) != 0,
			"a program in C has no trigraphs\n");
		if (*c == '"' || *c == '\'' || strncmp(c, "/*", 2) == 0)
			c = skip_opaque(c);
		require(c != NULL, "strings and comments of C end\n");
		depth += *c == '{' || *c == '(';
		depth -= *c == '}' || *c == ')';
	}
	require(depth == 0, "the brackets of C match\n");
}

static bool overlap(uint32_t first, uint32_t other, uint32_t count, uint32_t other_count)
{
	return first < (uint64_t)other + other_count && other < (uint64_t)first + count;
}

static void check_map(const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *a = &map->ranges[i];

		require(a->count > 0 && (uint64_t)a->inside + a->count - 1 <= 4294967294u &&
				(uint64_t)a->outside + a->count - 1 <= 4294967294u,
			"ranges are ids\n");
		for (size_t k = 0; k < i; k++) {
			const struct id_range *b = &map->ranges[k];

			require(!overlap(a->inside, b->inside, a->count, b->count) &&
					!overlap(a->outside, b->outside, a->count, b->count),
				"ranges do not overlap\n");
		}
	}
}

/* Writes what tell prints of the plan to $PROGRAMS/NUMBER.ENDING. */
static void keep_program(void (*tell)(struct text *, const struct plan *), const struct plan *plan,
			 unsigned number, const char *ending)
{
	struct text text;
	char path[256];

	snprintf(path, sizeof(path), "%s/%u.%s", getenv("PROGRAMS"), number, ending);
	text = (struct text){ .fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644) };
	tell(&text, plan);
	require(text_flush(&text) == 0, "the program is written\n");
	close(text.fd);
}

static void check_plan(const struct plan *plan)
{
	size_t execs = 0;

	require(plan->count > 0 && plan->count <= PLAN_STEPS_MAX, "a plan has room\n");
	for (size_t i = 0; i < plan->count; i++)
		execs += plan->steps[i].kind == STEP_EXEC;
	require(execs == 1, "the command is executed once\n");
	if (plan->cause[OPTION_USER]) {
		check_map(&plan->uids);
		check_map(&plan->gids);
	}
	printed(explain_plan, plan);
	check_json(plan);
	check_c(plan);
	printed(explain_sh, plan);
	if (getenv("PROGRAMS")) {
		static unsigned number;

		keep_program(explain_c, plan, number, "c");
		keep_program(explain_sh, plan, number++, "sh");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct host host;
	static struct request request;
	static struct plan plan;
	char words[INPUT_MAX], *argv[WORDS_MAX];
	struct problem why;

	if (size < 2 || size > sizeof(words))
		return 0;
	choose_host(&host, data[0]);
	memcpy(words, data + 1, size - 1);
	words[size - 1] = '\0';
	if (options_parse(&request, split(argv, words), argv, &why) == 0 &&
	    plan_build(&plan, &request, &host, &why) == 0) {
		check_plan(&plan);
	} else {
		struct text text = { .fd = -1 };

		problem_describe(&text, &why);
		require(*text_string(&text) != '\0', "a refusal has its reason\n");
	}
	return 0;
}
