/* Phrases: what a step does, which options brought it in, why a command line is refused. */
#include "tell/words.h"

#include "ask/options.h"
#include "ask/suggest.h"
#include "tell/step_row.h"

const char *program_name(enum personality personality)
{
	return personality == AS_UNSHARE ? "unshare" : "nsrun";
}

void describe_new_namespaces(struct text *text, namespace_set set)
{
	bool is_one = (set & (set - 1)) == 0;

	text_add(text, is_one ? "a new " : "new ");
	namespaces_add_names(text, set);
	text_add(text, is_one ? " namespace" : " namespaces");
}

void step_describe(struct text *text, const struct plan *plan, const struct step *step)
{
	step_tell(text, IN_WORDS, plan, step, step_row(step->kind)->phrase);
}

/* Adds an option to the causes, of which there are count, unless it is OPTION_NONE or there
 * already. Returns how many there are then. */
static size_t add_cause(enum option_id causes[static OPTION_COUNT], size_t count,
			enum option_id option)
{
	for (size_t i = 0; i < count; i++)
		if (causes[i] == option)
			return count;
	causes[count] = option;
	return option == OPTION_NONE ? count : count + 1;
}

size_t step_causes(enum option_id causes[static OPTION_COUNT], const struct plan *plan,
		   const struct step *step)
{
	namespace_set set = step_namespaces(step);
	size_t count = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (set & namespace_bit(kind))
			count = add_cause(causes, count, plan->cause[namespace_option(kind)]);
	if (plan_changes_owner(plan, set))
		count = add_cause(causes, count, OPTION_OWNER);
	return add_cause(causes, count, step->cause);
}

void step_add_causes(struct text *text, const struct plan *plan, const struct step *step)
{
	enum option_id causes[OPTION_COUNT];
	size_t count = step_causes(causes, plan, step);

	for (size_t i = 0; i < count; i++) {
		text_add(text, i ? ", " : " (");
		text_add(text, options_spelling(causes[i]));
	}
	text_add(text, count ? ")" : "");
}

void describe_whole(struct text *text, const struct plan *plan)
{
	text_add(text, "Runs ");
	text_add_quoted(text, plan->file);
	text_add(text, " in ");
	if (plan_kinds(plan))
		describe_new_namespaces(text, plan_kinds(plan));
	else
		text_add(text, "the caller's namespaces");
}

void step_describe_failure(struct text *text, const struct plan *plan, const struct step *step,
			   struct failure failure)
{
	struct text phrase = { .fd = -1 };

	step_describe(&phrase, plan, step);
	text_add(text, "cannot ");
	/* A map of 340 ranges is longer than a text in memory: cut, so that the reason fits behind.
	 */
	text_add_cut(text, text_string(&phrase), 2000);
	step_add_causes(text, plan, step);
	text_add(text, ": ");
	failure_describe(text, failure);
}

void step_add_hint(struct text *text, const struct plan *plan, const struct step *step,
		   struct failure failure, const struct facts *facts)
{
	const struct refusal refusal = {
		.plan = plan, .step = step, .failure = failure, .facts = facts
	};

	hint_any(text, &refusal, step_row(step->kind)->hint);
}

static void describe_unknown(struct text *text, const struct problem *why)
{
	const char letter[] = { '-', why->letter, '\0' };

	text_add(text, "unknown option ");
	text_add_quoted(text, why->value ? why->value : letter);
}

void problem_describe(struct text *text, const struct problem *why)
{
	switch (why->kind) {
	case PROBLEM_UNKNOWN_OPTION: describe_unknown(text, why); return;
	case PROBLEM_AMBIGUOUS_OPTION:
		text_add(text, "more than one option begins with ");
		text_add_quoted(text, why->value);
		return;
	case PROBLEM_VALUE_MISSING:
		text_add(text, options_spelling(why->option));
		text_add(text, " needs a value: ");
		text_add(text, options_value_name(why->option));
		return;
	case PROBLEM_VALUE_UNWANTED:
		text_add(text, options_spelling(why->option));
		text_add(text, " takes no value");
		return;
	case PROBLEM_VALUE_INVALID:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be ");
		text_add_quoted(text, why->value);
		break;
	case PROBLEM_UNMAPPED:
		text_add(text, options_spelling(why->option));
		text_add(text, why->is_gid ? " cannot be done: gid " : " cannot be done: uid ");
		text_add_number(text, why->id);
		text_add(text, " is not mapped in the new user namespace");
		return;
	case PROBLEM_BAD_FD:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be done: file descriptor ");
		text_add_number(text, (uint64_t)why->fd);
		text_add(text, " ");
		text_add(text, why->reason);
		return;
	case PROBLEM_UNMET:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be done");
		break;
	case PROBLEM_NEEDS:
		text_add(text, options_spelling(why->option));
		text_add(text, why->reason ? " needs " : " has no effect without ");
		text_add(text, options_spelling(why->other));
		break;
	case PROBLEM_EXCLUDES:
		text_add(text, options_spelling(why->option));
		text_add(text, " and ");
		text_add(text, options_spelling(why->other));
		text_add(text, " exclude each other");
		break;
	case PROBLEM_HOST: break;
	}
	if (why->reason) {
		text_add(text, why->kind == PROBLEM_HOST ? "" : ": ");
		text_add(text, why->reason);
	}
}

void problem_add_hint(struct text *text, const struct request *request, const struct problem *why)
{
	if (why->hint)
		text_add(text, why->hint);
	else if (why->kind == PROBLEM_UNKNOWN_OPTION || why->kind == PROBLEM_AMBIGUOUS_OPTION)
		suggest_add(text, why, request->personality);
	else if (why->kind == PROBLEM_UNMAPPED)
		hint_unmapped(text, request, why, &(struct facts){ .tree = "" });
}
