/* What a walk came to, and nsrun's end. */
#include "verdict.h"

#include <errno.h>

#include "run/report.h"

/* Finds out from the records on the socket how far the second process came. */
struct verdict verdict_reach(struct walk *walk, int result, struct failure failure)
{
	struct verdict verdict = { .kind = VERDICT_FAILED, .at = walk->at, .failure = failure };
	int error;

	if (result < 0 && !walk->is_deserted && walk->heard.word != BATON_FAILED)
		return verdict;
	/* Without an outer: a check whose only process came to the exec. */
	if (result == 0 && walk->actor == ACTOR_INNER)
		return (struct verdict){ .kind = VERDICT_READY };
	error = walk->baton_fd < 0 ? 0 : walk_listen(walk);
	if (walk->heard.word == BATON_FAILED && walk->heard.step < walk->plan->count) {
		verdict.at = walk->heard.step;
		verdict.failure = walk->heard.failure;
		return verdict;
	}
	/* The socket could not be read to its end, so it is not known what came after "ready". The
	 * step to blame is the one that this process was at, or the last. */
	if (error) {
		verdict.at = walk->at < walk->plan->count ? walk->at : walk->plan->count - 1;
		verdict.failure = (struct failure){ .error = error };
		return verdict;
	}
	if (walk->heard.word == BATON_READY)
		return (struct verdict){ .kind = VERDICT_READY };
	/* When nsrun has done all its own steps, the last one was to wait. */
	if (result == 0)
		verdict.at = walk->plan->count - 1;
	if (walk->supervision.ending.is_timed_out || walk->supervision.end_signal) {
		verdict.kind = VERDICT_ENDED;
		verdict.failure.error = walk->supervision.ending.is_timed_out ? ETIME : EINTR;
		return verdict;
	}
	if (walk->supervision.has_ended)
		walk->wait_status = walk->supervision.ending.wait_status;
	verdict.kind = VERDICT_DEAD;
	verdict.failure = (struct failure){ .error = ECHILD,
					    .program = PROGRAM_NSRUN,
					    .wait_status = walk->wait_status };
	return verdict;
}

/* The command did not start, so what was kept for it is taken back, and nsrun's signals are the
 * caller's again: whoever reads stderr may be slow, or not read at all, and nsrun can be ended
 * meanwhile. */
static void give_up(const void *context)
{
	const struct walk *walk = context;

	for (size_t kind = 0; kind < NAMESPACE_KINDS; kind++)
		keep_undo(&walk->kept[kind]);
	if (walk->signal_fd >= 0)
		(void)signals_give_back(&walk->caller);
}

/* nsrun has waited for the command, and ends as the command did. */
static int end_like_command(const struct walk *walk)
{
	const struct supervision *supervision = &walk->supervision;

	if (walk->plan->status_fd >= 0)
		status_ended(walk->plan->status_fd, &supervision->ending);
	return supervision->ending.is_timed_out ? STATUS_TIMED_OUT
						: supervise_end_like(supervision);
}

/* A signal or the deadline came before the command began. */
static int end_before_command(const struct walk *walk)
{
	const struct supervision *supervision = &walk->supervision;
	bool is_timed_out = supervision->ending.is_timed_out;
	struct status_failure ended = {
		.message = "it was ended before the command started",
		.status = is_timed_out ? STATUS_TIMED_OUT : 128 + supervision->end_signal,
	};

	/* First: nsrun may die of the signal below. */
	give_up(walk);
	if (walk->plan->status_fd >= 0)
		status_failed(walk->plan->status_fd, &ended);
	return is_timed_out ? STATUS_TIMED_OUT : supervise_end_like(supervision);
}

int verdict_obey(const struct walk *walk, struct verdict verdict)
{
	const struct plan *plan = walk->plan;

	switch (verdict.kind) {
	case VERDICT_READY: return end_like_command(walk);
	case VERDICT_FAILED:
		return report_step(plan, &plan->steps[verdict.at], verdict.failure, give_up, walk);
	case VERDICT_ENDED: return end_before_command(walk);
	case VERDICT_DEAD: give_up(walk); return report_death(plan, verdict.failure);
	}
	return STATUS_FAILED;
}

void verdict_heed_signal(const struct walk *walk)
{
	if (walk->supervision.has_ended && walk->supervision.end_signal)
		(void)supervise_end_like(&walk->supervision);
}
