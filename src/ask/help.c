/* --help and --list-options, read off the option table. */
#include "ask/help.h"

#include <string.h>

#include "option_table.h"

static const char *const group_titles[GROUPS] = {
	[GROUP_NAMESPACES] = "New namespaces",  [GROUP_PROCESS] = "Process",
	[GROUP_VIEW] = "What the command sees", [GROUP_NETWORK] = "Network",
	[GROUP_IDENTITY] = "Identity",          [GROUP_TELLING] = "Telling",
};

static size_t add_counted(struct text *text, const char *string)
{
	text_add(text, string);
	return strlen(string);
}

static void pad(struct text *text, size_t width, size_t column)
{
	while (width++ < column)
		text_add(text, " ");
}

/* "  -p, --pid[=FILE]         process ids; implies --fork, the command is PID 1" */
static void add_help_line(struct text *text, const struct option_row *row, bool is_unshare)
{
	enum { HELP_COLUMN = 29 };
	size_t width = 6;

	if (row->letter)
		text_add(text, (const char[]){ ' ', ' ', '-', row->letter, ',', ' ', '\0' });
	else
		text_add(text, "      ");
	width += add_counted(text, row->spelling);
	if (row->argument == ARG_OPTIONAL)
		width += add_counted(text, "[");
	if (row->value_name) {
		width += add_counted(text, "=");
		width += add_counted(text, row->value_name);
	}
	if (row->argument == ARG_OPTIONAL)
		width += add_counted(text, "]");
	if (width > HELP_COLUMN) {
		text_add(text, "\n");
		width = 0;
	}
	pad(text, width, HELP_COLUMN);
	text_add(text, " ");
	text_add(text, is_unshare && row->unshare_help ? row->unshare_help : row->help);
	text_add(text, "\n");
}

void help_print(struct text *text, enum personality personality)
{
	bool is_unshare = personality == AS_UNSHARE;

	text_add(text, is_unshare ? "Usage: unshare" : "Usage: nsrun");
	text_add(text, " [options] [--] [command [argument...]]\n"
		       "Run a command, or a login shell, in new Linux namespaces.\n");
	for (enum group group = 0; group < GROUPS; group++) {
		text_add(text, "\n");
		text_add(text, group_titles[group]);
		text_add(text, ":\n");
		for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++)
			if (option_table[option].group == group &&
			    !(is_unshare && option_table[option].is_own))
				add_help_line(text, &option_table[option], is_unshare);
	}
	if (is_unshare) {
		text_add(text, "\nThis is nsrun under the name of unshare. See nsrun(1).\n");
		return;
	}
	text_add(text,
		 "\nExamples:\n"
		 "  nsrun -pmuf --mount-proc bash             as root\n"
		 "  nsrun --map-root -pmuf --mount-proc bash  as anyone\n"
		 "  nsrun --explain -n true                   what would happen, and why\n"
		 "\nThe status is the command's; 125: nsrun failed, 126: the command cannot be\n"
		 "run, 127: it was not found. See nsrun(1).\n");
}

static void add_list_line(struct text *text, const char *spelling, const struct option_row *row)
{
	static const char *const arguments[] = {
		[ARG_NONE] = "none", [ARG_OPTIONAL] = "optional", [ARG_REQUIRED] = "required"
	};

	text_add(text, spelling);
	text_add(text, "\t");
	text_add(text, row->letter ? (const char[]){ '-', row->letter, '\0' } : "");
	text_add(text, "\t");
	text_add(text, arguments[row->argument]);
	text_add(text, "\t");
	text_add(text, row->value_name ? row->value_name : "");
	text_add(text, "\t");
	text_add(text, row->help);
	text_add(text, "\n");
}

void help_list(struct text *text)
{
	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		add_list_line(text, option_table[option].spelling, &option_table[option]);
		if (option_table[option].alias)
			add_list_line(text, option_table[option].alias, &option_table[option]);
	}
}
