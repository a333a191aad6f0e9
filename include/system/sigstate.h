/* The caller's signal state: what nsrun changes of it for itself, and the command gets back. */
#ifndef NSRUN_SYSTEM_SIGSTATE_H
#define NSRUN_SYSTEM_SIGSTATE_H

#include <signal.h>

struct signal_state {
	sigset_t mask;
	struct sigaction child;
};

/* What outer does with the signals that others send to it: it hands all of them on to the command,
 * or only INT and TERM, or it holds these two back. In the last two cases the other signals keep
 * their default action. */
enum handing { HAND_ON_ALL, HAND_ON_TWO, HOLD_BACK };

/* Fills the set with every signal, also with those that libc hides because it uses them itself. */
void signals_fill(sigset_t *set);

/* sigprocmask(2) for every signal. libc's function leaves out the real-time signals that it uses
 * itself, but the command's mask has to be the caller's for those too. Returns 0, or -1 with errno.
 */
int signals_mask(int how, const sigset_t *set, sigset_t *old);

/* Blocks the signals that outer will take by its signalfd, so that none is lost from here on. Sets
 * SIGCHLD to its default action: where it is ignored the kernel reaps the command itself, and its
 * status is lost, wait(2). Returns 0, or -1 with errno. */
int signals_take(struct signal_state *caller, enum handing handing);

/* Opens a signalfd(2) for the signals that signals_take has blocked: close-on-exec, non-blocking,
 * the caller's to close. Returns it, or -1 with errno. */
int signals_open(enum handing handing);

/* Puts the caller's state back. Returns 0, or -1 with errno. */
int signals_give_back(const struct signal_state *caller);

#endif
