/* The caller's signal state: what nsrun changes of it for itself, and the command gets back. */
#ifndef NSRUN_SYSTEM_SIGSTATE_H
#define NSRUN_SYSTEM_SIGSTATE_H

#include <signal.h>

struct signal_state {
	sigset_t mask;
	struct sigaction child;
};

/* What becomes of signals that others send to outer: all that can be go to the command, or INT and
 * TERM alone do, or these two are held back; the rest then have their default action. */
enum handing { HAND_ON_ALL, HAND_ON_TWO, HOLD_BACK };

/* Every signal there is, those too that libc hides since it uses them itself. */
void signals_fill(sigset_t *set);

/* sigprocmask(2) of every signal: libc's own leaves the real-time ones that it uses itself out,
 * and the command's mask is to be the caller's in them too. Returns 0, or -1 with errno. */
int signals_mask(int how, const sigset_t *set, sigset_t *old);

/* Blocks what outer takes, so that nothing is lost from here on, and sets SIGCHLD to its default,
 * since an ignored one would have the kernel reap the command unseen. Returns 0, or -1 with errno.
 */
int signals_take(struct signal_state *caller, enum handing handing);

/* A close-on-exec signalfd(2) for it, the caller's, that does not block; or -1 with errno. */
int signals_open(enum handing handing);

/* Puts the caller's state back. Returns 0, or -1 with errno. */
int signals_give_back(const struct signal_state *caller);

#endif
