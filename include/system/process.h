/* A second process. */
#ifndef NSRUN_SYSTEM_PROCESS_H
#define NSRUN_SYSTEM_PROCESS_H

#include <sys/types.h>

/* fork(2) into new namespaces: flags are CLONE_NEW* of clone(2). The child's end sends end_signal
 * to the caller; 0: none, and it is then waited for with __WALL. Returns the child's pid and, in
 * *pidfd, a close-on-exec pidfd that the caller closes; 0 in the child; or -1 with errno. */
pid_t process_clone(int flags, int end_signal, int *pidfd);

/* Opens a pidfd of the caller's parent, close-on-exec, which is readable when that has ended.
 * Returns it, or -1 with errno: ESRCH where the parent is in another PID namespace or has just
 * ended. */
int process_watch_parent(void);

#endif
