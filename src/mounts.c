/* Deeds on mounts. */
#include "mounts.h"

#include <stddef.h>
#include <sys/mount.h>

int mounts_make_private(void)
{
	return mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL);
}

int mounts_mount_proc(const char *dir)
{
	return mount("proc", dir, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}
