/* File descriptors, many at once: close_range(2). */
#ifndef NSRUN_SYSTEM_FDS_H
#define NSRUN_SYSTEM_FDS_H

#include <stddef.h>

/* Closes every file descriptor of the caller but one. */
void fds_close_all_but(int kept_fd);

/* Makes all file descriptors from 3 on close-on-exec, except the count that stand in kept, and the
 * first listened ones from 3 on, which socket activation has passed (sd_listen_fds(3)). Returns 0,
 * or -1 with errno: EBADF where one of kept is not open. */
int fds_close_on_exec(const int *kept, size_t count, int listened);

#endif
