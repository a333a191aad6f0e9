/* What was meant by an option that is unknown, or that more than one begins with. */
#include "ask/suggest.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "option_table.h"

/* Longer than any name: what is typed is compared up to here. */
enum { NAME_MAX_BYTES = 40 };

static unsigned char least(unsigned char a, unsigned char b)
{
	return a < b ? a : b;
}

/*
 * How many letters are wrong: one that is missing, superfluous or another one counts as 1, and so
 *do two neighbours that have changed places (the distance of Damerau and Levenshtein, where no
 *letter is mended twice). table[i][j] is that of the first i letters of a from the first j of b:
 *
 *	       t i m e o u t
 *	     0 1 2 3 4 5 6 7
 *	t    1 0 1 2 3 4 5 6
 *	i    2 1 0 1 2 3 4 5
 *	m    3 2 1 0 1 2 3 4
 *	o    4 3 2 1 1 1 2 3
 *	u    5 4 3 2 2 2 1 2
 *	t    6 5 4 3 3 3 2 1      "timout" is 1 from "timeout"
 */
static size_t distance(const char *a, size_t a_length, const char *b, size_t b_length)
{
	unsigned char table[NAME_MAX_BYTES + 1][NAME_MAX_BYTES + 1];

	for (size_t i = 0; i <= a_length; i++)
		table[i][0] = (unsigned char)i;
	for (size_t j = 0; j <= b_length; j++)
		table[0][j] = (unsigned char)j;
	for (size_t i = 1; i <= a_length; i++) {
		for (size_t j = 1; j <= b_length; j++) {
			unsigned char *best = &table[i][j];
			bool is_other = a[i - 1] != b[j - 1];

			*best = (unsigned char)(least(table[i - 1][j], table[i][j - 1]) + 1);
			*best = least(*best, (unsigned char)(table[i - 1][j - 1] + is_other));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				*best = least(*best, (unsigned char)(table[i - 2][j - 2] + 1));
		}
	}
	return table[a_length][b_length];
}

/* What is looked for: the name without its dashes, and without "=value". */
struct search {
	const char *name;
	size_t length;
	enum personality personality;
};

static bool is_known(const struct search *search, enum option_id option)
{
	return search->personality == AS_NSRUN || !option_table[option].is_own;
}

/* How far one of the option's names is from what was typed; NAME_MAX_BYTES where it has none. */
static size_t distance_of(const struct search *search, const char *spelling)
{
	size_t length = spelling ? strlen(spelling) - 2 : 0;

	if (!spelling || length > NAME_MAX_BYTES || search->length > NAME_MAX_BYTES)
		return NAME_MAX_BYTES;
	return distance(search->name, search->length, spelling + 2, length);
}

static void add_option(struct text *text, const char *before, const char *spelling)
{
	text_add(text, text->length ? ", " : before);
	text_add(text, spelling);
}

static bool begins(const struct search *search, const char *spelling)
{
	return spelling && strncmp(spelling + 2, search->name, search->length) == 0;
}

/* Each option that begins so, by the name that does. */
static void add_candidates(struct text *text, const struct search *search)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		const struct option_row *row = &option_table[option];

		if (!is_known(search, option))
			continue;
		if (begins(search, row->spelling))
			add_option(text, "it may be ", row->spelling);
		else if (begins(search, row->alias))
			add_option(text, "it may be ", row->alias);
	}
}

/* The options that are nearest to what was typed, if no more than one letter in four is wrong; of a
 * short name one. */
static void add_nearest(struct text *text, const struct search *search)
{
	size_t allowed = search->length < 8 ? 1 : search->length / 4;
	size_t nearest = NAME_MAX_BYTES;

	for (int is_adding = 0; is_adding < 2; is_adding++) {
		for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
			const struct option_row *row = &option_table[option];
			size_t first = distance_of(search, row->spelling);
			size_t second = distance_of(search, row->alias);
			size_t nearer = first <= second ? first : second;

			if (!is_known(search, option) || nearer > allowed || nearer > nearest)
				continue;
			if (is_adding)
				add_option(text, "did you mean ",
					   first <= second ? row->spelling : row->alias);
			else
				nearest = nearer;
		}
	}
	text_add(text, text->length ? "?" : "");
}

/* As unshare nsrun's own options are unknown. */
static void add_own(struct text *text, const struct search *search)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		const struct option_row *row = &option_table[option];

		if (!row->is_own || strlen(row->spelling) - 2 != search->length ||
		    !begins(search, row->spelling))
			continue;
		text_add(text, row->spelling);
		text_add(text, " is nsrun's own; under the name unshare it has unshare's options "
			       "alone");
	}
}

/* "-mount-proc" was read as letters, of which one is unknown. */
static void add_missing_dash(struct text *text, const struct search *search)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
		if (is_known(search, option) && search->length > 2 &&
		    strlen(option_table[option].spelling) - 2 == search->length &&
		    begins(search, option_table[option].spelling)) {
			text_add(text, "a long option has two dashes: ");
			text_add(text, option_table[option].spelling);
			return;
		}
}

void suggest_add(struct text *text, const struct problem *why, enum personality personality)
{
	const char *typed = why->value ? why->value : why->word;
	struct search search = { .personality = personality };

	if (!typed)
		return;
	search.name = typed + (why->value ? strlen("--") : strlen("-"));
	search.length = strcspn(search.name, "=");
	if (why->kind == PROBLEM_AMBIGUOUS_OPTION)
		add_candidates(text, &search);
	else if (!why->value)
		add_missing_dash(text, &search);
	else if (search.length > 0 && personality == AS_UNSHARE)
		add_own(text, &search);
	if (why->kind == PROBLEM_UNKNOWN_OPTION && why->value && !text->length && search.length > 0)
		add_nearest(text, &search);
}
