/* The part of a plan that is about the command and nsrun as two processes: what the end of one
 * means for the other, and what the command inherits. */
#include "parts.h"

#include <signal.h>

void lifetime_plan_outer(struct plan *plan)
{
	if (plan->cause[OPTION_DIE_WITH_PARENT])
		plan_add(plan, STEP_WATCH_PARENT, ACTOR_OUTER, OPTION_DIE_WITH_PARENT);
}

void lifetime_plan_death_signal(struct plan *plan, const struct request *request)
{
	int signal = plan->cause[OPTION_KILL_CHILD] ? request->kill_signal : SIGKILL;
	enum option_id cause = plan->cause[OPTION_KILL_CHILD];

	if (!cause)
		cause = plan->cause[OPTION_DIE_WITH_PARENT];
	if (!cause && plan->personality == AS_NSRUN && !plan->cause[OPTION_NO_KILL_CHILD])
		cause = plan->cause[OPTION_PID];
	if (plan->cause[OPTION_FORK] && cause)
		plan_add(plan, STEP_DEATH_SIGNAL, ACTOR_INNER, cause)->signal = signal;
}

/* This is outer's last step before its wait, and only while it waits does outer heed signals and
 * the deadline: so it comes as soon as the command's process and its namespaces exist. It must come
 * before the change of ids, after which ptrace(2) may forbid outer to look at that process. */
void lifetime_plan_note(struct plan *plan)
{
	if (plan->cause[OPTION_STATUS_FD])
		plan_add(plan, STEP_NOTE_STATUS, ACTOR_OUTER, OPTION_STATUS_FD);
}

/* This comes before the change of ids: so the init keeps nsrun's ids, and with them its death
 * signal. */
void lifetime_plan_init(struct plan *plan)
{
	plan_add(plan, STEP_INIT, ACTOR_INNER, OPTION_INIT);
}

void lifetime_plan_inheritance(struct plan *plan, const struct request *request,
			       const struct host *host)
{
	size_t count = 0;
	struct step *step;

	if (host->is_listener && plan->cause[OPTION_FORK])
		plan_add(plan, STEP_LISTEN_PID, ACTOR_INNER, OPTION_NONE);
	if (plan->cause[OPTION_NEW_SESSION])
		plan_add(plan, STEP_NEW_SESSION, ACTOR_INNER, OPTION_NEW_SESSION);
	if (!plan->cause[OPTION_CLOSE_FDS])
		return;
	for (size_t i = 0; i < request->kept_fd_count; i++)
		plan->kept_fds[count++] = request->kept_fds[i];
	for (size_t i = 0; i < host->jobserver_fd_count; i++)
		if (host->jobserver_fds[i] < 3 || !plan->cause[OPTION_STATUS_FD] ||
		    host->jobserver_fds[i] != request->status_fd)
			plan->kept_fds[count++] = host->jobserver_fds[i];
	step = plan_add(plan, STEP_CLOSE_FDS, ACTOR_INNER, OPTION_CLOSE_FDS);
	step->kept.count = count;
	step->kept.listened = host->listened;
}

void lifetime_plan_wait(struct plan *plan, const struct request *request)
{
	static const struct duration standard = { .seconds = 5 };
	struct step *step;

	if (!plan->cause[OPTION_FORK])
		return;
	step = plan_add(plan, STEP_WAIT, ACTOR_OUTER, plan->cause[OPTION_TIMEOUT]);
	if (plan->cause[OPTION_TIMEOUT])
		step->wait.timeout = request->timeout;
	step->wait.kill_after = plan->cause[OPTION_KILL_AFTER] ? request->kill_after : standard;
}
