/*
 * Writing a user namespace's maps.
 *
 * The files are named through a handle on a checked /proc, and no mount is crossed on the way: a
 * /proc that is a tmpfs, or a file bound over uid_map, must not swallow the map (CVE-2025-52881).
 * They are read back, since the kernel takes some numbers for others ("0 4294967296 1" for 0).
 */
#include "idmap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "util.h"

enum { PROC_MAGIC = 0x9fa0 };

/* struct open_how and RESOLVE_* of openat2(2); musl has no <linux/openat2.h>. */
struct how {
	uint64_t flags;
	uint64_t mode;
	uint64_t resolve;
};

enum { NO_CROSSING = 0x01, NO_MAGIC_LINKS = 0x02, BENEATH = 0x08 };

static bool is_proc(int fd)
{
	struct statfs info;

	return fstatfs(fd, &info) == 0 && info.f_type == PROC_MAGIC;
}

/* openat(2) of what is proc's own. Before openat2 was there to be used (Linux 5.6, or a seccomp
 * profile older than that) the checks are made on what was opened. */
static int open_in_proc(int folder_fd, const char *name, int flags)
{
	struct how how = { .flags = (uint64_t)flags | O_CLOEXEC,
			   .resolve = NO_CROSSING | NO_MAGIC_LINKS | BENEATH };
	int fd = (int)syscall(SYS_openat2, folder_fd, name, &how, sizeof(how));

	if (fd < 0 && errno == ENOSYS)
		fd = openat(folder_fd, name, flags | O_CLOEXEC);
	if (fd >= 0 && !is_proc(fd)) {
		close(fd);
		errno = ENOTSUP;
		return -1;
	}
	return fd;
}

/* The pid that a pidfd's process has in the PID namespace that /proc shows, which need not be the
 * caller's: proc(5) has it as "Pid:" in fdinfo. Leaves it as text; returns 0, or -1 with errno. */
static int pid_in_proc(char pid[static 21], int proc_fd, int pidfd)
{
	char number[21], name[64], info[512];
	int fd;
	ssize_t length;
	const char *line;

	number_format(number, (uint64_t)pidfd);
	string_join(name, sizeof(name), "self/fdinfo/", number);
	fd = open_in_proc(proc_fd, name, O_RDONLY);
	if (fd < 0)
		return -1;
	length = read(fd, info, sizeof(info) - 1);
	close(fd);
	info[length > 0 ? length : 0] = '\0';
	line = strstr(info, "\nPid:\t");
	/* "-1": it has ended; "0": /proc does not show it. */
	if (!line || line[6] < '1' || line[6] > '9') {
		errno = ESRCH;
		return -1;
	}
	number_format(pid, strtoul(line + 6, NULL, 10));
	return 0;
}

int idmap_open(int pidfd)
{
	int proc_fd = openat(AT_FDCWD, "/proc", O_PATH | O_DIRECTORY | O_CLOEXEC);
	char pid[21] = "self";
	int folder_fd = -1, error;

	if (proc_fd < 0)
		return -1;
	if (!is_proc(proc_fd))
		errno = ENOTSUP;
	else if (pidfd < 0 || pid_in_proc(pid, proc_fd, pidfd) == 0)
		folder_fd = open_in_proc(proc_fd, pid, O_PATH | O_DIRECTORY);
	error = errno;
	close(proc_fd);
	errno = error;
	return folder_fd;
}

/* The next word of *rest, blanks skipped, compared with a number. */
static bool next_is(char **rest, uint32_t number)
{
	char *end;
	unsigned long long found = strtoull(*rest, &end, 10);
	bool is_same = end != *rest && found == number;

	*rest = end;
	return is_same;
}

static bool says_map(char *content, struct id_range map)
{
	return next_is(&content, map.inside) && next_is(&content, map.outside) &&
	       next_is(&content, map.count) && strcmp(content, "\n") == 0;
}

/* Writes text in one write(2), and reads what the file says then. */
static int write_and_read(char *content, size_t size, int folder_fd, const char *name,
			  const char *text)
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
	if (done >= 0)
		done = pread(fd, content, size - 1, 0);
	error = errno;
	close(fd);
	errno = error;
	if (done < 0)
		return -1;
	content[done] = '\0';
	return 0;
}

int idmap_write_setgroups(int folder_fd, bool allow)
{
	const char *text = allow ? "allow" : "deny";
	char content[16];

	if (write_and_read(content, sizeof(content), folder_fd, "setgroups", text) < 0)
		return -1;
	if (strncmp(content, text, strlen(text)) != 0) {
		errno = EIO;
		return -1;
	}
	return 0;
}

/* "0 1000 1\n": user_namespaces(7), "User and group ID mappings". */
static int write_map(int folder_fd, const char *name, struct id_range map)
{
	const uint32_t numbers[] = { map.inside, map.outside, map.count };
	char text[COUNT(numbers) * 21 + 1], content[128];
	size_t length = 0;

	for (size_t i = 0; i < COUNT(numbers); i++) {
		length += number_format(text + length, numbers[i]);
		text[length++] = i + 1 < COUNT(numbers) ? ' ' : '\n';
	}
	text[length] = '\0';
	if (write_and_read(content, sizeof(content), folder_fd, name, text) < 0)
		return -1;
	if (!says_map(content, map)) {
		errno = EIO;
		return -1;
	}
	return 0;
}

int idmap_write_uids(int folder_fd, struct id_range map)
{
	return write_map(folder_fd, "uid_map", map);
}

int idmap_write_gids(int folder_fd, struct id_range map)
{
	return write_map(folder_fd, "gid_map", map);
}
