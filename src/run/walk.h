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

/* What is known only while running. fds are -1 where there is none. */
struct walk {
	const struct plan *plan;
	size_t at;          /* the step that is being done */
	enum actor actor;   /* who this process is */
	int baton_fd;       /* this process's end */
	struct baton heard; /* what the other passed last, when this process waited for it */
	bool is_second;     /* this process is the one that nsrun made */
	bool is_deserted;   /* the other has failed or is gone */
	sigset_t early;     /* what was pending when inner was made */
	int signal_fd;      /* outer's: the signals that it takes */
	int parent_fd;      /* outer's: a pidfd of its own parent */
	int init_fd;        /* an end of the socket between an init and outer */
	pid_t inner;        /* outer's: the process that becomes the command, */
	int inner_fd;       /* a pidfd of it, */
	int wait_status;    /* how the second process ended, where that was no end of a command's */
	struct terminal terminal; /* outer's, from before there is a command */
	struct status_note note;
	struct supervision supervision;
	int proc_fd;           /* inner's folder in /proc, from the first map on */
	pid_t helper;          /* inner's: the process that is outer for a while */
	struct failure mapper; /* the program that failed, if one did */
	struct kept kept[NAMESPACE_KINDS];
	struct signal_state caller;
};

/* What becomes of the signals that outer gets. */
enum handing walk_handing(const struct plan *plan);

/* Each returns 0, or -1: the other process is to blame if walk->is_deserted, else errno says why.
 * await waits for the baton with this word, pass gives it away. */
int walk_await(struct walk *walk, enum baton_word word);
int walk_pass(struct walk *walk, enum baton_word word);

/* For who cannot wait(2) for the other process: that hears that nothing more comes, and leaves, as
 * end of file says. */
void walk_part(const struct walk *walk);

/* Takes what the other has said since it was last listened to, without waiting. Returns 0, or errno
 * where there may be more that cannot be heard. */
int walk_listen(struct walk *walk);

#endif
