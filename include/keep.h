/* Namespaces that outlive their processes: a bind mount on a file, namespaces(7). */
#ifndef NSRUN_KEEP_H
#define NSRUN_KEEP_H

#include <stdbool.h>

/* What was done for one, so that it can be undone. */
struct kept {
	const char *path;
	bool made_file;
	bool is_mounted;
};

/* Mounts the namespace that link names, as "ns/net" in the process's folder in /proc (procfs.h), on
 * the file at path, which is made if it does not exist. Fills *kept in any case. Returns 0, or -1
 * with errno: EBUSY where a namespace is kept there or is just being kept, EISDIR for a folder,
 * EINVAL for a mount namespace on a shared mount, EPERM without CAP_SYS_ADMIN. */
int keep_namespace(struct kept *kept, int folder_fd, const char *link, const char *path);

/* Takes back what was done. */
void keep_undo(const struct kept *kept);

#endif
