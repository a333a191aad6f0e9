/* Deeds on the mounts of the namespace that the caller is in. */
#ifndef NSRUN_SYSTEM_MOUNTS_H
#define NSRUN_SYSTEM_MOUNTS_H

/* mount_namespaces(7), "Shared subtrees". */
enum propagation {
	PROPAGATION_PRIVATE,
	PROPAGATION_SLAVE,
	PROPAGATION_SHARED,
	PROPAGATION_UNCHANGED
};

/* Sets the propagation of the mount at path, which must be a mount point, and of all below it. "/"
 * means every mount of the namespace, which must be the caller's own, in a chroot too. Returns 0,
 * or -1 with errno from mount(2), EINVAL where it is none, or setns(2). See mount_namespaces(7). */
int mounts_set_propagation(enum propagation propagation, const char *path);

/* Mounts a new proc on dir, nosuid, nodev and noexec. It shows the caller's PID namespace.
 * Returns 0, or -1 with errno from mount(2): EPERM in a user namespace that does not own the PID
 * namespace or whose /proc is partly covered. See proc(5). */
int mounts_mount_proc(const char *dir);

/* Mounts the binfmt_misc of the caller's user namespace on dir, with the same flags. Returns 0, or
 * -1 with errno from mount(2): EPERM in a user namespace before Linux 6.7. */
int mounts_mount_binfmt(const char *dir);

/* Registers a binary format (Documentation/admin-guide/binfmt-misc.rst in the kernel's source),
 * ":name:type:offset:magic:mask:interpreter:flags", in the caller's user namespace, which must have
 * its own binfmt_misc. With flag F the interpreter is opened here and now, else when it is needed.
 * Returns a mount's close-on-exec fd, the caller's: until it is closed or binfmt_misc is mounted
 * somewhere the format is there. Or -1 with errno: EINVAL for what is no format, EACCES where uid 0
 * is not mapped, ENODEV for a kernel without binfmt_misc, EPERM in a user namespace before
 * Linux 6.7, ENOENT for an interpreter that is not there (flag F). */
int mounts_register_format(const char *format);

#endif
