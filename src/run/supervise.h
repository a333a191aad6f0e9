/* Outer's life beside the command: signals, stops, deadlines, the end. */
#ifndef NSRUN_RUN_SUPERVISE_H
#define NSRUN_RUN_SUPERVISE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "system/sigstate.h"
#include "tell/status.h"
#include "terminal.h"

/* What supervise goes by, and what comes of it. fds are -1 where there is none; they stay the
 * caller's, who made them before the command could start. */
struct supervision {
	pid_t pid;     /* outer's child: the command, or its init */
	int pidfd;     /* of it */
	int init_fd;   /* what the init tells, see init.h */
	int start_fd;  /* hangs up when the command was executed, or has failed to be */
	int parent_fd; /* a pidfd of nsrun's own parent, with whom all ends */
	int signal_fd; /* a signalfd of what signals_take has blocked */
	enum handing handing;
	const struct signal_state *caller;
	struct terminal terminal; /* opened before the command could change it */
	sigset_t early;     /* pending when the command's process was made: that has not had them */
	bool is_pid1;       /* the command itself is a PID 1 */
	bool is_check;      /* there will be no command */
	bool tells_start;   /* supervise returns when start_fd hangs up */
	int64_t timeout;    /* nanoseconds until the command gets SIGTERM, 0 for never, */
	int64_t kill_after; /* and from then on until all is killed */

	struct ending ending;
	int end_signal; /* for which all was killed, as the command would not have seen it; 0: none
			 */

	/* supervise's own. */
	int64_t start; /* nanoseconds of CLOCK_MONOTONIC, as is deadline */
	int64_t deadline;
	int stop_signal;  /* by which nsrun means to stop when the command has; 0: none */
	uint64_t unheard; /* fatal signals of which it is not known whether they were seen */
	bool has_ended;
	int command_stop; /* of what signal the init says that the command stopped; 0: it has not */
	bool is_continued;
	bool is_told_by_init;
	int init_error; /* why the init could not wait for the command; 0: it can */
};

enum { SUPERVISE_ENDED, SUPERVISE_STARTED };

/* Prepares *supervision for supervise, whose inputs have been set. */
void supervise_begin(struct supervision *supervision);

/* Waits for the command to end, hands on to it the signals that others send to the caller, stops
 * with it, and takes the terminal back. Returns SUPERVISE_ENDED; before that SUPERVISE_STARTED, if
 * asked for, and then it is called again; or -1 with errno. */
int supervise(struct supervision *supervision);

/* Kills the process and reaps it. Returns its wait(2) status, or -1 with errno. */
int supervise_kill(pid_t pid, int pidfd);

/* Where supervise has failed: kills and reaps the command, and takes the terminal back. Returns as
 * supervise_kill does. */
int supervise_abandon(struct supervision *supervision);

/* Ends as the supervised command did: returns its exit status, or dies of its signal without a
 * core. Where it cannot (as a PID 1) it returns 128 + the signal. */
int supervise_end_like(const struct supervision *supervision);

#endif
