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

int walk_await(struct walk *walk, enum baton_word word)
{
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
