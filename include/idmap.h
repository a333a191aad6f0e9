/* uid and gid maps of a new user namespace, as user_namespaces(7) has them written. */
#ifndef NSRUN_IDMAP_H
#define NSRUN_IDMAP_H

#include <stdbool.h>
#include <stdint.h>

/* count ids from inside on, in the new user namespace, are those from outside on in the old one. */
struct id_range {
	uint32_t inside;
	uint32_t outside;
	uint32_t count;
};

/* Opens the /proc folder of the process that a pidfd names, or of the caller itself (-1). Returns
 * a close-on-exec O_PATH fd that the caller closes, or -1 with errno: ENOTSUP where /proc is no
 * proc file system, ESRCH where the process is not to be seen in it. */
int idmap_open(int pidfd);

/* Each writes one file in that folder in one write(2), reads it back, and returns 0, or -1 with
 * errno: EPERM where the kernel's rules refuse it, EIO where the file then says something else. */
int idmap_write_setgroups(int folder_fd, bool allow);
int idmap_write_uids(int folder_fd, struct id_range map);
int idmap_write_gids(int folder_fd, struct id_range map);

#endif
