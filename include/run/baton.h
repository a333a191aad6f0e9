/*
 * The baton: how outer and inner take turns. A record goes over a SOCK_SEQPACKET socketpair, so
 * it arrives whole or not at all, and end of file says that the other process is gone.
 */
#ifndef NSRUN_RUN_BATON_H
#define NSRUN_RUN_BATON_H

#include <stdint.h>

#include "base/errors.h"

enum baton_word {
	BATON_NONE,   /* never sent: end of file, the other process is gone */
	BATON_GO,     /* your turn */
	BATON_BORN,   /* inner is there, made by another than outer */
	BATON_READY,  /* the next thing inner does is the exec */
	BATON_FAILED, /* a step failed: step and failure say which and why */
};

struct baton {
	uint32_t word;
	uint32_t step; /* index into the plan */
	int32_t pid;   /* in a received record: its sender, if baton_ask_sender was called */
	struct failure failure;
};

/* Makes both ends, close-on-exec. Returns 0, or -1 with errno from socketpair(2). */
int baton_make(int *outer_fd, int *inner_fd);

/* From now on the kernel tells with each record the pid of its sender, as the caller's PID
 * namespace numbers it: unix(7), SO_PASSCRED. Returns 0, or -1 with errno. */
int baton_ask_sender(int fd);

/* Sends a record. Returns 0, or -1 with errno from send(2): EPIPE where the other process is gone.
 */
int baton_pass(int fd, struct baton baton);

/* Waits for a record. BATON_NONE is end of file, with errno 0, or a failure, with errno from
 * recvmsg(2), or EIO for a record of another size. */
struct baton baton_await(int fd);

/* The same without waiting: EAGAIN where there is none yet. */
struct baton baton_collect(int fd);

/* Returns 1 where the other end is still open, else 0, or -1 with errno from poll(2). */
int baton_holds(int fd);

#endif
