/* Reading transcripts into their cases. */
#include "transcript.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static void *grow(void *array, size_t count, size_t size)
{
	void *grown = reallocarray(array, count, size);

	if (!grown)
		abort();
	return grown;
}

static bool starts_with(const char *line, const char *start)
{
	return strncmp(line, start, strlen(start)) == 0;
}

static bool ends_with(const char *line, const char *end)
{
	size_t length = strlen(line), end_length = strlen(end);

	return length >= end_length && strcmp(line + length - end_length, end) == 0;
}

static bool wrong(const struct transcript *transcript, size_t line, const char *why)
{
	fprintf(stderr, "%s:%zu: %s\n", transcript->path, line + 1, why);
	return false;
}

static bool read_lines(struct transcript *transcript)
{
	FILE *file = fopen(transcript->path, "re");
	char *line = NULL;
	size_t size = 0;
	ssize_t length;

	if (!file) {
		fprintf(stderr, "%s: %s\n", transcript->path, strerror(errno));
		return false;
	}
	while ((length = getline(&line, &size, file)) > 0) {
		if (line[length - 1] == '\n')
			line[length - 1] = '\0';
		transcript->lines = grow(transcript->lines, transcript->count + 1, sizeof(char *));
		transcript->lines[transcript->count++] = line;
		line = NULL;
		size = 0;
	}
	fclose(file);
	return true;
}

/* What the name itself says: who runs it, and in which build it cannot hold. */
static const char *read_name(struct transcript_case *test, char *name)
{
	name[strlen(name) - 1] = '\0';
	test->name = name;
	if (starts_with(name, "As root, "))
		test->who = WHO_ROOT;
	else if (starts_with(name, "As a plain user, "))
		test->who = WHO_USER;
	else if (starts_with(name, "As "))
		return "neither \"As root, \" nor \"As a plain user, \"";
	if (ends_with(name, " (not sanitized)"))
		test->not_in = NOT_IN_SANITIZED;
	else if (ends_with(name, " (not with fallbacks)"))
		test->not_in = NOT_IN_FALLBACKS;
	else if (strstr(name, " (not "))
		return "neither \"(not sanitized)\" nor \"(not with fallbacks)\"";
	return NULL;
}

static bool add_case(struct transcript_cases *all, const struct transcript *transcript, size_t line)
{
	struct transcript_case test = { .transcript = transcript, .line = line };
	char *name = strdup(transcript->lines[line]);
	const char *why = name ? read_name(&test, name) : "no memory";

	for (size_t i = 0; !why && i < all->count; i++)
		if (strcmp(all->cases[i].name, test.name) == 0)
			why = "another case has this name";
	if (why)
		return wrong(transcript, line, why);
	all->cases = grow(all->cases, all->count + 1, sizeof(test));
	all->cases[all->count++] = test;
	return true;
}

/* "  >" alone is an empty line. */
static bool goes_on(const char *line)
{
	return starts_with(line, "  > ") || strcmp(line, "  >") == 0;
}

/* One command, from *line on, which is left behind it. */
static void read_command(struct transcript_case *test, size_t *line)
{
	struct transcript_command command = { .first = *line };
	char **lines = test->transcript->lines;
	size_t at = *line + 1;

	while (at < test->transcript->count && goes_on(lines[at]))
		at++;
	command.output = at;
	while (at < test->transcript->count && starts_with(lines[at], "  ") &&
	       !starts_with(lines[at], "  $ ") && !goes_on(lines[at]))
		at++;
	command.end = *line = at;
	test->commands = grow(test->commands, test->count + 1, sizeof(command));
	test->commands[test->count++] = command;
}

static bool read_cases(struct transcript_cases *all, const struct transcript *transcript)
{
	struct transcript_case *test = NULL;

	for (size_t i = 0; i < transcript->count;) {
		const char *line = transcript->lines[i];

		if (starts_with(line, "  $ ") && test) {
			read_command(test, &i);
			continue;
		}
		if (starts_with(line, "  "))
			return wrong(transcript, i, "no name or no command in front of this");
		if (ends_with(line, ":")) {
			if (test && test->count == 0)
				return wrong(transcript, test->line, "a case without a command");
			if (!add_case(all, transcript, i))
				return false;
			test = &all->cases[all->count - 1];
		}
		i++;
	}
	if (!test || test->count == 0)
		return wrong(transcript, test ? test->line : 0,
			     "no case, or one without a command");
	return true;
}

const struct transcript *transcript_read(struct transcript_cases *all, const char *path)
{
	struct transcript *transcript = grow(NULL, 1, sizeof(*transcript));

	*transcript = (struct transcript){ .path = path };
	return read_lines(transcript) && read_cases(all, transcript) ? transcript : NULL;
}
