/*
 * Writing a process's files in /proc.
 *
 * They are named through a handle on a checked /proc, and no mount is crossed on the way: a /proc
 * that is a tmpfs, or a file bound over uid_map, must not swallow what is written (CVE-2025-52881).
 */
#include "system/procfs.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/util.h"
#include "openat2.h"

enum { PROC_MAGIC = 0x9fa0 };

int procfs_holds(int fd)
{
	struct statfs info;

	return fstatfs(fd, &info) < 0 ? -1 : info.f_type == PROC_MAGIC;
}

/* Returns the fd, or closes it where it is not on a proc file system. */
static int check_proc(int fd, int error)
{
	int held = fd < 0 ? -1 : procfs_holds(fd);

	if (held > 0)
		return fd;
	if (held == 0)
		errno = error;
	return fd < 0 ? -1 : close_and_return(fd, -1);
}

/* Opens a file that must be proc's own. Where openat2(2) is not known (Linux before 5.6, or an
 * older seccomp profile), the opened file is checked instead. */
static int open_in_proc(int folder_fd, const char *name, int flags)
{
	struct open_how how = { .flags = (uint64_t)flags | O_CLOEXEC,
				.resolve =
					RESOLVE_NO_XDEV | RESOLVE_NO_MAGICLINKS | RESOLVE_BENEATH };
	int fd = (int)syscall(SYS_openat2, folder_fd, name, &how, sizeof(how));

	if (fd < 0 && errno == ENOSYS)
		fd = openat(folder_fd, name, flags | O_CLOEXEC);
	return check_proc(fd, EXDEV);
}

int procfs_read(char *content, size_t size, int folder_fd, const char *name)
{
	int fd = open_in_proc(folder_fd, name, O_RDONLY);
	size_t length = 0;
	ssize_t got = -1;

	/* Read to the end: half of a number would be another number. */
	while (fd >= 0 && length < size - 1) {
		got = read(fd, content + length, size - 1 - length);
		if (got == 0 || (got < 0 && errno != EINTR))
			break;
		length += got < 0 ? 0 : (size_t)got;
	}
	content[length] = '\0';
	return fd < 0 ? -1 : close_and_return(fd, got < 0 ? -1 : 0);
}

/* The pid stands in the line "Pid:" of /proc/self/fdinfo/PIDFD, proc(5). */
static int pid_in_proc(char pid[static 21], int proc_fd, int pidfd)
{
	char number[21], name[64], info[512], *end;
	const char *line;
	unsigned long found;

	number_format(number, (uint64_t)pidfd);
	string_join(name, sizeof(name), "self/fdinfo/", number);
	if (procfs_read(info, sizeof(info), proc_fd, name) < 0)
		return -1;
	line = strstr(info, "\nPid:\t");
	found = line ? strtoul(line + 6, &end, 10) : 0;
	/* "-1": the process has ended. "0": it has no pid in the PID namespace that /proc shows. */
	if (found == 0 || line[6] == '-' || *end != '\n') {
		errno = ESRCH;
		return -1;
	}
	number_format(pid, found);
	return 0;
}

/* Returns an fd for /proc, or -1 with errno. */
static int open_proc(void)
{
	return check_proc(openat(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC), ENOTSUP);
}

int procfs_pid(char pid[static 21], int pidfd)
{
	int proc_fd = open_proc();

	return proc_fd < 0 ? -1 : close_and_return(proc_fd, pid_in_proc(pid, proc_fd, pidfd));
}

int procfs_open(int pidfd)
{
	char pid[21] = "self";
	int proc_fd = open_proc();

	if (proc_fd < 0)
		return -1;
	if (pidfd >= 0 && pid_in_proc(pid, proc_fd, pidfd) < 0)
		return close_and_return(proc_fd, -1);
	return close_and_return(proc_fd, open_in_proc(proc_fd, pid, O_PATH | O_DIRECTORY));
}

/* Writes text in one write(2), and reads what the file says then. */
int procfs_write(char *content, size_t size, int folder_fd, const char *name, const char *text)
{
	size_t length = strlen(text);
	int fd = open_in_proc(folder_fd, name, O_RDWR);
	ssize_t done;
	int error;

	if (fd < 0)
		return -1;
	done = write(fd, text, length);
	if (done >= 0 && (size_t)done != length) {
		errno = EIO;
		done = -1;
	}
	for (length = 0; done >= 0 && length < size - 1; length += (size_t)done) {
		done = pread(fd, content + length, size - 1 - length, (off_t)length);
		if (done == 0)
			break;
	}
	error = errno;
	close(fd);
	errno = error;
	content[length] = '\0';
	return done < 0 ? -1 : 0;
}
