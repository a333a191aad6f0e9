/*
 * The root and the working folder.
 *
 * A folder is opened by openat2(2). Where that call is not known, as before Linux 5.6 and in a
 * container with an older seccomp profile, a walk by component takes its place.
 */
#include "system/paths.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/util.h"
#include "openat2.h"
#include "system/procfs.h"

enum { MAX_LINKS = 40 }; /* path_resolution(7) */

enum { PROC_TOP_INODE = 1 }; /* seen on Linux 6.18, and the kernel's PROC_ROOT_INO of old */

struct walker {
	int fd; /* where it stands; AT_FDCWD at first */
	int links;
};

static int walk(struct walker *walker, const char *path);

static void move(struct walker *walker, int fd)
{
	if (walker->fd >= 0)
		close(walker->fd);
	walker->fd = fd;
}

/* Whether a link is a magic one: proc's links, as /proc/PID/fd/N, lead to a file and not to where
 * their text says. The links at the top of proc ("self", "thread-self", "mounts", "net") are plain
 * ones. A link that cannot be looked at counts as magic. */
static bool is_magic(const struct walker *walker, int link_fd)
{
	struct stat folder;
	int held = procfs_holds(link_fd);

	return held < 0 || (held > 0 && (fstatat(walker->fd, ".", &folder, 0) < 0 ||
					 folder.st_ino != PROC_TOP_INODE));
}

static int follow(struct walker *walker, int link_fd)
{
	char target[PATH_MAX];
	ssize_t length = -1;

	if (++walker->links > MAX_LINKS || is_magic(walker, link_fd))
		errno = ELOOP;
	else
		length = readlinkat(link_fd, "", target, sizeof(target) - 1);
	if (length < 0)
		return -1;
	target[length] = '\0';
	return walk(walker, target);
}

static int walk_part(struct walker *walker, const char *part)
{
	int fd = openat(walker->fd, part, O_PATH | O_NOFOLLOW | O_CLOEXEC);
	struct stat info;

	if (fd < 0)
		return -1;
	if (fstat(fd, &info) < 0)
		return close_and_return(fd, -1);
	if (S_ISLNK(info.st_mode))
		return close_and_return(fd, follow(walker, fd));
	move(walker, fd);
	return 0;
}

static int walk(struct walker *walker, const char *path)
{
	char part[NAME_MAX + 1];

	if (*path == '/') {
		move(walker, open("/", O_PATH | O_CLOEXEC));
		if (walker->fd < 0)
			return -1;
	}
	for (; *(path += strspn(path, "/")); path += strlen(part)) {
		size_t length = strcspn(path, "/");

		if (length >= sizeof(part)) {
			errno = ENAMETOOLONG;
			return -1;
		}
		memcpy(part, path, length);
		part[length] = '\0';
		if (walk_part(walker, part) < 0)
			return -1;
	}
	return 0;
}

static int walk_to_folder(const char *path)
{
	struct walker walker = { .fd = AT_FDCWD };
	struct stat info;

	if (walk(&walker, path) == 0 && fstat(walker.fd, &info) == 0) {
		if (S_ISDIR(info.st_mode))
			return walker.fd;
		errno = ENOTDIR;
	}
	return close_and_return(walker.fd, -1);
}

static int open_folder(const char *path)
{
	struct open_how how = { .flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
				.resolve = RESOLVE_NO_MAGICLINKS };
	int fd = (int)syscall(SYS_openat2, AT_FDCWD, path, &how, sizeof(how));

	return fd < 0 && errno == ENOSYS ? walk_to_folder(path) : fd;
}

int paths_change_root(const char *dir)
{
	return chroot(dir) < 0 ? -1 : chdir("/");
}

/* getcwd(2) says "(unreachable)" of a folder that is not below the root. */
static int check_reachable(void)
{
	char path[PATH_MAX];

	if (!getcwd(path, sizeof(path)))
		return -1;
	if (path[0] != '/') {
		errno = ENOENT;
		return -1;
	}
	return 0;
}

int paths_change_dir(const char *dir)
{
	int folder_fd = open_folder(dir);

	if (folder_fd < 0)
		return -1;
	return close_and_return(folder_fd, fchdir(folder_fd)) < 0 ? -1 : check_reachable();
}
