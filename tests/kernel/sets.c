/* All 256 sets of namespaces: exactly what was asked for is new, and --explain says just that. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

enum { KINDS = 8, USER_KIND = 5 };

static const struct {
	char letter;
	const char *file;
	const char *flag;
} kinds[KINDS] = {
	{ 'm', "mnt", "CLONE_NEWNS" },        { 'u', "uts", "CLONE_NEWUTS" },
	{ 'i', "ipc", "CLONE_NEWIPC" },       { 'n', "net", "CLONE_NEWNET" },
	{ 'p', "pid", "CLONE_NEWPID" },       { 'U', "user", "CLONE_NEWUSER" },
	{ 'C', "cgroup", "CLONE_NEWCGROUP" }, { 'T', "time", "CLONE_NEWTIME" },
};

/* Which kinds the lines of `readlink` name otherwise than the caller's own. */
static unsigned new_kinds(char *lines)
{
	unsigned set = 0;
	char *rest = NULL, *line = strtok_r(lines, "\n", &rest);

	for (int kind = 0; kind < KINDS; kind++, line = strtok_r(NULL, "\n", &rest)) {
		char path[32], own[64];
		ssize_t length;

		snprintf(path, sizeof(path), "/proc/self/ns/%s", kinds[kind].file);
		length = readlink(path, own, sizeof(own) - 1);
		assert_true(length > 0);
		own[length] = '\0';
		assert_non_null(line);
		if (strcmp(line, own) != 0)
			set |= 1u << kind;
	}
	return set;
}

/* Which kinds the text has the flag of. */
static unsigned told_kinds(const char *text)
{
	unsigned set = 0;

	for (int kind = 0; kind < KINDS; kind++) {
		size_t length = strlen(kinds[kind].flag);

		for (const char *at = text; (at = strstr(at, kinds[kind].flag)); at += length)
			if (strspn(at + length, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 0)
				set |= 1u << kind;
	}
	return set;
}

static void check_set(unsigned set, const char *way)
{
	bool is_root = getuid() == 0;
	unsigned expected = is_root ? set : set | 1u << USER_KIND;
	char letters[KINDS + 1] = "", line[512];
	struct outcome outcome;
	size_t length = 0;

	for (int kind = 0; kind < KINDS; kind++)
		if (set & 1u << kind)
			letters[length++] = kinds[kind].letter;
	letters[length] = '\0';
	snprintf(line, sizeof(line),
		 "set -- $R %s %s%s readlink /proc/self/ns/mnt /proc/self/ns/uts /proc/self/ns/ipc "
		 "/proc/self/ns/net /proc/self/ns/pid /proc/self/ns/user /proc/self/ns/cgroup "
		 "/proc/self/ns/time; $NSRUN \"$@\"; $NSRUN --explain \"$@\" >&2",
		 way, length ? "-" : "", letters);
	outcome = *harness_shell(line);
	if (harness_status(&outcome) != 0 || new_kinds(outcome.out) != expected ||
	    told_kinds(outcome.err) != expected)
		fail_msg("set %s-%s: status %d, %s%s", way, letters, harness_status(&outcome),
			 outcome.out, outcome.err);
}

static void exactly_the_asked_kinds_are_new(void **state)
{
	const char *way = *state;

	harness_need_namespaces();
	for (unsigned set = 0; set < 1u << KINDS; set++)
		check_set(set, way);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		{ "256 sets, in place where no child is needed", exactly_the_asked_kinds_are_new,
		  NULL, NULL, (void *)(uintptr_t) "" },
		{ "256 sets, forked", exactly_the_asked_kinds_are_new, NULL, NULL,
		  (void *)(uintptr_t) "-f" },
	};

	setenv("R", getuid() == 0 ? "" : "--map-root", 1);
	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
