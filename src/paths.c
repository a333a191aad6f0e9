/* The root and the working folder. */
#include "paths.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "openat2.h"
#include "util.h"

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
	struct open_how how = { .flags = O_PATH | O_DIRECTORY | O_CLOEXEC,
				.resolve = RESOLVE_NO_MAGICLINKS };
	int folder_fd = (int)syscall(SYS_openat2, AT_FDCWD, dir, &how, sizeof(how));

	/* Without openat2 what counts is where one arrives. */
	if (folder_fd < 0 && errno == ENOSYS)
		folder_fd = openat(AT_FDCWD, dir, O_PATH | O_DIRECTORY | O_CLOEXEC);
	if (folder_fd < 0)
		return -1;
	return close_and_return(folder_fd, fchdir(folder_fd)) < 0 ? -1 : check_reachable();
}
