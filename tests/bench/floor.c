/*
 * The least that any launcher costs: the kernel's own work. It makes only the system calls that do
 * the work, parses and explains nothing, and ends with 125 if a call fails.
 *
 *	floor LETTERS COMMAND [ARGUMENT]...
 *
 * The letters: m mount namespace, made private; u UTS; i IPC; n network, lo brought up; p PID;
 * U user, the caller as its root; P a new proc on /proc.
 *
 * COMMAND is a path. Only p needs a second process; without it floor becomes the command.
 */
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* struct clone_args of clone3(2), its first version; musl has no <linux/sched.h>. */
struct clone_arguments {
	uint64_t flags, pidfd, child_tid, parent_tid, exit_signal, stack, stack_size, tls;
};

static const struct {
	char letter;
	int flag;
} letters[] = {
	{ 'm', CLONE_NEWNS },  { 'u', CLONE_NEWUTS }, { 'i', CLONE_NEWIPC },
	{ 'n', CLONE_NEWNET }, { 'p', CLONE_NEWPID }, { 'U', CLONE_NEWUSER },
};

static void must(long result)
{
	if (result < 0)
		_exit(125);
}

static void write_file(const char *path, const char *content)
{
	/* Not open(2), which musl follows up with an fcntl(2) for kernels that ignore O_CLOEXEC. */
	int fd = openat(AT_FDCWD, path, O_WRONLY | O_CLOEXEC);

	must(fd);
	must(write(fd, content, strlen(content)));
}

/* Writes "0 ID 1" with the ID right-aligned in ten columns, since the kernel passes over any number
 * of blanks: "0       1000 1". */
static void map_root(const char *path, unsigned long id)
{
	char map[] = "0            1";
	char *digit = map + 11;

	do
		*digit-- = (char)('0' + id % 10);
	while (id /= 10);
	write_file(path, map);
}

static void bring_lo_up(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int socket_fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	must(socket_fd);
	must(ioctl(socket_fd, SIOCSIFFLAGS, &request));
}

/* Does in the new namespaces what the letters ask for, and executes COMMAND. */
static _Noreturn void become(char **argv, int flags)
{
	if (flags & CLONE_NEWUSER) {
		/* getauxval(3) gives the ids of before the clone without a system call; getuid(2)
		 * now gives 65534. */
		write_file("/proc/self/setgroups", "deny");
		map_root("/proc/self/gid_map", getauxval(AT_GID));
		map_root("/proc/self/uid_map", getauxval(AT_UID));
	}
	if (flags & CLONE_NEWNS)
		must(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL));
	if (strchr(argv[1], 'P'))
		must(mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL));
	if (flags & CLONE_NEWNET)
		bring_lo_up();
	execve(argv[2], argv + 2, environ);
	_exit(125);
}

int main(int argc, char **argv)
{
	struct clone_arguments arguments = { .exit_signal = SIGCHLD };
	int flags = 0;
	long pid;
	siginfo_t ended;

	if (argc < 3)
		return 125;
	for (size_t i = 0; i < sizeof(letters) / sizeof(*letters); i++)
		if (strchr(argv[1], letters[i].letter))
			flags |= letters[i].flag;
	if (!(flags & CLONE_NEWPID)) {
		must(unshare(flags));
		become(argv, flags);
	}

	arguments.flags = (uint64_t)flags;
	pid = syscall(SYS_clone3, &arguments, sizeof(arguments));
	must(pid);
	if (pid == 0)
		become(argv, flags);
	must(waitid(P_PID, (id_t)pid, &ended, WEXITED));
	return ended.si_code == CLD_EXITED ? ended.si_status : 125;
}
