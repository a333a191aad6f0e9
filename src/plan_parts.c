/* What the parts of the plan's making share. */
#include "plan_parts.h"

#include <signal.h>

struct step *plan_add(struct plan *plan, enum step_kind kind, enum actor actor,
		      enum option_id cause)
{
	struct step *step = &plan->steps[plan->count++];

	*step = (struct step){ .kind = kind, .actor = actor, .cause = cause };
	return step;
}

struct problem plan_exclusion(enum option_id option, enum option_id other, const char *reason)
{
	return (struct problem){
		.kind = PROBLEM_EXCLUDES, .option = option, .other = other, .reason = reason
	};
}

void plan_add_death_signal(struct plan *plan, const struct request *request)
{
	int signal = plan->cause[OPTION_KILL_CHILD] ? request->kill_signal : SIGKILL;
	enum option_id cause =
		plan->cause[OPTION_KILL_CHILD] ? OPTION_KILL_CHILD : plan->cause[OPTION_PID];

	if (plan->personality == AS_UNSHARE && !plan->cause[OPTION_KILL_CHILD])
		return;
	if (plan->cause[OPTION_FORK] && cause)
		plan_add(plan, STEP_DEATH_SIGNAL, ACTOR_INNER, cause)->signal = signal;
}
