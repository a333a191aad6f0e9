/* nsrun on a terminal: an interactive shell inside, and the script that called nsrun afterwards. */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "harness.h"

enum { DEADLINE_MS = 20000 };

/* A shell on a terminal of its own, and what it has printed. */
struct session {
	int fd;
	pid_t pid;
	size_t seen; /* up to here the output has been expected */
	size_t length;
	char output[65536];
};

static void open_session(struct session *session, const char *const argv[])
{
	memset(session, 0, sizeof(*session));
	session->pid = forkpty(&session->fd, NULL, NULL, NULL);
	assert_true(session->pid >= 0);
	if (session->pid == 0) {
		setenv("PS1", "in> ", 1);
		execvp(argv[0], (char *const *)(uintptr_t)argv);
		_exit(99);
	}
}

/* Reads until text appears behind what was expected before. */
static void expect(struct session *session, const char *text)
{
	long deadline = harness_now() + DEADLINE_MS;

	for (;;) {
		struct pollfd polled = { .fd = session->fd, .events = POLLIN };
		char *found = strstr(session->output + session->seen, text);
		ssize_t got = 0;

		if (found) {
			session->seen = (size_t)(found - session->output) + strlen(text);
			return;
		}
		if (harness_now() < deadline && poll(&polled, 1, DEADLINE_MS) > 0)
			got = read(session->fd, session->output + session->length,
				   sizeof(session->output) - 1 - session->length);
		if (got <= 0) {
			kill(session->pid, SIGKILL);
			fail_msg("no '%s' in: %s", text, session->output + session->seen);
		}
		session->length += (size_t)got;
	}
}

static void type(struct session *session, const char *keys)
{
	assert_int_equal(write(session->fd, keys, strlen(keys)), (ssize_t)strlen(keys));
}

/* Waits until another process group than this one has the terminal. */
static pid_t foreground_other_than(struct session *session, pid_t group)
{
	long deadline = harness_now() + DEADLINE_MS;
	pid_t now;

	while ((now = tcgetpgrp(session->fd)) == group && harness_now() < deadline)
		poll(NULL, 0, 1);
	assert_int_not_equal(now, group);
	return now;
}

/* Waits for the session's leader to end. */
static int end_session(struct session *session)
{
	long deadline = harness_now() + DEADLINE_MS;
	int wait_status = 0;

	while (waitpid(session->pid, &wait_status, WNOHANG) == 0) {
		if (harness_now() > deadline) {
			kill(session->pid, SIGKILL);
			fail_msg("the session goes on: %s", session->output + session->seen);
		}
		poll(NULL, 0, 1);
	}
	return wait_status;
}

static int close_session(struct session *session)
{
	int wait_status = end_session(session);

	close(session->fd);
	return wait_status;
}

static void interactive_bash_as_pid_1(void **state)
{
	static const char *const argv[] = { "sh", "-c", NULL, NULL };
	const char *script = "$NSRUN $R -pmuf --mount-proc bash --norc --noprofile -i; "
			     "echo status=$?; read x; echo got=$x; hostname";
	const char *line[4] = { argv[0], argv[1], script, NULL };
	char hostname[128] = "";
	struct termios before, after;
	struct session session;

	(void)state;
	harness_need_namespaces();
	gethostname(hostname, sizeof(hostname) - 1);
	open_session(&session, line);
	tcgetattr(session.fd, &before);
	expect(&session, "in> ");
	type(&session, "echo pid=$$\n");
	expect(&session, "pid=1\r\n");
	type(&session, "x=$(ps -e -o comm=); echo [$x]\n");
	expect(&session, "[bash ps]\r\n");
	type(&session, "hostname inside-$$; echo name=$(hostname)\n");
	expect(&session, "name=inside-1\r\n");
	expect(&session, "in> ");
	type(&session, "sh -c 'echo re''ady; exec sleep 100'\n");
	expect(&session, "ready\r\n");
	type(&session, "\003");
	expect(&session, "^C\r\n");
	expect(&session, "in> ");
	type(&session, "sh -c 'echo re''ady; exec sleep 100'\n");
	expect(&session, "ready\r\n");
	type(&session, "\032");
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "exit\n");
	expect(&session, "stopped jobs");
	type(&session, "exit 3\n");
	expect(&session, "status=3\r\n");
	type(&session, "hello\n");
	expect(&session, "got=hello\r\n");
	expect(&session, hostname);
	tcgetattr(session.fd, &after);
	assert_memory_equal(&before.c_lflag, &after.c_lflag, sizeof(before.c_lflag));
	assert_int_equal(close_session(&session), 0);
}

static void interrupt_ends_a_command_once(void **state)
{
	const char *argv[] = { "sh", "-c",
			       "trap 'echo sh' INT; $NSRUN -f sh -c 'trap \"echo in; exit 5\" INT; "
			       "echo ready; while :; do sleep 0.01; done'; echo status=$?",
			       NULL };
	struct session session;

	(void)state;
	harness_need_namespaces();
	open_session(&session, argv);
	expect(&session, "ready");
	type(&session, "\003");
	expect(&session, "in\r\nsh\r\nstatus=5\r\n");
	assert_int_equal(close_session(&session), 0);
}

static void interrupt_is_not_sent_twice(void **state)
{
	const char *argv[] = {
		"sh", "-c",
		"trap : INT; $NSRUN -f sh -c 'n=0; trap \"n=\\$((n + 1))\" INT; echo ready; "
		"for i in 1 2 3 4 5 6 7 8 9; do sleep 0.1; done; echo n=$n'",
		NULL
	};
	struct session session;

	(void)state;
	harness_need_namespaces();
	open_session(&session, argv);
	expect(&session, "ready");
	type(&session, "\003");
	expect(&session, "n=1\r\n");
	assert_int_equal(close_session(&session), 0);
}

/* nsrun leads the session, as under ssh -t: the kernel hangs up it alone. */
static void hangup_ends_both(void **state)
{
	const char *const *argv = *state;
	struct session session;
	int wait_status;

	harness_need_namespaces();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	open_session(&session, argv);
	expect(&session, "ready");
	close(session.fd);
	wait_status = end_session(&session);
	assert_true(WIFSIGNALED(wait_status));
	assert_int_equal(WTERMSIG(wait_status), SIGHUP);
	/* The command has been left to this process, and ends as well. */
	for (long deadline = harness_now() + DEADLINE_MS; waitpid(-1, NULL, WNOHANG) >= 0;) {
		assert_true(harness_now() < deadline);
		poll(NULL, 0, 1);
	}
}

static void stop_and_go_on(void **state)
{
	const char *argv[] = { "bash", "--norc", "--noprofile", "-i", NULL };
	struct session session;
	pid_t shell;

	(void)state;
	harness_need_namespaces();
	open_session(&session, argv);
	expect(&session, "in> ");
	shell = tcgetpgrp(session.fd);
	type(&session, "$NSRUN -f sh -c 'echo re''ady; exec sleep 1000'\n");
	expect(&session, "ready\r\n");
	type(&session, "\032");
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "fg\n");
	foreground_other_than(&session, shell);
	type(&session, "\003");
	expect(&session, "in> ");
	type(&session, "echo status=$?; exit 0\n");
	expect(&session, "status=130\r\n");
	assert_int_equal(close_session(&session), 0);
}

int main(void)
{
	static const char *const forked[] = { "sh", "-c",
					      "exec $NSRUN -f sh -c 'echo ready; exec sleep 7182'",
					      NULL };
	static const char *const in_pid_namespace[] = {
		"sh", "-c", "exec $NSRUN $R -p sh -c 'echo ready; exec sleep 7183'", NULL
	};
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(interactive_bash_as_pid_1),
		cmocka_unit_test(interrupt_ends_a_command_once),
		cmocka_unit_test(interrupt_is_not_sent_twice),
		{ "hangup ends both", hangup_ends_both, NULL, NULL, (void *)(uintptr_t)forked },
		{ "hangup ends both, in a PID namespace", hangup_ends_both, NULL, NULL,
		  (void *)(uintptr_t)in_pid_namespace },
		cmocka_unit_test(stop_and_go_on),
	};

	setenv("R", getuid() == 0 ? "" : "--map-root", 1);
	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
