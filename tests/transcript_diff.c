/* What came of a transcript's commands beside what the file says. */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "transcript.h"

static void *or_abort(void *allocated)
{
	if (!allocated)
		abort();
	return allocated;
}

/* The length of a line without the note " (...)" at its end; 0 if it has no such note. */
static size_t without_note(const char *line, const char *note)
{
	size_t length = strlen(line), note_length = strlen(note);

	return length > note_length && strcmp(line + length - note_length, note) == 0
		       ? length - note_length
		       : 0;
}

/* Whether a line that was printed would be read as something else if it stood there as it is. */
static bool is_ambiguous(const char *raw)
{
	size_t inside = *raw == '[' ? strspn(raw + 1, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") : 0;

	return without_note(raw, " (re)") || without_note(raw, " (glob)") ||
	       without_note(raw, " (esc)") || strncmp(raw, "$ ", 2) == 0 ||
	       strncmp(raw, "> ", 2) == 0 || (inside && strcmp(raw + 1 + inside, "]") == 0);
}

static bool is_printable(const char *raw)
{
	for (const char *s = raw; *s; s++)
		if (*s < ' ' || *s > '~')
			return false;
	return true;
}

static char *escaped(const char *raw)
{
	char *shown = or_abort(malloc(4 * strlen(raw) + sizeof(" (esc)"))), *to = shown;

	/* What would begin another kind of line is told apart by its first byte. */
	if (strchr("$>[", *raw))
		to += sprintf(to, "\\x%02x", (unsigned char)*raw++);
	for (; *raw; raw++) {
		if (*raw == '\t')
			to = stpcpy(to, "\\t");
		else if (*raw == '\r')
			to = stpcpy(to, "\\r");
		else if (*raw == '\\')
			to = stpcpy(to, "\\\\");
		else if (*raw < ' ' || *raw > '~')
			to += sprintf(to, "\\x%02x", (unsigned char)*raw);
		else
			*to++ = *raw;
	}
	strcpy(to, " (esc)");
	return shown;
}

static bool glob_matches(const char *pattern, const char *end, const char *line)
{
	for (; pattern < end; pattern++, line++) {
		if (*pattern == '*') {
			do {
				if (glob_matches(pattern + 1, end, line))
					return true;
			} while (*line++);
			return false;
		}
		if (*pattern == '\\' && pattern + 1 < end)
			pattern++;
		else if (*pattern == '?' && *line)
			continue;
		if (*pattern != *line)
			return false;
	}
	return *line == '\0';
}

static bool regex_matches(const char *pattern, size_t length, const char *line)
{
	char *whole = NULL;
	regex_t regex;
	bool matches;

	if (asprintf(&whole, "^(%.*s)$", (int)length, pattern) < 0 ||
	    regcomp(&regex, whole, REG_EXTENDED | REG_NOSUB) != 0) {
		free(whole);
		return false;
	}
	matches = regexec(&regex, line, 0, NULL, 0) == 0;
	regfree(&regex);
	free(whole);
	return matches;
}

static bool line_matches(const char *expected, const struct transcript_line *came)
{
	size_t length;

	if (strcmp(expected, came->shown) == 0)
		return true;
	if ((length = without_note(expected, " (glob)")))
		return glob_matches(expected, expected + length, came->raw);
	if ((length = without_note(expected, " (re)")))
		return regex_matches(expected, length, came->raw);
	return false;
}

static void add_line(struct transcript_command *command, char *raw, bool is_status)
{
	struct transcript_line line = { .raw = or_abort(raw) };
	bool is_plain = is_status || (is_printable(raw) && !is_ambiguous(raw));

	line.shown = is_plain ? raw : escaped(raw);
	command->lines = or_abort(reallocarray(command->lines, command->count + 1, sizeof(line)));
	command->lines[command->count++] = line;
}

void transcript_came(struct transcript_command *command, const char *bytes, const char *end,
		     const char *status)
{
	static const char no_eol[] = " (no-eol)";

	while (bytes < end) {
		const char *newline = memchr(bytes, '\n', (size_t)(end - bytes));
		size_t length = (size_t)((newline ? newline : end) - bytes);
		char *raw = or_abort(calloc(length + sizeof(no_eol), 1));

		memcpy(raw, bytes, length);
		if (!newline)
			strcpy(raw + length, no_eol);
		add_line(command, raw, false);
		bytes += length + (newline ? 1 : 0);
	}
	if (*status)
		add_line(command, strdup(status), true);
	command->has_run = true;
}

typedef void line_visit(FILE *out, char sign, const char *line);

/* How many of the expected lines from i on match those that came from j on, in their order, for
 * every i and j: the longest common subsequence. */
static size_t *count_matches(const struct transcript_command *command, char **expected, size_t n)
{
	size_t width = command->count + 1;
	size_t *most = or_abort(calloc((n + 1) * width, sizeof(size_t)));

	for (size_t i = n; i-- > 0;) {
		for (size_t j = command->count; j-- > 0;) {
			size_t *at = &most[i * width + j];

			if (line_matches(expected[i] + 2, &command->lines[j]))
				*at = at[width + 1] + 1;
			else
				*at = at[1] > at[width] ? at[1] : at[width];
		}
	}
	return most;
}

/* Visits the lines that match (' '), that did not come ('-') and that came instead ('+').
 * Returns whether there was one of the latter two. */
static bool compare(FILE *out, const struct transcript_case *test,
		    const struct transcript_command *command, line_visit *visit)
{
	char **expected = test->transcript->lines + command->output;
	size_t n = command->end - command->output, width = command->count + 1, i = 0, j = 0;
	size_t *most = count_matches(command, expected, n);
	bool differs = false;

	while (i < n || j < command->count) {
		const size_t *at = &most[i * width + j];

		if (i < n && j < command->count &&
		    line_matches(expected[i] + 2, &command->lines[j])) {
			visit(out, ' ', expected[i++] + 2);
			j++;
			continue;
		}
		differs = true;
		if (j == command->count || (i < n && at[width] >= at[1]))
			visit(out, '-', expected[i++] + 2);
		else
			visit(out, '+', command->lines[j++].shown);
	}
	free(most);
	return differs;
}

static void visit_silently(FILE *out, char sign, const char *line)
{
	(void)out, (void)sign, (void)line;
}

static void visit_diff(FILE *out, char sign, const char *line)
{
	fprintf(out, "# %c  %s\n", sign, line);
}

static void visit_new(FILE *out, char sign, const char *line)
{
	if (sign != '-')
		fprintf(out, "  %s\n", line);
}

bool transcript_differs(const struct transcript_case *test)
{
	for (size_t i = 0; i < test->count; i++)
		if (compare(stdout, test, &test->commands[i], visit_silently))
			return true;
	return false;
}

void transcript_diff(FILE *out, const struct transcript_case *test)
{
	for (size_t i = 0; i < test->count; i++) {
		const struct transcript_command *command = &test->commands[i];

		if (!compare(out, test, command, visit_silently))
			continue;
		for (size_t line = command->first; line < command->output; line++)
			fprintf(out, "#  %s\n", test->transcript->lines[line]);
		compare(out, test, command, visit_diff);
	}
}

void transcript_show(FILE *out, const struct transcript *transcript,
		     const struct transcript_cases *all)
{
	size_t line = 0;

	for (size_t i = 0; i < all->count; i++) {
		const struct transcript_case *test = &all->cases[i];

		if (test->transcript != transcript)
			continue;
		for (size_t k = 0; k < test->count; k++) {
			const struct transcript_command *command = &test->commands[k];

			if (!command->has_run)
				continue;
			while (line < command->output)
				fprintf(out, "%s\n", transcript->lines[line++]);
			compare(out, test, command, visit_new);
			line = command->end;
		}
	}
	while (line < transcript->count)
		fprintf(out, "%s\n", transcript->lines[line++]);
}
