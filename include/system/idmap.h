/* uid and gid maps of a new user namespace, as user_namespaces(7) has them written. */
#ifndef NSRUN_SYSTEM_IDMAP_H
#define NSRUN_SYSTEM_IDMAP_H

#include <stdbool.h>

#include "base/ranges.h"

/* Each writes one file in a process's folder in /proc (procfs.h) in one write(2), reads it back,
 * and returns 0, or -1 with errno: EPERM where the kernel's rules refuse it, EIO where the file
 * then says something else. */
int idmap_write_setgroups(int folder_fd, bool allow);
int idmap_write_uids(int folder_fd, const struct id_map *map);
int idmap_write_gids(int folder_fd, const struct id_map *map);

#endif
