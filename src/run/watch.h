/* Processes of nsrun's that the command cannot stop, and what they are for. */
#ifndef NSRUN_RUN_WATCH_H
#define NSRUN_RUN_WATCH_H

#include <stdint.h>
#include <sys/types.h>

/* Starts a process that sends the caller SIGCONT, until watch_end, once the stopped command goes on
 * or ends. The command is the process of the pidfd; or, where init_fd is not -1, the init at the
 * other end of that socket tells of it. Returns its pid, or -1 with errno. */
pid_t watch_for_continuation(int pidfd, int init_fd);

/* Starts a process that continues the caller, should it be stopped, when the deadline has come
 * (nanoseconds of CLOCK_MONOTONIC; INT64_MAX: never) or the process of parent_fd, a pidfd, has
 * ended (-1: none). If the caller has not seen to it some time after that, by kill_at or at once,
 * it kills the caller's other children. To be called before the caller has any. Returns its pid, or
 * -1 with errno. */
pid_t watch_for_deadline(int64_t deadline, int64_t kill_at, int parent_fd);

/* Ends and reaps such a process. Does nothing for 0 and -1. */
void watch_end(pid_t watch);

#endif
