/* Registering a binary format. */
#include "system/binfmt.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/util.h"

/* Flags of fsopen(2), fsconfig(2) and fsmount(2), Linux 5.2: musl has no <linux/mount.h>. */
enum { OPEN_CLOEXEC = 1, CONFIG_CREATE = 6, MOUNT_CLOEXEC = 1, NOSUID_NODEV_NOEXEC = 2 | 4 | 8 };

/* A mount that is nowhere: there need be no place for it, and the root may still change. */
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

int binfmt_register(const char *format)
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
