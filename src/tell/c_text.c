/* Pieces of the programs that --explain=c prints. */
#include "c_text.h"

#include <string.h>

#include "base/signals.h"
#include "calls.h"
#include "tell/words.h"

enum { LINE_COLUMNS = 92 };

/* Letters that a compiler warns of, since they are written from right to left, are left out. */
static char plain(char letter)
{
	return (char)(letter & 0x80 ? '_' : letter);
}

/* Of what the user gave, nothing may end the comment, begin another, or be taken for a trigraph. */
static void add_letter(struct text *text, char before, char letter)
{
	bool is_mark = (letter == '/' && before == '*') || (letter == '*' && before == '/') ||
		       (letter == '?' && before == '?');

	text_add(text, is_mark ? " " : "");
	text_add(text, (const char[]){ plain(letter), '\0' });
}

/* In lines of so many columns. */
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

void emit_c_comment(struct text *text, const char *indent, const char *words, const char *more)
{
	size_t column = 8 * strlen(indent) + 2;

	text_add(text, indent);
	text_add(text, "/*");
	add_wrapped(text, indent, &column, words);
	add_wrapped(text, indent, &column, more);
	text_add(text, " */\n");
}

void emit_c_step_comment(struct text *text, const struct plan *plan, const struct step *step)
{
	struct text words = { .fd = -1 };
	const char *more = step_rule(step);

	if (step->kind == STEP_WAIT)
		more = "What is typed as ^C or ^\\ comes here too, and is for the command.";
	step_describe(&words, plan, step);
	step_add_causes(&words, plan, step);
	text_add(&words, ": ");
	text_add(&words, step_manual_page(step->kind));
	text_add(&words, ".");
	words.bytes[0] = (char)(words.bytes[0] - ('a' - 'A'));
	emit_c_comment(text, "\t", text_string(&words), more);
}

void emit_c_code(struct text *text, const struct step *step, const char *pattern)
{
	for (; *pattern; pattern++) {
		const char letter[] = { *pattern, '\0' };

		if (*pattern == '@')
			text_add_c_string(text, step->string);
		else if (*pattern == '#')
			text_add_number(text, step->id);
		else if (*pattern == '~')
			signals_add_name(text, step->signal);
		else
			text_add(text, letter);
	}
}

/* "fail(…);" with the step's phrase. */
void emit_c_fail(struct text *text, const struct plan *plan, const struct step *step)
{
	struct text phrase = { .fd = -1 };

	step_describe(&phrase, plan, step);
	text_add(text, "\t\tfail(");
	text_add_c_string(text, text_string(&phrase));
	text_add(text, ");\n");
}

/* The condition of the step's failure, and what comes of it. */
void emit_c_try(struct text *text, const struct plan *plan, const struct step *step,
		const char *failure)
{
	text_add(text, "\tif (");
	emit_c_code(text, step, failure);
	text_add(text, ")\n");
	emit_c_fail(text, plan, step);
}
