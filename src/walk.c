/* Taking turns on the walk. */
#include "walk.h"

enum handing walk_handing(const struct plan *plan)
{
	if (plan->personality == AS_NSRUN)
		return HAND_ON_ALL;
	return plan->cause[OPTION_FORWARD_SIGNALS] ? HAND_ON_TWO : HOLD_BACK;
}

void walk_listen(struct walk *walk)
{
	struct baton heard;

	while (walk->heard.word != BATON_FAILED &&
	       (heard = baton_collect(walk->baton_fd)).word != BATON_NONE)
		walk->heard = heard;
}

int walk_take_turn(struct walk *walk)
{
	walk->heard = baton_await(walk->baton_fd);
	walk->is_deserted = walk->heard.word != BATON_GO;
	return walk->is_deserted ? -1 : 0;
}

int walk_pass_turn(struct walk *walk)
{
	walk->is_deserted = baton_pass(walk->baton_fd, (struct baton){ .word = BATON_GO }) < 0;
	return walk->is_deserted ? -1 : 0;
}
