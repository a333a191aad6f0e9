/* Deeds on mounts. */
#include "system/mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/util.h"

static int set_propagation(enum propagation propagation, const char *path)
{
	static const unsigned long flags[] = {
		[PROPAGATION_PRIVATE] = MS_PRIVATE,
		[PROPAGATION_SLAVE] = MS_SLAVE,
		[PROPAGATION_SHARED] = MS_SHARED,
		[PROPAGATION_UNCHANGED] = 0,
	};

	return mount(NULL, path, NULL, MS_REC | flags[propagation], NULL);
}

/* Goes back to the root and the working folder that the process had. */
static int return_to(int root_fd, int cwd_fd)
{
	return fchdir(root_fd) < 0 || chroot(".") < 0 ? -1 : fchdir(cwd_fd);
}

/* In a chroot "/" may be no mount point, and no path leads to the mount that it is in. setns(2) to
 * the process's own mount namespace makes the namespace's root the process's root; the process
 * makes that private and goes back. A bind mount of "/" on itself would not do: under a shared
 * mount it would appear on the host, and stay there. */
static int set_propagation_in_chroot(enum propagation propagation)
{
	int self_fd = (int)syscall(SYS_pidfd_open, getpid(), 0);
	int root_fd = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int cwd_fd = open(".", O_PATH | O_DIRECTORY | O_CLOEXEC);
	int result = -1, error;

	if (self_fd >= 0 && root_fd >= 0 && cwd_fd >= 0 && setns(self_fd, CLONE_NEWNS) == 0) {
		result = set_propagation(propagation, "/");
		error = errno;
		/* Where this fails the process stands outside the chroot: the step fails, and the
		 * command is not started. */
		if (return_to(root_fd, cwd_fd) < 0)
			result = -1;
		else
			errno = error;
	}
	close_and_return(self_fd, 0);
	close_and_return(root_fd, 0);
	return close_and_return(cwd_fd, result);
}

int mounts_set_propagation(enum propagation propagation, const char *path)
{
	int result = set_propagation(propagation, path);

	if (result < 0 && errno == EINVAL && strcmp(path, "/") == 0)
		return set_propagation_in_chroot(propagation);
	return result;
}

static int mount_new(const char *type, const char *dir)
{
	return mount(type, dir, type, MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}

int mounts_mount_proc(const char *dir)
{
	return mount_new("proc", dir);
}

int mounts_mount_binfmt(const char *dir)
{
	return mount_new("binfmt_misc", dir);
}

/* Flags of fsopen(2), fsconfig(2) and fsmount(2), Linux 5.2: musl has no <linux/mount.h>. */
enum { OPEN_CLOEXEC = 1, CONFIG_CREATE = 6, MOUNT_CLOEXEC = 1, NOSUID_NODEV_NOEXEC = 2 | 4 | 8 };

/* Makes a mount that is attached to no folder: it needs no mount point, and survives a change of
 * root. */
static int mount_detached(void)
{
	int context_fd = (int)syscall(SYS_fsopen, "binfmt_misc", OPEN_CLOEXEC);

	if (context_fd < 0)
		return -1;
	if (syscall(SYS_fsconfig, context_fd, CONFIG_CREATE, NULL, NULL, 0) < 0)
		return close_and_return(context_fd, -1);
	return close_and_return(context_fd, (int)syscall(SYS_fsmount, context_fd, MOUNT_CLOEXEC,
							 NOSUID_NODEV_NOEXEC));
}

int mounts_register_format(const char *format)
{
	int mount_fd = mount_detached(), file_fd;
	ssize_t written;

	if (mount_fd < 0)
		return -1;
	file_fd = openat(mount_fd, "register", O_WRONLY | O_CLOEXEC);
	if (file_fd < 0)
		return close_and_return(mount_fd, -1);
	written = write(file_fd, format, strlen(format));
	if (written >= 0 && (size_t)written != strlen(format)) {
		errno = EIO;
		written = -1;
	}
	close_and_return(file_fd, 0);
	return written < 0 ? close_and_return(mount_fd, -1) : mount_fd;
}
