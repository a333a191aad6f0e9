/* Making processes. No other file does. */
#include "system/process.h"

#include <errno.h>
#include <sched.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/syscall.h>
#include <unistd.h>

/* struct clone_args of clone3(2), its first version; musl has no <linux/sched.h>. */
struct clone_arguments {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
};

/* A seccomp profile cannot see the flags of clone3, so many answer ENOSYS. Then clone(2) is used,
 * whose flags have room for every kind but CLONE_NEWTIME. */
pid_t process_clone(int flags, int end_signal, int *pidfd)
{
	struct clone_arguments arguments = { .flags = (uint64_t)flags | CLONE_PIDFD,
					     .pidfd = (uint64_t)(uintptr_t)pidfd,
					     .exit_signal = (uint64_t)end_signal };
	long pid = syscall(SYS_clone3, &arguments, sizeof(arguments));

	if (pid < 0 && errno == ENOSYS && !(flags & CLONE_NEWTIME)) {
#ifdef __s390__
		pid = syscall(SYS_clone, NULL, flags | CLONE_PIDFD | end_signal, pidfd, NULL, NULL);
#else
		pid = syscall(SYS_clone, flags | CLONE_PIDFD | end_signal, NULL, pidfd, NULL, NULL);
#endif
	}
	return (pid_t)pid;
}

/* If the parent ends between getppid(2) and pidfd_open(2), its pid may be another process's: so the
 * parent's pid is compared once more. */
int process_watch_parent(void)
{
	pid_t parent = getppid();
	int fd = -1;

	if (parent > 0) {
		fd = (int)syscall(SYS_pidfd_open, parent, 0);
		if (fd < 0 || getppid() == parent)
			return fd;
		close(fd);
	}
	errno = ESRCH;
	return -1;
}
