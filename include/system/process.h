/* A second process. */
#ifndef NSRUN_SYSTEM_PROCESS_H
#define NSRUN_SYSTEM_PROCESS_H

#include <sys/types.h>

/* Like fork(2), but into new namespaces: flags are CLONE_NEW* of clone(2). When the child ends, the
 * caller gets end_signal; with 0 it gets none, and waits for the child with __WALL. Returns the
 * child's pid and, in *pidfd, a close-on-exec pidfd that the caller closes; 0 in the child; or -1
 * with errno. */
pid_t process_clone(int flags, int end_signal, int *pidfd);

/* Opens a pidfd of the caller's parent, close-on-exec, which is readable when that has ended.
 * Returns it, or -1 with errno: ESRCH where the parent is in another PID namespace or has just
 * ended. */
int process_watch_parent(void);

#endif
