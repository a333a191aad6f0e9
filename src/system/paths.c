/* The root and the working folder. */
#include "system/paths.h"

#include <errno.h>
#include <limits.h>
#include <stddef.h>
#include <unistd.h>

#include "base/util.h"
#include "resolve.h"

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
	int folder_fd = resolve_folder(dir);

	if (folder_fd < 0)
		return -1;
	return close_and_return(folder_fd, fchdir(folder_fd)) < 0 ? -1 : check_reachable();
}
