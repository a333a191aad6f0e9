/* What the files that make a plan share. */
#include "parts.h"

struct step *plan_add(struct plan *plan, enum step_kind kind, enum actor actor,
		      enum option_id cause)
{
	struct step *step = &plan->steps[plan->count];

	if (plan->count < PLAN_STEPS_MAX)
		plan->count++;
	else
		plan->is_overfull = true;

	*step = (struct step){ .kind = kind, .actor = actor, .cause = cause };
	return step;
}

struct problem plan_exclusion(enum option_id option, enum option_id other, const char *reason)
{
	return (struct problem){
		.kind = PROBLEM_EXCLUDES, .option = option, .other = other, .reason = reason
	};
}
