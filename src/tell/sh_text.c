/* Pieces of the script: words, comments, and the operands of every row. */
#include "sh.h"

#include <string.h>

#include "pattern.h"
#include "tell/words.h"

void sh_add(const struct script *script, const char *string)
{
	text_add(script->text, string);
}

void sh_add_number(const struct script *script, const char *before, uint64_t number)
{
	sh_add(script, before);
	text_add_number(script->text, number);
}

void sh_add_word(const struct script *script, const char *before, const char *word)
{
	sh_add(script, before);
	text_add_sh_word(script->text, word);
}

void sh_add_pattern(const struct script *script, const struct step *step, const char *pattern)
{
	const struct telling telling = { .text = script->text,
					 .language = IN_SH,
					 .plan = script->plan,
					 .step = step,
					 .script = script };

	pattern_add(&telling, pattern);
}

/* The step is done before the last unshare changes the root: the path is then told from the old
 * root, as NEWROOT/PATH. */
void sh_add_inner_path(const struct telling *telling, const char *path)
{
	const struct step *root = plan_find(telling->plan, STEP_CHANGE_ROOT);

	if (!root) {
		pattern_add_path(telling, path);
		return;
	}
	if (sh_layout_has(telling->script->layout, SH_LAST) && strcmp(root->string, "/") != 0)
		pattern_add_path(telling, root->string);
	text_add(telling->text, *path == '/' ? "" : "/");
	pattern_add_string(telling, path);
}

void sh_add_line(const struct telling *telling)
{
	text_add(telling->text, telling->script->indent);
}

/* mount(8) drops its capabilities where it is not uid 0 and the user namespace has a uid 0, so that
 * setpriv makes it uid 0 first. */
void sh_add_mount(const struct telling *telling)
{
	bool is_another =
		telling->script->layout->keeps_caps && ranges_have_inside(&telling->plan->uids, 0);

	sh_add_line(telling);
	text_add(telling->text, is_another ? "setpriv --reuid=0 mount" : "mount");
}

void sh_add_or_exit(const struct telling *telling)
{
	text_add(telling->text, " || exit 125\n");
}

void sh_add_note(const struct script *script, const char *note)
{
	sh_add(script, script->indent);
	sh_add(script, "# ");
	sh_add(script, note);
	sh_add(script, "\n");
}

static bool is_letter(char byte)
{
	return (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
}

/* The script of inner's shell stands in single quotes, so a phrase in it gets double quotes. A
 * single quote between two letters is an apostrophe, and stays. */
void sh_add_comment(const struct script *script, const char *indent, const struct step *step)
{
	struct text phrase = { .fd = -1 };

	text_add(&phrase, step->actor == ACTOR_OUTER ? "# outer: " : "# inner: ");
	step_describe(&phrase, script->plan, step);
	step_add_causes(&phrase, script->plan, step);
	for (size_t i = 1; i < phrase.length && script->text->is_sh; i++)
		if (phrase.bytes[i] == '\'' &&
		    !(is_letter(phrase.bytes[i - 1]) && is_letter(phrase.bytes[i + 1])))
			phrase.bytes[i] = '"';
	sh_add(script, indent);
	sh_add(script, text_string(&phrase));
	sh_add(script, "\n");
}
