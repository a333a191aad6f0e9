/* Patterns: texts in which a name in braces stands for what a step holds. */
#include "pattern.h"

#include <string.h>

#include "base/signals.h"
#include "base/util.h"
#include "c.h"
#include "sh.h"

void pattern_add_string(const struct telling *telling, const char *string)
{
	switch (telling->language) {
	case IN_WORDS: text_add_quoted(telling->text, string); return;
	case IN_CALL:
	case IN_C: text_add_c_string(telling->text, string); return;
	case IN_SH: text_add_sh_word(telling->text, string); return;
	}
}

void pattern_add_path(const struct telling *telling, const char *path)
{
	/* A relative path cannot be taken for an option then, nor is it looked up in CDPATH. */
	if (telling->language == IN_SH && *path != '/')
		text_add(telling->text, "./");
	pattern_add_string(telling, path);
}

void pattern_add_dir(const struct telling *telling, const char *dir)
{
	bool is_own = strcmp(dir, "/proc") == 0 || strcmp(dir, BINFMT_DIR) == 0;

	if (telling->language == IN_WORDS && is_own)
		text_add(telling->text, dir);
	else if (telling->language == IN_SH)
		sh_add_inner_path(telling, dir);
	else
		pattern_add_string(telling, dir);
}

void pattern_add_range(struct text *text, struct id_range range)
{
	text_add_number(text, range.inside);
	text_add(text, " ");
	text_add_number(text, range.outside);
	text_add(text, " ");
	text_add_number(text, range.count);
}

void pattern_add_ranges(struct text *text, const struct id_map *map, const char *separator)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, i ? separator : "");
		pattern_add_range(text, map->ranges[i]);
	}
}

static void add_string(const struct telling *telling)
{
	pattern_add_string(telling, telling->step->string);
}

static void add_path(const struct telling *telling)
{
	pattern_add_path(telling, telling->step->string);
}

static void add_dir(const struct telling *telling)
{
	pattern_add_dir(telling, telling->step->string);
}

static void add_id(const struct telling *telling)
{
	text_add_number(telling->text, telling->step->id);
}

static void add_signal(const struct telling *telling)
{
	signals_add_name(telling->text, telling->step->signal);
}

/* The flags of a mount that gives its files no power. */
static void add_safe(const struct telling *telling)
{
	static const char *const flags[] = {
		[IN_WORDS] = "nosuid, nodev and noexec",
		[IN_CALL] = "MS_NOSUID|MS_NODEV|MS_NOEXEC",
		[IN_C] = "MS_NOSUID | MS_NODEV | MS_NOEXEC",
		[IN_SH] = "nosuid,nodev,noexec",
	};

	text_add(telling->text, flags[telling->language]);
}

/* Operands that any row may use. A step has a string, an id or a signal only if its kind says so
 * (enum step_kind), so a row uses the one that its kind has. */
static const struct operand common[] = {
	{ "string", add_string },
	{ "path", add_path },
	{ "dir", add_dir },
	{ "id", add_id },
	{ "signal", add_signal },
	{ "fail", c_add_fail },
	{ "safe", add_safe },
	{ "line", sh_add_line },
	{ "mount", sh_add_mount },
	{ "or_exit", sh_add_or_exit },
	{ NULL, NULL },
};

/* The length of the name in "{name}" at the start of the pattern; 0 where it starts otherwise, as
 * with a brace of C. */
static size_t name_length(const char *pattern)
{
	size_t length;

	if (*pattern != '{')
		return 0;
	length = strspn(pattern + 1, "abcdefghijklmnopqrstuvwxyz_");
	return pattern[1 + length] == '}' ? length : 0;
}

static const struct operand *find(const struct operand *table, const char *name, size_t length)
{
	for (; table && table->name; table++)
		if (strlen(table->name) == length && strncmp(table->name, name, length) == 0)
			return table;
	return NULL;
}

static const struct operand *operand_of(const struct step_row *row, const char *name, size_t length)
{
	const struct operand *own = find(row->operands, name, length);

	return own ? own : find(common, name, length);
}

void pattern_add(const struct telling *telling, const char *pattern)
{
	const struct step_row *row = step_row(telling->step->kind);

	while (*pattern) {
		size_t length = name_length(pattern);

		if (length) {
			const struct operand *operand = operand_of(row, pattern + 1, length);

			/* There is one: a unit test looks through all rows. */
			if (operand)
				operand->add(telling);
			pattern += length + 2;
		} else {
			text_add(telling->text, (const char[]){ *pattern++, '\0' });
		}
	}
}

void step_tell(struct text *text, enum language language, const struct plan *plan,
	       const struct step *step, const char *pattern)
{
	const struct telling telling = {
		.text = text, .language = language, .plan = plan, .step = step
	};

	pattern_add(&telling, pattern);
}

const char *step_row_unknown(size_t *length, const struct step_row *row, const char *pattern)
{
	for (; *pattern; pattern++) {
		*length = name_length(pattern);
		if (*length && !operand_of(row, pattern + 1, *length))
			return pattern + 1;
	}
	return NULL;
}
