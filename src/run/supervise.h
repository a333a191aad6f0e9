/* Outer's life beside the command: signals, stops, deadlines, the end. */
#ifndef NSRUN_RUN_SUPERVISE_H
#define NSRUN_RUN_SUPERVISE_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "system/sigstate.h"
#include "tell/status.h"
#include "terminal.h"

/* What supervise needs, and its results. An fd is -1 where there is none. The fds stay the
 * caller's, who made them before the command could start. */
struct supervision {
	pid_t pid;     /* outer's child: the command, or its init */
	int pidfd;     /* of it */
	int init_fd;   /* what the init tells, see init.h */
	int start_fd;  /* hangs up when the command is executed, or when that has failed */
	int parent_fd; /* a pidfd of nsrun's own parent: when that ends, all is killed */
	int signal_fd; /* a signalfd of what signals_take has blocked */
	enum handing handing;
	const struct signal_state *caller;
	struct terminal terminal; /* opened before the command could change it */
	sigset_t early;   /* pending when the command's process was made, which has not got them */
	pid_t watch;      /* of the deadline and the parent, see watch.h; 0: none */
	bool is_pid1;     /* the command itself is a PID 1 */
	bool is_check;    /* there will be no command */
	bool tells_start; /* supervise returns when start_fd hangs up */
	int64_t timeout;  /* nanoseconds until the command gets SIGTERM, 0 for never, */
	int64_t kill_after; /* and from then on until all is killed */

	struct ending ending;
	int end_signal; /* a fatal signal that the command would not see, so all was killed; 0: none
			 */

	/* supervise's own. */
	int64_t start; /* nanoseconds of CLOCK_MONOTONIC, as is deadline */
	int64_t deadline;
	int stop_signal;  /* nsrun stops by it when the command has stopped; 0: none */
	uint64_t unheard; /* fatal signals that were sent on, perhaps to a PID 1 that drops them */
	bool has_ended;
	int command_stop; /* the signal by which the command has stopped, as the init says; 0: none
			   */
	bool is_continued;
	bool is_told_by_init;
	int error; /* why nsrun cannot go on: the init cannot wait, or a kill is refused; 0: it can
		    */
};

enum { SUPERVISE_ENDED, SUPERVISE_STARTED };

/* Prepares *supervision for supervise. The caller has set the inputs, from pid to kill_after. */
void supervise_begin(struct supervision *supervision);

/* Waits until the fd is readable or its other end is closed, or inner has ended. Meanwhile it heeds
 * signals, the deadline and the parent as supervise does: what would end a command kills inner.
 * Returns 0, or -1 with errno. */
int supervise_await(struct supervision *supervision, int fd);

/* Waits for the command to end. Meanwhile it hands the signals that others send to nsrun on to the
 * command, and stops when the command stops; at the end it takes the terminal back. Returns
 * SUPERVISE_ENDED, or -1 with errno. Where tells_start is set it first returns SUPERVISE_STARTED,
 * and is to be called again. */
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
