/* What one of nsrun's processes knows on its walk over the plan. See the head of run.c. */
#ifndef NSRUN_RUN_WALK_H
#define NSRUN_RUN_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "base/errors.h"
#include "plan/plan.h"
#include "run/baton.h"
#include "supervise.h"
#include "system/keep.h"
#include "system/sigstate.h"
#include "tell/status.h"

/* What is known only while the plan is carried out. An fd is -1 where there is none. */
struct walk {
	const struct plan *plan;
	size_t at;          /* the step that is being done */
	enum actor actor;   /* who this process is */
	int baton_fd;       /* this process's end of the socket */
	struct baton heard; /* the last record that this process has received */
	bool is_second;     /* this process was made by nsrun's first one */
	bool is_deserted;   /* the other process has failed or is gone */
	sigset_t early;     /* signals that were pending when inner was made */
	int signal_fd;      /* outer's: a signalfd of the signals that it takes */
	int parent_fd;      /* outer's: a pidfd of its own parent */
	int init_fd;        /* an end of the socket between an init and outer */
	pid_t inner;        /* outer's: the process that becomes the command, */
	int inner_fd;       /* a pidfd of it, */
	int wait_status;    /* of the second process, where it ended before it was the command */
	pid_t watch;        /* outer's: looks for the deadline while nsrun is stopped; 0: none */
	struct terminal terminal; /* outer's: as it was before the command could change it */
	struct status_note note;
	struct supervision supervision;
	int proc_fd;           /* inner's folder in /proc, from the first map on */
	pid_t helper;          /* inner's: the helper, which is outer until it ends */
	struct failure mapper; /* the program that failed, if one did */
	struct kept kept[NAMESPACE_KINDS];
	struct signal_state caller;
};

/* What becomes of the signals that outer gets. */
enum handing walk_handing(const struct plan *plan);

/* Outer's, when inner is there: from here on the deadline runs, and whatever outer waits for, it
 * heeds signals as well. */
void walk_supervise(struct walk *walk);

/* await waits for the baton with this word, pass gives it away with it. Each returns 0, or -1: if
 * walk->is_deserted the other process has failed or is gone, else errno says why. */
int walk_await(struct walk *walk, enum baton_word word);
int walk_pass(struct walk *walk, enum baton_word word);

/* Ends the exchange with a process that the caller cannot wait(2) for: the other process reads end
 * of file and leaves, and the caller returns when it reads end of file in turn. */
void walk_part(const struct walk *walk);

/* Takes the records that the other process has sent so far, without waiting; walk->heard is then
 * the last of them. Returns 0, or an errno where the socket could not be read. */
int walk_listen(struct walk *walk);

#endif
