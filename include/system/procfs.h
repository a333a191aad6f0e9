/* A process's folder in /proc, and writing the files in it: proc(5). */
#ifndef NSRUN_SYSTEM_PROCFS_H
#define NSRUN_SYSTEM_PROCFS_H

#include <stddef.h>

/* Whether a file is on a proc file system: 1, 0, or -1 with errno from fstatfs(2). */
int procfs_holds(int fd);

/* Opens the folder in /proc of the process that a pidfd names, or of the caller itself (-1).
 * Returns a close-on-exec O_PATH fd that the caller closes, or -1 with errno: ENOTSUP where /proc
 * is no proc file system, ESRCH where the process is not to be seen in it. */
int procfs_open(int pidfd);

/* Writes the pid that a pidfd's process has in the PID namespace that /proc shows, which need not
 * be the caller's. Returns 0, or -1 with errno as procfs_open does. */
int procfs_pid(char pid[static 21], int pidfd);

/* Room for "status", whose line of groups may be long. */
enum { PROCFS_STATUS_BYTES = 65536 };

/* Reads the beginning of the file, at most size - 1 bytes, ended by NUL. Returns 0, or -1 with
 * errno. */
int procfs_read(char *content, size_t size, int folder_fd, const char *name);

/* Writes text to the file in one write(2), and then reads what the file says into content, ended
 * by NUL. Returns 0, or -1 with errno: EXDEV where something else is mounted over it,
 * EIO for a short write, else the kernel's. */
int procfs_write(char *content, size_t size, int folder_fd, const char *name, const char *text);

#endif
