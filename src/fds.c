/* File descriptors, many at once. */
#include "fds.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CLOSE_ON_EXEC = 4 }; /* CLOSE_RANGE_CLOEXEC, Linux 5.11 */

static bool is_unknown(int error)
{
	return error == ENOSYS || error == EINVAL;
}

/* One behind the last fd that there can be, unless the limit was lowered behind it. */
static int end_of_fds(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_NOFILE, &limit) < 0 || limit.rlim_cur > 1 << 20)
		return 1 << 20;
	return (int)limit.rlim_cur;
}

/* Linux 5.9, and a seccomp profile may not know it. */
static int close_range_of(unsigned first, unsigned last)
{
	if (first > last || syscall(SYS_close_range, first, last, 0) == 0)
		return 0;
	if (!is_unknown(errno))
		return -1;
	for (unsigned end = (unsigned)end_of_fds(); first <= last && first < end; first++)
		close((int)first);
	return 0;
}

int fds_close_all_but(int kept_fd)
{
	unsigned kept = (unsigned)kept_fd;

	if (kept > 0 && close_range_of(0, kept - 1) < 0)
		return -1;
	return close_range_of(kept + 1, ~0u);
}

int fds_close_on_exec(const int *kept, size_t count, int listened)
{
	if (syscall(SYS_close_range, 3 + (unsigned)listened, ~0u, CLOSE_ON_EXEC) < 0) {
		if (!is_unknown(errno))
			return -1;
		/* EBADF is that of a number without a file. */
		for (int fd = 3 + listened; fd < end_of_fds(); fd++)
			(void)fcntl(fd, F_SETFD, FD_CLOEXEC);
	}
	for (size_t i = 0; i < count; i++)
		if (fcntl(kept[i], F_SETFD, 0) < 0)
			return -1;
	return 0;
}
