/* Deeds on mounts. */
#include "mounts.h"

#include <stddef.h>
#include <sys/mount.h>

int mounts_set_propagation(enum propagation propagation, const char *path)
{
	static const unsigned long flags[] = {
		[PROPAGATION_PRIVATE] = MS_PRIVATE,
		[PROPAGATION_SLAVE] = MS_SLAVE,
		[PROPAGATION_SHARED] = MS_SHARED,
		[PROPAGATION_UNCHANGED] = 0,
	};

	return mount(NULL, path, NULL, MS_REC | flags[propagation], NULL);
}

int mounts_mount_proc(const char *dir)
{
	return mount("proc", dir, "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL);
}
