/* The names of system calls. */
#include "names.h"

#include <stddef.h>
#include <stdio.h>
#include <sys/syscall.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define CALL(name)                                                                                 \
	{                                                                                          \
		SYS_##name, #name                                                                  \
	}

static const struct {
	int number;
	const char *name;
} calls[] = {
	CALL(access),
	CALL(arch_prctl),
	CALL(brk),
	CALL(capget),
	CALL(capset),
	CALL(chdir),
	CALL(chroot),
	CALL(clone),
	CALL(clone3),
	CALL(close),
	CALL(close_range),
	CALL(dup),
	CALL(execve),
	CALL(exit_group),
	CALL(faccessat),
	CALL(fchdir),
	CALL(fcntl),
	CALL(flock),
	CALL(fsconfig),
	CALL(fsmount),
	CALL(fsopen),
	CALL(fstat),
	CALL(fstatfs),
	CALL(futex),
	CALL(getcwd),
	CALL(geteuid),
	CALL(getgid),
	CALL(getgroups),
	CALL(getpgid),
	CALL(getpgrp),
	CALL(getpid),
	CALL(getppid),
	CALL(getresgid),
	CALL(getresuid),
	CALL(getsid),
	CALL(gettid),
	CALL(getuid),
	CALL(ioctl),
	CALL(kill),
	CALL(lseek),
	CALL(mmap),
	CALL(mount),
	CALL(move_mount),
	CALL(mprotect),
	CALL(mremap),
	CALL(munmap),
	CALL(newfstatat),
	CALL(open),
	CALL(open_tree),
	CALL(openat),
	CALL(openat2),
	CALL(pidfd_open),
	CALL(pidfd_send_signal),
	CALL(poll),
	CALL(prctl),
	CALL(pread64),
	CALL(prlimit64),
	CALL(pwrite64),
	CALL(read),
	CALL(readlink),
	CALL(readv),
	CALL(recvfrom),
	CALL(recvmsg),
	CALL(rt_sigaction),
	CALL(rt_sigpending),
	CALL(rt_sigprocmask),
	CALL(rt_sigreturn),
	CALL(rt_sigtimedwait),
	CALL(sendmsg),
	CALL(sendto),
	CALL(setdomainname),
	CALL(setfsgid),
	CALL(setfsuid),
	CALL(setgid),
	CALL(setgroups),
	CALL(sethostname),
	CALL(setns),
	CALL(setresgid),
	CALL(setresuid),
	CALL(setsid),
	CALL(setsockopt),
	CALL(setuid),
	CALL(shutdown),
	CALL(signalfd4),
	CALL(socket),
	CALL(socketpair),
	CALL(stat),
	CALL(umask),
	CALL(umount2),
	CALL(uname),
	CALL(unlink),
	CALL(unshare),
	CALL(wait4),
	CALL(waitid),
	CALL(write),
	CALL(writev),
};

const char *names_call(int number)
{
	static char digits[32];

	for (size_t i = 0; i < COUNT(calls); i++)
		if (calls[i].number == number)
			return calls[i].name;
	snprintf(digits, sizeof(digits), "call %d", number);
	return digits;
}

bool names_never_fails(int number)
{
	static const int never[] = { SYS_exit_group, SYS_rt_sigreturn, SYS_getpid,  SYS_getppid,
				     SYS_gettid,     SYS_getuid,       SYS_geteuid, SYS_getgid,
				     SYS_getpgrp,    SYS_umask };

	for (size_t i = 0; i < COUNT(never); i++)
		if (never[i] == number)
			return true;
	return false;
}

bool names_counts_bytes(bool *reads, int number)
{
	*reads = number == SYS_read || number == SYS_pread64 || number == SYS_recvfrom ||
		 number == SYS_recvmsg;
	return *reads || number == SYS_write || number == SYS_pwrite64 || number == SYS_sendto ||
	       number == SYS_sendmsg;
}
