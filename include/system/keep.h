/* Namespaces that outlive their processes: a bind mount on a file, namespaces(7). */
#ifndef NSRUN_SYSTEM_KEEP_H
#define NSRUN_SYSTEM_KEEP_H

#include <stdbool.h>
#include <sys/types.h>

struct identity {
	dev_t device;
	ino_t inode;
};

/* What was done to keep one namespace, so that it can be undone. Even if the path leads elsewhere
 * meanwhile, only what was made here is removed. */
struct kept {
	int folder_fd;
	char *path;       /* allocated */
	const char *name; /* in that folder, and no link; a part of path */
	bool made_file;
	struct identity file;
	bool is_mounted;
	struct identity namespace;
};

/* Mounts the namespace that link names, as "ns/net" in the process's folder in /proc (procfs.h), on
 * the file at path, which is made if it does not exist. Fills *kept in any case. Returns 0, or -1
 * with errno: EBUSY where a namespace is kept there or is just being kept, EISDIR for a folder,
 * EINVAL for what is no plain file and for a mount namespace on a shared mount, EPERM without
 * CAP_SYS_ADMIN. */
int keep_namespace(struct kept *kept, int folder_fd, const char *link, const char *path);

/* Undoes what keep_namespace did, by what *kept tells of it. */
void keep_undo(const struct kept *kept);

/* The namespace stays kept: closes and frees what keep_undo would have needed. */
void keep_release(struct kept *kept);

#endif
