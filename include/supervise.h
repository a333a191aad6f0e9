/* Outer's life beside the command: signals, the terminal, the end. */
#ifndef NSRUN_SUPERVISE_H
#define NSRUN_SUPERVISE_H

#include <signal.h>
#include <sys/types.h>

/* What of the caller's signal state nsrun changed for itself and the command gets back. */
struct signal_state {
	sigset_t mask;
	struct sigaction child;
};

/* What becomes of signals that others send to outer: all that can be go to the command, or INT and
 * TERM alone do, or these two are held back; the rest then have their default action. */
enum handing { HAND_ON_ALL, HAND_ON_TWO, HOLD_BACK };

/* Blocks what outer takes with sigwaitinfo(2), so that nothing is lost from here on, and sets
 * SIGCHLD to its default, since an ignored one would have the kernel reap the command unseen.
 * Returns 0, or -1 with errno. */
int signals_take(struct signal_state *caller, enum handing handing);

/* Puts the caller's state back. Returns 0, or -1 with errno. */
int signals_give_back(const struct signal_state *caller);

/* Waits for the process to end, hands on to it the signals that others send to the caller, and
 * takes the terminal back if the process had it. Returns its wait(2) status, or -1 with errno. */
int supervise(pid_t pid, int pidfd, enum handing handing);

/* Kills the process and reaps it. Returns its wait(2) status, or -1 with errno. */
int supervise_kill(pid_t pid, int pidfd);

/* Ends as the process with this wait(2) status did: returns its exit status, or dies of its
 * signal without a core. Where it cannot (as a PID 1) it returns 128 + the signal. */
int supervise_end_like(int wait_status);

#endif
