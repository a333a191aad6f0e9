/* File descriptors, many at once. */
#include "system/fds.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CLOSE_ON_EXEC = 4 }; /* CLOSE_RANGE_CLOEXEC, Linux 5.11 */

/* The default of fs.nr_open: no fd is larger unless the administrator has raised it. RLIMIT_NOFILE
 * would not do: it may have been lowered after a larger fd was opened. */
enum { END_OF_FDS = 1 << 20 };

/* close_range(2) is there since Linux 5.9, and a seccomp profile may refuse it. */
static void close_range_of(unsigned first, unsigned last)
{
	if (syscall(SYS_close_range, first, last, 0) == 0)
		return;
	for (; first <= last && first < END_OF_FDS; first++)
		close((int)first);
}

void fds_close_all_but(int kept_fd)
{
	unsigned kept = (unsigned)kept_fd;

	if (kept > 0)
		close_range_of(0, kept - 1);
	close_range_of(kept + 1, ~0u);
}

int fds_close_on_exec(const int *kept, size_t count, int listened)
{
	if (syscall(SYS_close_range, 3 + (unsigned)listened, ~0u, CLOSE_ON_EXEC) < 0) {
		/* EBADF: this number has no open file. */
		for (int fd = 3 + listened; fd < END_OF_FDS; fd++)
			if (fcntl(fd, F_SETFD, FD_CLOEXEC) < 0 && errno != EBADF)
				return -1;
	}
	for (size_t i = 0; i < count; i++)
		if (fcntl(kept[i], F_SETFD, 0) < 0)
			return -1;
	return 0;
}
