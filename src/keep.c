/* Keeping a namespace by a bind mount on a file. */
#include "keep.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "util.h"

enum { NSFS_MAGIC = 0x6e736673 };

/* Flags of open_tree(2) and move_mount(2), Linux 5.2: musl has no <linux/mount.h>. */
enum { TREE_CLONE = 1, FROM_EMPTY_PATH = 0x04, TO_EMPTY_PATH = 0x40 };

/* Returns 0 and whether the file is a namespace, or -1 with errno from fstatfs(2). */
static int look_at(bool *is_namespace, int fd)
{
	struct statfs info;

	if (fstatfs(fd, &info) < 0)
		return -1;
	*is_namespace = info.f_type == NSFS_MAGIC;
	return 0;
}

/* A mount would take a device or a FIFO from everybody. */
static int check_kind(const struct stat *file)
{
	if (S_ISREG(file->st_mode))
		return 0;
	errno = S_ISDIR(file->st_mode) ? EISDIR : EINVAL;
	return -1;
}

/* Opens the file, or makes it where there is none: another one that makes it first has it. A device
 * is not even opened, for that may set it going. */
static int open_file(struct kept *kept)
{
	struct stat found;
	int file_fd;

	if (stat(kept->path, &found) == 0)
		return check_kind(&found) < 0 ? -1
					      : open(kept->path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	if (errno != ENOENT)
		return -1;
	file_fd = open(kept->path, O_RDONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0444);
	kept->made_file = file_fd >= 0;
	return file_fd;
}

/* Of two at once one wins: the other finds the lock taken, or by then a namespace at the path. */
static int claim(int file_fd, const char *path)
{
	struct stat opened, now;
	bool is_kept;

	if (fstat(file_fd, &opened) < 0 || check_kind(&opened) < 0 ||
	    look_at(&is_kept, file_fd) < 0)
		return -1;
	if (flock(file_fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK)
			errno = EBUSY;
		return -1;
	}
	if (stat(path, &now) < 0)
		return -1;
	if (is_kept || now.st_dev != opened.st_dev || now.st_ino != opened.st_ino) {
		errno = EBUSY;
		return -1;
	}
	return 0;
}

/* A clone of the namespace's own mount is put on the file, both by fd. */
static int bind_namespace(int namespace_fd, int file_fd)
{
	int tree_fd = (int)syscall(SYS_open_tree, namespace_fd, "",
				   AT_EMPTY_PATH | TREE_CLONE | O_CLOEXEC);

	if (tree_fd < 0)
		return -1;
	return close_and_return(tree_fd, (int)syscall(SYS_move_mount, tree_fd, "", file_fd, "",
						      FROM_EMPTY_PATH | TO_EMPTY_PATH));
}

int keep_namespace(struct kept *kept, int folder_fd, const char *link, const char *path)
{
	int namespace_fd = openat(folder_fd, link, O_RDONLY | O_CLOEXEC);
	int file_fd = -1, result = -1;
	bool is_namespace;

	*kept = (struct kept){ .path = path };
	if (namespace_fd < 0 || look_at(&is_namespace, namespace_fd) < 0)
		return close_and_return(namespace_fd, -1);
	if (!is_namespace) {
		errno = ENOTSUP;
	} else {
		file_fd = open_file(kept);
		if (file_fd >= 0 && claim(file_fd, path) == 0)
			result = bind_namespace(namespace_fd, file_fd);
	}
	kept->is_mounted = result == 0;
	close_and_return(file_fd, 0);
	return close_and_return(namespace_fd, result);
}

void keep_undo(const struct kept *kept)
{
	if (kept->is_mounted)
		umount2(kept->path, MNT_DETACH | UMOUNT_NOFOLLOW);
	if (kept->made_file)
		unlink(kept->path);
}
