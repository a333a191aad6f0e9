/* Keeping a namespace by a bind mount on a file. */
#include "system/keep.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/util.h"

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

/* Only a plain file is taken: a mount on a device or a FIFO would take it away from everybody. */
static int check_kind(const struct stat *file)
{
	if (S_ISREG(file->st_mode))
		return 0;
	errno = S_ISDIR(file->st_mode) ? EISDIR : EINVAL;
	return -1;
}

static struct identity identity_of(const struct stat *file)
{
	return (struct identity){ file->st_dev, file->st_ino };
}

static bool is_same(struct identity one, struct identity other)
{
	return one.device == other.device && one.inode == other.inode;
}

/* The file's path without links, allocated; NULL with errno. */
static char *find_path(const char *path)
{
	struct stat meant, found;
	char *real = realpath(path, NULL);

	/* A file that does not exist yet has no path without links; the given one is used. */
	if (!real && errno == ENOENT)
		return strdup(path);
	/* A magic link as /proc/PID/fd/N leads to another file than its text names. */
	if (real && (stat(path, &meant) < 0 || stat(real, &found) < 0 ||
		     !is_same(identity_of(&meant), identity_of(&found)))) {
		free(real);
		errno = EINVAL;
		return NULL;
	}
	return real;
}

/* The folder that the file is in, and its name there. */
static int open_folder(struct kept *kept, const char *path)
{
	char *slash;

	kept->path = find_path(path);
	if (!kept->path)
		return -1;
	slash = strrchr(kept->path, '/');
	kept->name = slash ? slash + 1 : kept->path;
	if (!*kept->name) {
		errno = EISDIR;
		return -1;
	}
	if (slash == kept->path)
		return open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (slash)
		*slash = '\0';
	return open(slash ? kept->path : ".", O_PATH | O_DIRECTORY | O_CLOEXEC);
}

/* Opens the file, or makes it where there is none. O_EXCL: if another process makes it first, it is
 * that one's. A device is not opened, since opening one may have an effect. */
static int open_file(struct kept *kept)
{
	struct stat found;
	int file_fd;

	if (fstatat(kept->folder_fd, kept->name, &found, AT_SYMLINK_NOFOLLOW) == 0)
		return check_kind(&found) < 0
			       ? -1
			       : openat(kept->folder_fd, kept->name,
					O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	if (errno != ENOENT)
		return -1;
	file_fd = openat(kept->folder_fd, kept->name,
			 O_RDONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0444);
	kept->made_file = file_fd >= 0;
	/* Another process has made it in this moment. */
	if (file_fd < 0 && errno == EEXIST)
		errno = EBUSY;
	return file_fd;
}

/* If two processes keep a namespace at the same path, one wins: the other finds the file locked, or
 * finds a namespace there. */
static int claim(struct kept *kept, int file_fd)
{
	struct stat opened, now;
	bool is_kept;

	if (fstat(file_fd, &opened) < 0)
		return -1;
	kept->file = identity_of(&opened);
	if (check_kind(&opened) < 0 || look_at(&is_kept, file_fd) < 0)
		return -1;
	if (flock(file_fd, LOCK_EX | LOCK_NB) < 0) {
		if (errno == EWOULDBLOCK)
			errno = EBUSY;
		return -1;
	}
	if (fstatat(kept->folder_fd, kept->name, &now, AT_SYMLINK_NOFOLLOW) < 0)
		return -1;
	if (is_kept || !is_same(kept->file, identity_of(&now))) {
		errno = EBUSY;
		return -1;
	}
	return 0;
}

/* Clones the mount of the namespace's file in /proc and puts it on the file at the path. Both are
 * named by fd, so that nothing can be swapped in between. */
static int bind_namespace(int namespace_fd, int file_fd)
{
	int tree_fd = (int)syscall(SYS_open_tree, namespace_fd, "",
				   AT_EMPTY_PATH | TREE_CLONE | O_CLOEXEC);

	if (tree_fd < 0)
		return -1;
	return close_and_return(tree_fd, (int)syscall(SYS_move_mount, tree_fd, "", file_fd, "",
						      FROM_EMPTY_PATH | TO_EMPTY_PATH));
}

static int keep_at(struct kept *kept, int namespace_fd, const char *path)
{
	struct stat namespace;
	bool is_namespace;
	int file_fd, result;

	if (look_at(&is_namespace, namespace_fd) < 0 || fstat(namespace_fd, &namespace) < 0)
		return -1;
	if (!is_namespace) {
		errno = ENOTSUP;
		return -1;
	}
	kept->namespace = identity_of(&namespace);
	kept->folder_fd = open_folder(kept, path);
	file_fd = kept->folder_fd < 0 ? -1 : open_file(kept);
	if (file_fd < 0)
		return -1;
	result = claim(kept, file_fd) < 0 ? -1 : bind_namespace(namespace_fd, file_fd);
	kept->is_mounted = result == 0;
	return close_and_return(file_fd, result);
}

int keep_namespace(struct kept *kept, int folder_fd, const char *link, const char *path)
{
	int namespace_fd = openat(folder_fd, link, O_RDONLY | O_CLOEXEC);

	*kept = (struct kept){ .folder_fd = -1 };
	if (namespace_fd < 0)
		return -1;
	return close_and_return(namespace_fd, keep_at(kept, namespace_fd, path));
}

/* Unmounts by fd: the path may lead to another file by now. */
static void take_mount(const struct kept *kept)
{
	static const char folder[] = "/proc/self/fd/";
	int fd = openat(kept->folder_fd, kept->name, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	char path[sizeof(folder) + 20], number[21];
	struct stat now;

	if (fd < 0)
		return;
	number_format(number, (uint64_t)fd);
	string_join(path, sizeof(path), folder, number);
	if (fstat(fd, &now) == 0 && is_same(kept->namespace, identity_of(&now)))
		umount2(path, MNT_DETACH);
	close(fd);
}

/* Removes the file that was made, unless another process has locked it to keep a namespace there.
 */
static void take_file(const struct kept *kept)
{
	int fd =
		openat(kept->folder_fd, kept->name, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC);
	struct stat now;

	if (fd < 0)
		return;
	/* The file's identity could not be read when it was made: then nothing is known to be ours.
	 */
	if (fstat(fd, &now) == 0 &&
	    (kept->file.inode == 0 || is_same(kept->file, identity_of(&now))) &&
	    flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(kept->folder_fd, kept->name, 0);
	close(fd);
}

void keep_undo(const struct kept *kept)
{
	if (kept->is_mounted)
		take_mount(kept);
	if (kept->made_file)
		take_file(kept);
}

void keep_release(struct kept *kept)
{
	if (kept->is_mounted)
		close(kept->folder_fd);
	free(kept->path);
	*kept = (struct kept){ .folder_fd = -1 };
}
