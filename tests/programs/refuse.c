/*
 * refuse CALL ERRNO COMMAND...: runs the command under a seccomp filter, seccomp(2), that refuses
 * one system call with an error, as old container profiles do. A clone that makes a PID namespace
 * is allowed: so of the two that nsrun makes with --init only the second fails.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

struct word {
	const char *name;
	int number;
};

static const struct word calls[] = {
	{ "ioctl", SYS_ioctl },           { "sethostname", SYS_sethostname },
	{ "capset", SYS_capset },         { "pidfd_send_signal", SYS_pidfd_send_signal },
	{ "access", SYS_access },         { "capget", SYS_capget },
	{ "clone3", SYS_clone3 },         { "mount", SYS_mount },
	{ "openat2", SYS_openat2 },       { "prctl", SYS_prctl },
	{ "socketpair", SYS_socketpair }, { "unshare", SYS_unshare },
	{ "waitid", SYS_waitid },         { "close_range", SYS_close_range },
	{ "clone", SYS_clone },
};

static const struct word errors[] = {
	{ "EINVAL", EINVAL }, { "ENOMEM", ENOMEM }, { "ENOSPC", ENOSPC },
	{ "ENOSYS", ENOSYS }, { "EPERM", EPERM },
};

static int find(const struct word *words, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i].name, name) == 0)
			return words[i].number;
	_exit(98);
}

int main(int argc, char **argv)
{
	if (argc < 4)
		return 98;
	unsigned call = (unsigned)find(calls, sizeof(calls) / sizeof(calls[0]), argv[1]);
	unsigned error = (unsigned)find(errors, sizeof(errors) / sizeof(errors[0]), argv[2]);
	struct sock_filter filter[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, call, 0, 3),
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
		BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, call == SYS_clone ? CLONE_NEWPID : 0, 1, 0),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | error),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { .len = sizeof(filter) / sizeof(filter[0]), .filter = filter };

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0)
		return 98;
	execvp(argv[3], argv + 3);
	return 98;
}
