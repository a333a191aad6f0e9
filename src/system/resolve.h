/* Finding a file by its path, where links may not lead just anywhere. */
#ifndef NSRUN_SYSTEM_RESOLVE_H
#define NSRUN_SYSTEM_RESOLVE_H

/* Opens a folder. Links are followed, but none like /proc/PID/fd/N or /proc/PID/root (ELOOP), which
 * leave the root. Returns a close-on-exec O_PATH fd that the caller closes, or -1 with errno from
 * openat2(2). What stands in for that sets off no automount, and the sysctl fs.protected_symlinks
 * does not hold in it. */
int resolve_folder(const char *path);

#endif
