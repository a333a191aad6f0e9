/* What --explain prints: the plan for a reader, and for programs. */
#include "tell/explain.h"

#include <string.h>

#include "ask/options.h"
#include "tell/step_row.h"
#include "tell/words.h"

static void explain_step(struct text *text, const struct plan *plan, size_t index)
{
	const struct step *step = &plan->steps[index];
	const struct step_row *row = step_row(step->kind);
	struct text rule = { .fd = -1 };

	text_add(text, index < 9 ? " " : "");
	text_add_number(text, index + 1);
	text_add(text, step->actor == ACTOR_OUTER ? ". outer: " : ". inner: ");
	step_describe(text, plan, step);
	step_add_causes(text, plan, step);
	text_add(text, "\n           ");
	step_tell(text, IN_CALL, plan, step, row->call);
	text_add(text, "; see ");
	text_add(text, row->page);
	if (row->rule)
		step_tell(&rule, IN_WORDS, plan, step, row->rule);
	text_add(text, rule.length ? "\n           " : "");
	text_add(text, text_string(&rule));
	text_add(text, "\n");
}

/* Which namespaces are new, in a sentence, and which process outer and inner are. */
static void explain_whole(struct text *text, const struct plan *plan)
{
	describe_whole(text, plan);
	if (plan_forks(plan))
		text_add(text,
			 ".\nouter is nsrun and waits; inner is a second process and becomes the "
			 "command.\n");
	else if (plan->steps[0].kind == STEP_HELPER)
		text_add(text,
			 ".\ninner is nsrun itself and becomes the command; outer is a helper that "
			 "ends before.\n");
	else
		text_add(text,
			 ".\ninner is nsrun itself and becomes the command; there is no second "
			 "process.\n");
}

/* The options that were not given but are in force, each with the given option that implies it. */
static void explain_implied(struct text *text, const struct plan *plan)
{
	const char *before = "Implied: ";

	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		if (!plan->cause[option] || plan->cause[option] == option)
			continue;
		text_add(text, before);
		text_add(text, options_spelling(option));
		text_add(text, " by ");
		text_add(text, options_spelling(plan->cause[option]));
		before = ", ";
	}
	text_add(text, *before == ',' ? ".\n\n" : "\n");
}

void explain_plan(struct text *text, const struct plan *plan)
{
	explain_whole(text, plan);
	explain_implied(text, plan);
	for (size_t i = 0; i < plan->count; i++)
		explain_step(text, plan, i);
}

static void add_json_options(struct text *text, const struct plan *plan, const struct step *step)
{
	enum option_id causes[OPTION_COUNT];
	size_t count = step_causes(causes, plan, step);

	text_add(text, "[");
	for (size_t i = 0; i < count; i++) {
		text_add(text, i ? "," : "");
		text_add_json(text, options_spelling(causes[i]));
	}
	text_add(text, "]");
}

void explain_json_step(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\"actor\":");
	text_add_json(text, step->actor == ACTOR_OUTER ? "outer" : "inner");
	text_add(text, ",\"step\":");
	text_begin_json(text);
	step_describe(text, plan, step);
	text_end_json(text);
	text_add(text, ",\"options\":");
	add_json_options(text, plan, step);
}

static void add_json_step(struct text *text, const struct plan *plan, const struct step *step)
{
	const struct step_row *row = step_row(step->kind);

	text_add(text, "{");
	explain_json_step(text, plan, step);
	text_add(text, ",\"call\":");
	text_begin_json(text);
	step_tell(text, IN_CALL, plan, step, row->call);
	text_end_json(text);
	text_add(text, ",\"manual\":");
	text_add_json(text, row->page);
	text_add(text, "}");
}

static void add_json_implied(struct text *text, const struct plan *plan)
{
	const char *separator = "";

	for (enum option_id option = OPTION_NONE + 1; option < OPTION_COUNT; option++) {
		if (!plan->cause[option] || plan->cause[option] == option)
			continue;
		text_add(text, separator);
		text_add_json(text, options_spelling(option));
		text_add(text, ":");
		text_add_json(text, options_spelling(plan->cause[option]));
		separator = ",";
	}
}

static void add_json_words(struct text *text, const struct plan *plan)
{
	for (char **word = plan->argv; *word; word++) {
		text_add(text, word == plan->argv ? "" : ",");
		text_add_json(text, *word);
	}
}

void explain_json(struct text *text, const struct plan *plan)
{
	namespace_set set = plan_kinds(plan);
	const char *separator = "";

	text_add(text, "{\"version\":1,\"file\":");
	text_add_json(text, plan->file);
	text_add(text, ",\"argv\":[");
	add_json_words(text, plan);
	text_add(text, plan_forks(plan) ? "],\"forks\":true,\"namespaces\":["
					: "],\"forks\":false,\"namespaces\":[");
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)))
			continue;
		text_add(text, separator);
		text_add_json(text, namespace_table[kind].file);
		separator = ",";
	}
	text_add(text, "],\"implied\":{");
	add_json_implied(text, plan);
	text_add(text, "},\"steps\":[");
	for (size_t i = 0; i < plan->count; i++) {
		text_add(text, i ? ",\n" : "\n");
		add_json_step(text, plan, &plan->steps[i]);
	}
	text_add(text, "]}\n");
}
