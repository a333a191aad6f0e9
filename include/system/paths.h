/* Deeds on the process's root and working folders. */
#ifndef NSRUN_SYSTEM_PATHS_H
#define NSRUN_SYSTEM_PATHS_H

/* Makes the folder the root, and the working folder too. Returns 0, or -1 with errno from
 * chroot(2): EPERM without CAP_SYS_CHROOT. */
int paths_change_root(const char *dir);

/* Makes the folder the working folder. Links like /proc/PID/fd/N are not followed (ELOOP), and it
 * must be below the root (ENOENT), so that nobody starts outside of it (CVE-2024-21626). Returns
 * 0, or -1 with errno from openat2(2) or fchdir(2). The walk that takes
 * the place of openat2(2) where that is not known triggers no automount and does not obey the
 * sysctl fs.protected_symlinks. */
int paths_change_dir(const char *dir);

#endif
