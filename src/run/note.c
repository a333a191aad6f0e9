/* What is known of a process by its files in /proc: its pids and its namespaces. */
#include "note.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/util.h"
#include "system/procfs.h"

/* Takes the first and the last number of a line such as "NSpid:\t123\t1", proc(5): the pid in the
 * PID namespace that /proc shows, and in the process's own. */
static int find_pids(struct status_note *note, const char *status)
{
	static const char field[] = "\nNSpid:";
	const char *line = strstr(status, field);
	char *end;

	note->pid = note->pid_inside = 0;
	if (!line) {
		errno = EIO;
		return -1;
	}
	note->pid = note->pid_inside = strtoull(line + strlen(field), &end, 10);
	while (*end == '\t')
		note->pid_inside = strtoull(end, &end, 10);
	return 0;
}

int note_inode(uint64_t *inode, int folder_fd, enum namespace_kind kind, bool is_for_children)
{
	struct stat status;
	char link[NAMESPACE_LINK_BYTES];

	namespaces_link(link, kind, is_for_children);
	if (fstatat(folder_fd, link, &status, 0) < 0)
		return -1;
	*inode = status.st_ino;
	return 0;
}

int note_process(struct status_note *note, const struct plan *plan, int pidfd)
{
	namespace_set set = plan_kinds(plan);
	int folder_fd = procfs_open(pidfd), result;
	char status[PROCFS_STATUS_BYTES];

	if (folder_fd < 0)
		return -1;
	result = procfs_read(status, sizeof(status), folder_fd, "status");
	if (result == 0)
		result = find_pids(note, status);
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS && result == 0; kind++)
		if (set & namespace_bit(kind))
			result = note_inode(&note->inodes[kind], folder_fd, kind,
					    kind == NAMESPACE_TIME);
	return close_and_return(folder_fd, result);
}
