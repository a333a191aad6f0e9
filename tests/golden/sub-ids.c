/* Runs 'id' in a new user namespace. inner is this program, which becomes the command;
 * outer is its child, which stays outside and ends before that. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

static char *command[] = { "id", NULL };

/* Says which step has failed, and why. The command does not run then. */
static _Noreturn void fail(const char *step)
{
	fprintf(stderr, "cannot %s: %s\n", step, strerror(errno));
	exit(125);
}

/* Between outer and inner: outer's end, inner's end. */
static int turns[2];

/* outer and inner take turns: while one works, the other waits for a byte. End of file
 * instead means that the other has failed, and there is nothing more to do. */
static void pass_turn(int fd)
{
	if (send(fd, "", 1, MSG_NOSIGNAL) != 1)
		exit(125);
}

static void await_turn(int fd)
{
	char byte;

	if (recv(fd, &byte, 1, 0) != 1)
		exit(125);
}

/* In one write(2): the kernel takes these files whole or not at all. */
static int write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		return -1;
	return close(fd);
}

/* The path of a process's file in /proc. */
static const char *proc_file(pid_t pid, const char *name)
{
	static char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	return path;
}

/* Stays in the caller's namespaces; pid is inner's. */
static void outer(pid_t pid)
{
	close(turns[1]);
	await_turn(turns[0]);

	/* Map gid 0-65535 to 100000-165535 (--map-groups): user_namespaces(7). A line is
	 * the first id inside, the first id outside, how many. */
	if (write_file(proc_file(pid, "gid_map"), "0 100000 65536\n") < 0)
		fail("map gid 0-65535 to 100000-165535");

	/* Map uid 0-65535 to 100000-165535 (--map-users): user_namespaces(7). A line is the
	 * first id inside, the first id outside, how many. */
	if (write_file(proc_file(pid, "uid_map"), "0 100000 65536\n") < 0)
		fail("map uid 0-65535 to 100000-165535");
	pass_turn(turns[0]);
}

int main(void)
{
	/* wait(2) knows of no child while the caller has it ignored. */
	signal(SIGCHLD, SIG_DFL);
	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, turns) < 0)
		fail("make a socket");

	/* Start a helper that stays outside (--map-users): clone(2). */
	pid_t pid = getpid(), helper = fork();

	if (helper < 0)
		fail("start a helper that stays outside");
	if (helper == 0) {
		outer(pid);
		exit(0);
	}
	close(turns[0]);

	/* Move to a new user namespace (--map-users): unshare(2). */
	if (unshare(CLONE_NEWUSER) < 0)
		fail("move to a new user namespace");
	pass_turn(turns[1]);
	await_turn(turns[1]);

	/* Drop the supplementary groups (--setgid): setgroups(2). While there is still the
	 * capability for it. */
	if (setgroups(0, NULL) < 0)
		fail("drop the supplementary groups");

	/* Change to gid 5 (--setgid): setresgid(2). */
	if (setresgid(5, 5, 5) < 0)
		fail("change to gid 5");

	/* Change to uid 5 (--setuid): setresuid(2). */
	if (setresuid(5, 5, 5) < 0)
		fail("change to uid 5");

	waitpid(helper, NULL, 0);

	/* Execute 'id': execve(2). */
	execvp(command[0], command);
	int error = errno;

	fprintf(stderr, "cannot execute %s: %s\n", command[0], strerror(error));
	exit(error == ENOENT ? 127 : 126);
}
