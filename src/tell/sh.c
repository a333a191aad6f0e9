/*
 * The plan as a shell script: the row of tools that sh_layout.c has laid out, and what is
 * around it.
 *
 * Outer and inner have two pipes between them, made of FIFOs that are gone at once. By one inner
 * tells its PID when it has its namespaces, by the other outer lets it go on. Each has its own ends
 * alone, so that it reads end of file where the other has died.
 */
#include "sh.h"

#include <string.h>

#include "base/util.h"
#include "tell/explain.h"
#include "tell/words.h"

/* Adds the step at its place: options of the tool there, or lines. */
static void add_step(const struct script *script, const struct step *step)
{
	const struct step_row *row = step_row(step->kind);
	const char *pattern = row->sh[script->layout->places[step - script->plan->steps]];

	/* Where the first unshare does the work of the last one too (merge_last), the step has
	 * moved from SH_LAST to SH_UNSHARE and its words are the same. */
	sh_add_pattern(script, step, pattern ? pattern : row->sh[SH_LAST]);
}

static void add_steps(const struct script *script, enum sh_place place)
{
	for (size_t i = 0; i < script->plan->count; i++)
		if (script->layout->places[i] == place)
			add_step(script, &script->plan->steps[i]);
}

/* Adds the name of the next tool in the row that `exec` starts with. */
static void add_tool(struct script *script, const char *tool)
{
	if (script->has_tool) {
		sh_add(script, " \\\n\t");
		sh_add(script, script->indent);
	} else {
		sh_add(script, " ");
	}
	sh_add(script, tool);
	script->has_tool = true;
	script->is_unshare = false;
}

static size_t name_length(const char *edit)
{
	return strcspn(edit, "=");
}

/* Whether one of the edits, from index at on, sets or unsets the variable. */
static bool is_edited(const struct step *edits, size_t at, const char *name, size_t length)
{
	for (; edits && at < edits->env.count; at++)
		if (name_length(edits->env.edits[at]) == length &&
		    strncmp(edits->env.edits[at], name, length) == 0)
			return true;
	return false;
}

/* Adds ${TERM+"TERM=$TERM"}, which the shell expands to nothing where TERM is not set. */
static void add_kept_variable(const struct script *script, const char *name, size_t length)
{
	static const char *const parts[] = { " ${", "+\"", "=$", "\"}" };

	for (size_t part = 0; part < COUNT(parts); part++) {
		sh_add(script, parts[part]);
		for (size_t i = 0; i < length && part < COUNT(parts) - 1; i++) {
			const char byte[] = { name[i], '\0' };

			sh_add(script, byte);
		}
	}
}

static void add_kept_variables(const struct script *script, const char *names,
			       const struct step *edits)
{
	for (const char *name = names; name; name = strchr(name, ',')) {
		name += *name == ',';
		size_t length = strcspn(name, ",");

		if (length > 0 && !is_edited(edits, 0, name, length))
			add_kept_variable(script, name, length);
	}
}

/* Of several edits of one variable only the last has an effect, so only that is told. */
static void add_edits(const struct script *script, const struct step *edits, bool is_setting)
{
	for (size_t i = 0; edits && i < edits->env.count; i++) {
		const char *edit = edits->env.edits[i];
		size_t length = name_length(edit);

		if (!is_edited(edits, i + 1, edit, length) && is_setting == (edit[length] == '='))
			sh_add_word(script, is_setting ? " " : " -u ", edit);
	}
}

static bool begins_with_dash(const struct step *edits)
{
	for (size_t i = 0; edits && i < edits->env.count; i++)
		if (*edits->env.edits[i] == '-')
			return true;
	return false;
}

/* env(1) wants its options before the variables. */
static void add_env(struct script *script)
{
	const struct step *clear = plan_find(script->plan, STEP_CLEAR_ENV);
	const struct step *edits = plan_find(script->plan, STEP_EDIT_ENV);

	add_tool(script, clear ? "env -i" : "env");
	script->has_env = true;
	if (!clear)
		add_edits(script, edits, false);
	if (begins_with_dash(edits))
		sh_add(script, " --");
	if (clear)
		add_kept_variables(script, clear->string, edits);
	add_edits(script, edits, true);
	/* With an init the shell stays as PID 1, and the command is PID 2. Else the shell becomes
	 * the command and $$ is its pid. */
	if (plan_find(script->plan, STEP_LISTEN_PID))
		sh_add(script,
		       plan_find(script->plan, STEP_INIT) ? " LISTEN_PID=2" : " LISTEN_PID=$$");
}

/* Behind env(1), PATH is the command's: unshare is then looked up by the shell, before env runs. */
static void add_unshare(struct script *script)
{
	add_tool(script, script->has_env ? "\"$(command -v unshare)\"" : "unshare");
	script->is_unshare = true;
}

static void add_guard(struct script *script)
{
	const struct owner *owner = &script->plan->owner;

	if (!owner->is_other && !sh_layout_has(script->layout, SH_GUARD))
		return;
	add_tool(script, "setpriv");
	if (owner->is_other) {
		sh_add_number(script, " --reuid=", owner->uid);
		sh_add_number(script, " --regid=", owner->gid);
		sh_add(script, " --clear-groups");
	}
	add_steps(script, SH_GUARD);
}

/* The tools in front of the shell; without a shell, in front of the rest. */
static void add_way_in(struct script *script)
{
	const struct sh_layout *layout = script->layout;
	const struct step *ambient = plan_find(script->plan, STEP_AMBIENT_CAPS);

	add_guard(script);
	if (layout->has_early_env)
		add_env(script);
	if (!layout->has_unshare)
		return;
	add_unshare(script);
	add_steps(script, SH_UNSHARE);
	if (layout->keeps_caps &&
	    !(ambient && layout->places[ambient - script->plan->steps] == SH_UNSHARE))
		sh_add(script, " --keep-caps");
}

/* The tools behind the shell. sh would take a command with the name "-x" for an option, and env one
 * with "=" in it for a variable; unshare with "--" does not, so it stands last then. */
static void add_rest(struct script *script)
{
	const struct sh_layout *layout = script->layout;

	if (layout->has_late_pid)
		add_tool(script, "unshare --pid");
	if (sh_layout_has(layout, SH_SETSID))
		add_tool(script, "setsid");
	if (sh_layout_has(layout, SH_SETPRIV) || layout->drops_caps) {
		add_tool(script, "setpriv");
		add_steps(script, SH_SETPRIV);
		if (layout->drops_caps)
			sh_add(script, " --inh-caps=-all --ambient-caps=-all");
	}
	if (sh_layout_has(layout, SH_ENV) && !layout->has_early_env)
		add_env(script);
	if (sh_layout_has(layout, SH_LAST) || (layout->has_odd_file && !script->is_unshare)) {
		add_unshare(script);
		add_steps(script, SH_LAST);
	}
	if (layout->has_odd_file)
		sh_add(script, " --");
}

static bool is_login(const struct plan *plan)
{
	return strcmp(plan->argv[0], plan->file) != 0;
}

/* The script executes the file. A login shell is told so by a "-" in front of argv[0], which a
 * script cannot set, so it gets -l. */
static void add_command(const struct script *script)
{
	const struct plan *plan = script->plan;

	sh_add_word(script, " ", plan->file);
	if (is_login(plan))
		sh_add(script, " -l");
	for (char **word = plan->argv + 1; *word; word++)
		sh_add_word(script, " ", *word);
	sh_add(script, "\n");
}

/* The comments on steps that are options of tools stand together in front of the tools: in front of
 * the first part of the row, or (is_rest) of the part behind the shell. A step that has lines of
 * its own has its comment there. */
static bool is_in_row(const struct script *script, size_t at, bool is_rest)
{
	enum sh_comment comment = step_row(script->plan->steps[at].kind)->sh_comment;
	enum sh_place place = script->layout->places[at];

	if (place == SH_OUTER || place == SH_SHELL)
		return false;
	if (place == SH_NOWHERE)
		return comment == (is_rest ? SH_COMMENT_BEHIND : SH_COMMENT_IN_FRONT);
	return is_rest == (place != SH_GUARD && place != SH_UNSHARE);
}

/* Notes on words of the script that belong to no step. */
static void add_notes(const struct script *script, bool is_rest)
{
	if (script->layout->drops_caps)
		sh_add_note(script,
			    is_rest ? "setpriv takes from the command what --keep-caps has left"
				    : "--keep-caps: whoever is not uid 0 loses the capabilities by "
				      "an exec, and the tools need them");
	if (script->layout->has_late_pid && is_rest)
		sh_add_note(script, "--pid is last: what the shell starts would be PID 1");
	if (is_login(script->plan) && is_rest)
		sh_add_note(script, "-l: nsrun says it by a name that begins with -");
}

static void add_comments(const struct script *script, bool is_rest)
{
	for (size_t i = 0; i < script->plan->count; i++)
		if (is_in_row(script, i, is_rest))
			sh_add_comment(script, script->indent, &script->plan->steps[i]);
	add_notes(script, is_rest);
}

/* inner has the descriptors 8 and 9, outer 6 and 7. To open one end of a FIFO waits for the other
 * end, unless it is opened for reading and writing: so that is done first, and replaced. */
static const char pipes[] =
	"# Two pipes: by one inner tells outer its PID, by the other outer lets it go on.\n"
	"folder=$(mktemp -d) && mkfifo \"$folder/pid\" \"$folder/go\" || exit 125\n"
	"exec 6<>\"$folder/pid\" 8>\"$folder/pid\" 6<\"$folder/pid\"\n"
	"exec 9<>\"$folder/go\" 7>\"$folder/go\" 9<\"$folder/go\"\n"
	"rm -r \"$folder\"\n\n";

static const char outer_begins[] = "( {\n"
				   "\texec 8>&- 9<&-\n"
				   "\tread -r pid <&6 || exit\n";

static const char outer_ends[] = "\techo go >&7\n"
				 "} & )\n"
				 "exec 6<&- 7>&-\n\n";

static const char inner_waits[] =
	"\t# outer does its steps now\n"
	"\tread -r pid rest </proc/self/stat && echo \"$pid\" >&8 && read -r go <&9 || exit 125\n"
	"\texec 8>&- 9<&-\n";

static void add_outer(const struct script *script)
{
	const struct step *helper = plan_find(script->plan, STEP_HELPER);

	sh_add(script, pipes);
	if (helper)
		sh_add_comment(script, "", helper);
	else
		sh_add(script, "# outer, beside inner and no child of it\n");
	sh_add(script, outer_begins);
	for (size_t i = 0; i < script->plan->count; i++) {
		if (script->layout->places[i] != SH_OUTER)
			continue;
		sh_add_comment(script, "\t", &script->plan->steps[i]);
		add_step(script, &script->plan->steps[i]);
	}
	sh_add(script, outer_ends);
}

/* Lines for what must exist before unshare starts, as the file of a kept namespace. */
static void add_lines_ahead(const struct script *script)
{
	for (size_t i = 0; i < script->plan->count; i++) {
		const struct step *step = &script->plan->steps[i];
		const char *ahead = step_row(step->kind)->sh_ahead;

		if (ahead && script->layout->places[i] == SH_UNSHARE)
			sh_add_pattern(script, step, ahead);
	}
}

/* The lines of inner's shell. With an init the shell stays as PID 1; else it becomes the next tool.
 */
static void add_shell(struct script *script)
{
	bool stays = plan_find(script->plan, STEP_INIT);

	if (script->layout->has_outer)
		sh_add(script, inner_waits);
	for (size_t i = 0; i < script->plan->count; i++) {
		if (script->layout->places[i] != SH_SHELL)
			continue;
		sh_add_comment(script, script->indent, &script->plan->steps[i]);
		add_step(script, &script->plan->steps[i]);
	}
	add_comments(script, true);
	script->has_tool = script->is_unshare = false;
	sh_add(script, script->indent);
	sh_add(script, stays ? "(exec" : "exec");
	add_rest(script);
	if (!script->text->is_sh)
		return;
	sh_add(script, " \"$@\"");
	sh_add(script, stays ? ")\n\texit" : "");
}

static void add_script(struct script *script)
{
	const struct sh_layout *layout = script->layout;
	bool is_nested = layout->has_shell && layout->has_unshare;

	if (layout->has_outer)
		add_outer(script);
	add_lines_ahead(script);
	add_comments(script, false);
	if (layout->has_unshare) {
		if (!layout->has_shell)
			add_comments(script, true);
		sh_add(script, "exec");
		add_way_in(script);
	}
	if (is_nested) {
		sh_add(script, " sh -c ");
		script->indent = "\t";
		text_begin_sh(script->text);
		sh_add(script, "\n");
		add_shell(script);
		text_end_sh(script->text);
		sh_add(script, " sh");
	} else if (layout->has_unshare) {
		add_rest(script);
	} else {
		add_shell(script);
	}
	add_command(script);
}

static void add_refusal(const struct script *script, const struct step *step, const char *why)
{
	struct text message = { .fd = -1 };

	sh_add_comment(script, "", step);
	sh_add(script, "# A shell cannot do that: ");
	sh_add(script, why);
	sh_add(script, ".\n");
	text_add(&message, "nsrun: a shell cannot ");
	step_describe(&message, script->plan, step);
	step_add_causes(&message, script->plan, step);
	sh_add_word(script, "printf \"%s\\n\" ", text_string(&message));
	sh_add(script, " >&2\nexit 125\n");
}

void explain_sh(struct text *text, const struct plan *plan)
{
	struct sh_layout layout;
	struct script script = { .text = text, .plan = plan, .layout = &layout, .indent = "" };
	const struct step *step;
	const char *refusal;

	sh_layout_make(&layout, plan);
	text_add(text, "#!/bin/sh\n# ");
	describe_whole(text, plan);
	text_add(text, "; unshare, setpriv and mount are those of util-linux 2.38 or later.\n\n");
	refusal = sh_layout_refusal(&layout, &step);
	if (refusal)
		add_refusal(&script, step, refusal);
	else
		add_script(&script);
}
