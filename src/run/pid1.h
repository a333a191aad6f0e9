/* What becomes of a signal that is sent to a PID 1: pid_namespaces(7). */
#ifndef NSRUN_RUN_PID1_H
#define NSRUN_RUN_PID1_H

enum reaction {
	REACTION_NONE,    /* the kernel drops it: no handler, not ignored, blocked or waited for */
	REACTION_HANDLER, /* the process has a handler */
	REACTION_OTHER,   /* the process ignores it, blocks it or waits for it */
	REACTION_UNKNOWN, /* /proc does not tell */
};

/* Reads in /proc what the PID 1 that a pidfd names would do with the signal, now. */
enum reaction pid1_reaction(int pidfd, int signal);

#endif
