/* Pieces of the programs that --explain=c prints: comments, and the statements of a step. */
#include "c.h"

#include <string.h>

#include "pattern.h"
#include "tell/words.h"

enum { LINE_COLUMNS = 92 };

/* Compilers warn of characters in a comment that turn the direction of writing (-Wbidi-chars), so
 * every byte that is not ASCII becomes "_". */
static char plain(char letter)
{
	return (char)(letter & 0x80 ? '_' : letter);
}

/* The user's strings stand in comments too. A blank goes between two bytes that would end the
 * comment, begin another, or begin a trigraph. */
static void add_letter(struct text *text, char before, char letter)
{
	bool is_mark = (letter == '/' && before == '*') || (letter == '*' && before == '/') ||
		       (letter == '?' && before == '?');

	text_add(text, is_mark ? " " : "");
	text_add(text, (const char[]){ plain(letter), '\0' });
}

/* Adds the words, and breaks the line in front of a word that would pass LINE_COLUMNS. */
static void add_wrapped(struct text *text, const char *indent, size_t *column, const char *words)
{
	while (*words) {
		size_t length = strcspn(words, " ");

		if (*column + 1 + length > LINE_COLUMNS) {
			text_add(text, "\n");
			text_add(text, indent);
			text_add(text, " *");
			*column = 8 * strlen(indent) + 2;
		}
		text_add(text, " ");
		for (size_t i = 0; i < length; i++)
			add_letter(text, (char)(i ? words[i - 1] : ' '), words[i]);
		*column += 1 + length;
		words += length + strspn(words + length, " ");
	}
}

void c_add_comment(struct text *text, const char *indent, const char *words, const char *more)
{
	size_t column = 8 * strlen(indent) + 2;

	text_add(text, indent);
	text_add(text, "/*");
	add_wrapped(text, indent, &column, words);
	add_wrapped(text, indent, &column, more);
	text_add(text, " */\n");
}

static void add_step_comment(const struct telling *telling)
{
	const struct step_row *row = step_row(telling->step->kind);
	const char *more = row->c_note ? row->c_note : row->rule;
	struct text words = { .fd = -1 }, sentence = { .fd = -1 };

	step_describe(&words, telling->plan, telling->step);
	step_add_causes(&words, telling->plan, telling->step);
	text_add(&words, ": ");
	text_add(&words, row->page);
	text_add(&words, ".");
	words.bytes[0] = (char)(words.bytes[0] - ('a' - 'A'));
	if (more)
		step_tell(&sentence, IN_WORDS, telling->plan, telling->step, more);
	c_add_comment(telling->text, "\t", text_string(&words), text_string(&sentence));
}

void c_add_fail(const struct telling *telling)
{
	struct text phrase = { .fd = -1 };

	step_describe(&phrase, telling->plan, telling->step);
	text_add(telling->text, "\t\tfail(");
	text_add_c_string(telling->text, text_string(&phrase));
	text_add(telling->text, ");\n");
}

void c_add_step(const struct telling *telling)
{
	const struct step_row *row = step_row(telling->step->kind);

	add_step_comment(telling);
	if (row->c_fails) {
		text_add(telling->text, "\tif (");
		pattern_add(telling, row->c_fails);
		text_add(telling->text, ")\n");
		c_add_fail(telling);
	} else {
		pattern_add(telling, row->c);
	}
}

part_set c_needs(const struct plan *plan, const struct step *step)
{
	const struct step_row *row = step_row(step->kind);
	part_set set = row->c_parts | (row->c_needs ? row->c_needs(plan, step) : 0);

	if (row->c_fails || (row->c && strstr(row->c, "{fail}")))
		set |= PART_FAIL;
	return set;
}
