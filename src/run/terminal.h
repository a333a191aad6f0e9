/* The controlling terminal, while nsrun waits for the command: termios(3), credentials(7). */
#ifndef NSRUN_RUN_TERMINAL_H
#define NSRUN_RUN_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

struct terminal {
	int fd;                  /* -1: there is none */
	bool is_foreground;      /* nsrun's job had it when nsrun looked last */
	pid_t holder;            /* the job's group that had it when the job stopped; 0: nsrun's */
	struct termios settings; /* as they were at the start, where is_known */
	bool is_known;
};

/* Looks at the controlling terminal. What it holds is given back by terminal_close. */
void terminal_open(struct terminal *terminal);

/* Around a stop of nsrun: the group that has the terminal is noted, and has it again if nsrun's job
 * is in the foreground then. A job in the background does not touch it. */
void terminal_stop(struct terminal *terminal);
void terminal_resume(struct terminal *terminal);

/* At the command's end nsrun's group takes the terminal back, if the command's group had it or the
 * group that had it is gone; if the command was killed, the settings are put back. */
void terminal_close(struct terminal *terminal, pid_t command, bool was_killed);

#endif
