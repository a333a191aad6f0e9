/* Runs 'bash' in new mount, UTS and PID namespaces. outer is this program, which waits;
 * inner is its child, which becomes the command. */
#define _GNU_SOURCE
#include <errno.h>
#include <linux/sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static char *command[] = { "bash", NULL };

/* Says which step has failed, and why. The command does not run then. */
static _Noreturn void fail(const char *step)
{
	fprintf(stderr, "cannot %s: %s\n", step, strerror(errno));
	exit(125);
}

/* Between outer and inner: outer's end, inner's end. */
static int turns[2];

/* Whoever ends closes its end. */
static int other_has_ended(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;
}

/* As a shell has it: a death by signal N is 128 + N. */
static int exit_status(int status)
{
	return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* Stands in the new namespaces, and becomes the command. */
static _Noreturn void inner(void)
{
	close(turns[0]);

	/* Arrange to get SIGKILL when outer ends (--pid): prctl(2). Else inner would go on
	 * alone if outer were killed. */
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0)
		fail("arrange to get SIGKILL when outer ends");
	/* If outer ended before that call, no signal comes. */
	if (other_has_ended(turns[1]))
		exit(125);

	/* Make every mount private (--mount): mount_namespaces(7). What is mounted under a
	 * shared mount appears outside as well. */
	if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0)
		fail("make every mount private");

	/* Mount proc on /proc (--mount-proc): proc(5). A proc file system shows the PID
	 * namespace of who mounts it. */
	if (mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0)
		fail("mount proc on /proc");

	/* Execute 'bash': execve(2). */
	execvp(command[0], command);
	int error = errno;

	fprintf(stderr, "cannot execute %s: %s\n", command[0], strerror(error));
	exit(error == ENOENT ? 127 : 126);
}

int main(void)
{
	/* wait(2) knows of no child while the caller has it ignored. */
	signal(SIGCHLD, SIG_DFL);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, turns) < 0)
		fail("make a socket");

	/* Start a process in new mount, UTS and PID namespaces (--mount, --uts, --pid,
	 * --fork): clone(2). */
	const struct clone_args args = {
		.flags = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWPID,
		.exit_signal = SIGCHLD,
	};
	pid_t pid = syscall(SYS_clone3, &args, sizeof(args));

	if (pid < 0)
		fail("start a process in new mount, UTS and PID namespaces");
	if (pid == 0)
		inner();
	close(turns[1]);

	/* Wait for the command: wait(2). What is typed as ^C or ^\ comes here too, and is
	 * for the command. */
	signal(SIGINT, SIG_IGN);
	signal(SIGQUIT, SIG_IGN);
	int status;

	if (waitpid(pid, &status, 0) < 0)
		fail("wait for the command");
	return exit_status(status);
}
