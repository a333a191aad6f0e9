/* Whether the rows use every option and every kind of step. */
#include "coverage.h"

#include <fcntl.h>
#include <fnmatch.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Whether the line has the option, by its name or as one of a word's letters. */
static bool has_option(const char *line, const char *name, char letter)
{
	size_t length = strlen(name);
	const char *word = line;

	while (word && *word) {
		size_t end = strcspn(word, " ");

		if (strncmp(word, name, length) == 0 &&
		    (word[length] == '\0' || word[length] == ' ' || word[length] == '='))
			return true;
		if (letter && word[0] == '-' && word[1] != '-' && memchr(word, letter, end))
			return true;
		word += end + strspn(word + end, " ");
	}
	return false;
}

static bool is_used(const char *name, char letter)
{
	static const char *const others[] = { "--explain", "--list-options", "--help",
					      "--version" };

	for (size_t i = 0; i < COUNT(others); i++)
		if (strcmp(name, others[i]) == 0)
			return true;
	for (size_t i = 0; i < row_count; i++)
		if (has_option(rows[i].line, name, letter))
			return true;
	return false;
}

bool coverage_has_options(const char *nsrun)
{
	char line[512];
	bool is_right = true;
	int ends[2];
	FILE *list;
	pid_t pid;

	if (pipe2(ends, O_CLOEXEC) < 0)
		return false;
	pid = fork();
	if (pid == 0) {
		dup2(ends[1], STDOUT_FILENO);
		execl(nsrun, "nsrun", "--list-options", (char *)NULL);
		_exit(99);
	}
	close(ends[1]);
	list = fdopen(ends[0], "r");
	while (list && fgets(line, sizeof(line), list)) {
		char *tab = strchr(line, '\t');

		if (!tab)
			continue;
		*tab = '\0';
		if (is_used(line, tab[1] == '-' ? tab[2] : '\0'))
			continue;
		printf("# no row has %s\n", line);
		is_right = false;
	}
	if (list)
		fclose(list);
	waitpid(pid, NULL, 0);
	return is_right;
}

void coverage_note(bool used[STEP_KINDS], const char *phrase)
{
	for (size_t kind = 0; kind < STEP_KINDS; kind++)
		if (step_phrases[kind] && fnmatch(step_phrases[kind], phrase, 0) == 0)
			used[kind] = true;
}

bool coverage_has_steps(const bool used[STEP_KINDS])
{
	bool is_right = true;

	for (size_t kind = 0; kind < STEP_KINDS; kind++) {
		if (used[kind])
			continue;
		printf("# no row has a step of kind %zu, '%s'\n", kind,
		       step_phrases[kind] ? step_phrases[kind] : "without a phrase in rows.c");
		is_right = false;
	}
	return is_right;
}
