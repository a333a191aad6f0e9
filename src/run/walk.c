/* Taking turns on the walk. */
#include "walk.h"

#include <errno.h>
#include <sys/socket.h>

enum handing walk_handing(const struct plan *plan)
{
	if (plan->personality == AS_NSRUN)
		return HAND_ON_ALL;
	return plan->cause[OPTION_FORWARD_SIGNALS] ? HAND_ON_TWO : HOLD_BACK;
}

void walk_supervise(struct walk *walk)
{
	const struct plan *plan = walk->plan;
	const struct step *wait = plan_find(plan, STEP_WAIT);

	walk->supervision = (struct supervision){
		.pid = walk->inner,
		.pidfd = walk->inner_fd,
		.init_fd = walk->init_fd,
		.start_fd = walk->baton_fd,
		.parent_fd = walk->parent_fd,
		.signal_fd = walk->signal_fd,
		.terminal = walk->terminal,
		.handing = walk_handing(plan),
		.caller = &walk->caller,
		.early = walk->early,
		.watch = walk->watch,
		.is_pid1 = plan_kinds(plan) & namespace_bit(NAMESPACE_PID) &&
			   !plan->cause[OPTION_INIT],
		.is_check = plan->is_check,
		.tells_start = plan->status_fd >= 0,
		.timeout = duration_nanoseconds(wait->wait.timeout),
		.kill_after = duration_nanoseconds(wait->wait.kill_after),
	};
	supervise_begin(&walk->supervision);
}

int walk_await(struct walk *walk, enum baton_word word)
{
	if (walk->supervision.pid > 0 && supervise_await(&walk->supervision, walk->baton_fd) < 0)
		return -1;
	walk->heard = baton_await(walk->baton_fd);
	walk->is_deserted =
		walk->heard.word != word && !(walk->heard.word == BATON_NONE && errno != 0);
	return walk->heard.word == word ? 0 : -1;
}

int walk_pass(struct walk *walk, enum baton_word word)
{
	int result = baton_pass(walk->baton_fd, (struct baton){ .word = word });

	walk->is_deserted = result < 0 && errno == EPIPE;
	return result;
}

int walk_listen(struct walk *walk)
{
	while (walk->heard.word != BATON_FAILED) {
		struct baton heard = baton_collect(walk->baton_fd);

		if (heard.word == BATON_NONE)
			return errno;
		walk->heard = heard;
	}
	return 0;
}

void walk_part(const struct walk *walk)
{
	shutdown(walk->baton_fd, SHUT_WR);
	while (baton_await(walk->baton_fd).word != BATON_NONE)
		;
}
