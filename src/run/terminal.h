/* The controlling terminal, while nsrun waits for the command: termios(3), credentials(7). */
#ifndef NSRUN_RUN_TERMINAL_H
#define NSRUN_RUN_TERMINAL_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

struct terminal {
	int fd;                  /* -1: there is none */
	bool is_foreground;      /* nsrun's job had the terminal when nsrun looked last */
	pid_t holder;            /* the group that had it when the job stopped; 0: nsrun's own */
	struct termios settings; /* as they were at the start, if is_known */
	bool is_known;
	struct termios saved; /* as a PID 1 had them that nsrun has stopped, if is_saved */
	bool is_saved;
};

/* Looks at the controlling terminal. What it holds is given back by terminal_close. */
void terminal_open(struct terminal *terminal);

/* Called before and after nsrun stops. stop notes which group has the terminal; resume gives it to
 * that group again if nsrun's job is in the foreground, and else leaves the terminal alone. A
 * command that nsrun has stopped itself (saves_settings) could not put the terminal in order: stop
 * saves its settings and puts those of the start back, resume puts the saved ones back, and returns
 * whether it did. */
void terminal_stop(struct terminal *terminal, bool saves_settings);
bool terminal_resume(struct terminal *terminal);

/* At the command's end nsrun's group takes the terminal back, if the command's group had it or the
 * group that had it is gone; if the command was killed, the settings are put back. */
void terminal_close(struct terminal *terminal, pid_t command, bool was_killed);

#endif
