/* The init of --init: a PID 1 that reaps, hands signals on, and tells outer of the command. */
#ifndef NSRUN_RUN_INIT_H
#define NSRUN_RUN_INIT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

enum init_kind {
	INIT_STOPPED, /* value: the signal */
	INIT_CONTINUED,
	INIT_ENDED, /* value: the status of wait(2). Nothing comes after it, */
	INIT_FAILED /* nor after this: the init cannot wait for the command. value: errno */
};

struct init_news {
	uint32_t kind;
	int32_t value;
};

/* Acts as the init until the command ends. Outer has the other end of outer_fd, a SOCK_SEQPACKET
 * socket. The caller has blocked every signal, and SIGCHLD has its default action. */
_Noreturn void init_run(pid_t command, int outer_fd);

/* Outer's: takes the next news without waiting. Returns false where there is none. */
bool init_collect(int init_fd, struct init_news *news);

#endif
