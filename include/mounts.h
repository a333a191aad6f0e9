/* Deeds on the mounts of the namespace that the caller is in. */
#ifndef NSRUN_MOUNTS_H
#define NSRUN_MOUNTS_H

/* Makes every mount private: nothing propagates in or out. Returns 0, or -1 with errno from
 * mount(2): EINVAL where / is not a mount point. See mount_namespaces(7). */
int mounts_make_private(void);

/* Mounts a new proc on dir, nosuid, nodev and noexec. It shows the caller's PID namespace.
 * Returns 0, or -1 with errno from mount(2): EPERM in a user namespace that does not own the PID
 * namespace or whose /proc is partly covered. See proc(5). */
int mounts_mount_proc(const char *dir);

#endif
