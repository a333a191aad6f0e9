/* nsrun on a terminal: an interactive shell inside, and the script that called nsrun afterwards. */
#include <dirent.h>
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

/* How many processes of the session with this name are stopped. */
static int stopped(const struct session *session, const char *name)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;
	int count = 0;

	while (folder && (entry = readdir(folder))) {
		char path[300], found[64], state;
		int leader;
		FILE *file;

		snprintf(path, sizeof(path), "/proc/%s/stat", entry->d_name);
		file = fopen(path, "re");
		if (!file)
			continue;
		if (fscanf(file, "%*d (%63[^)]) %c %*d %*d %d", found, &state, &leader) == 3 &&
		    leader == session->pid && strcmp(found, name) == 0)
			count += state == 'T';
		fclose(file);
	}
	if (folder)
		closedir(folder);
	return count;
}

static void expect_stopped(struct session *session, const char *name, int count)
{
	long deadline = harness_now() + DEADLINE_MS;

	while (stopped(session, name) != count && harness_now() < deadline)
		poll(NULL, 0, 1);
	assert_int_equal(stopped(session, name), count);
}

/* What is typed before the shell has continued the job is lost with the job's stop. */
static void go_on(struct session *session, pid_t shell, const char *name)
{
	type(session, "fg\n");
	foreground_other_than(session, shell);
	expect_stopped(session, "nsrun", 0);
	expect_stopped(session, name, 0);
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

static void interactive_bash(void **state)
{
	static const char *const argv[] = { "sh", "-c", NULL, NULL };
	static const char *const lines[] = {
		"$NSRUN $R -pmuf --mount-proc bash --norc --noprofile -i; "
		"echo status=$?; read x; echo got=$x; hostname",
		"$NSRUN $R -pmuf --mount-proc --init bash --norc --noprofile -i; "
		"echo status=$?; read x; echo got=$x; hostname"
	};
	bool has_init = *state != NULL;
	const char *line[4] = { argv[0], argv[1], lines[has_init], NULL };
	char hostname[128] = "";
	struct termios before, after;
	struct session session;

	harness_need_namespaces();
	gethostname(hostname, sizeof(hostname) - 1);
	open_session(&session, line);
	tcgetattr(session.fd, &before);
	expect(&session, "in> ");
	type(&session, "echo pid=$$\n");
	expect(&session, has_init ? "pid=2\r\n" : "pid=1\r\n");
	type(&session, "x=$(ps -e -o comm=); echo [$x]\n");
	expect(&session, has_init ? "[nsrun bash ps]\r\n" : "[bash ps]\r\n");
	type(&session, "hostname inside-$$; echo name=$(hostname)\n");
	expect(&session, has_init ? "name=inside-2\r\n" : "name=inside-1\r\n");
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

/* An interactive bash, and the group that it has the terminal with. */
static pid_t open_bash(struct session *session)
{
	static const char *const argv[] = { "bash", "--norc", "--noprofile", "-i", NULL };

	open_session(session, argv);
	expect(session, "in> ");
	return tcgetpgrp(session->fd);
}

static void close_bash(struct session *session)
{
	expect(session, "in> ");
	type(session, "exit 0\n");
	assert_int_equal(close_session(session), 0);
}

static void stop_it(struct session *session)
{
	type(session, "\032");
	expect(session, "Stopped");
	expect(session, "in> ");
}

static void run_line(struct session *session, const char *format, const char *way)
{
	char line[256];

	snprintf(line, sizeof(line), format, way);
	type(session, line);
}

static void stop_and_go_on(void **state)
{
	struct session session;
	pid_t shell;

	harness_need_namespaces();
	shell = open_bash(&session);
	run_line(&session, "$NSRUN %s $TESTS/hear default 1\n", *state);
	expect(&session, "ready\r\n");
	stop_it(&session);
	for (int i = 0; i < 2; i++) {
		expect_stopped(&session, "nsrun", 1);
		expect_stopped(&session, "hear", 1);
		go_on(&session, shell, "hear");
		stop_it(&session);
	}
	go_on(&session, shell, "hear");
	type(&session, "\003");
	expect(&session, "in> ");
	type(&session, "echo status=$?\n");
	expect(&session, "status=130\r\n");
	close_bash(&session);
}

/* A handler for ^Z runs, and then the process stops, which a PID 1 cannot do by itself. */
static void stop_with_a_handler(void **state)
{
	struct session session;
	pid_t shell;

	harness_need_namespaces();
	shell = open_bash(&session);
	run_line(&session, "$NSRUN %s $TESTS/hear stopping 20\n", *state);
	expect(&session, "ready\r\n");
	type(&session, "\032");
	expect(&session, "got\r\n");
	expect(&session, "Stopped");
	expect(&session, "in> ");
	go_on(&session, shell, "hear");
	type(&session, "\003");
	close_bash(&session);
}

/* Not one that a PID 1 can do: nobody else stops it. */
static void a_command_that_stops_itself(void **state)
{
	struct session session;

	harness_need_namespaces();
	open_bash(&session);
	run_line(&session, "$NSRUN %s sh -c 'kill -STOP $$; echo aga''in'\n", *state);
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "fg\n");
	expect(&session, "again\r\n");
	close_bash(&session);
}

/* Under job control of its own: bash inside is suspended, and has the terminal again after fg. */
static void suspend_an_inner_bash(void **state)
{
	struct session session;

	harness_need_namespaces();
	open_bash(&session);
	run_line(&session, "$NSRUN %s bash --norc --noprofile -i\n", *state);
	expect(&session, "in> ");
	type(&session, "echo insi''de; suspend\n");
	expect(&session, "inside\r\n");
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "fg\n");
	expect(&session, "in> ");
	type(&session, "read x; echo got=$x\n");
	type(&session, "hello\n");
	expect(&session, "got=hello\r\n");
	type(&session, "exit\n");
	close_bash(&session);
}

/* Under unshare a PID 1 spins here. */
static void reading_in_the_background_stops(void **state)
{
	struct session session;
	pid_t shell;

	harness_need_namespaces();
	shell = open_bash(&session);
	run_line(&session, "$NSRUN %s sh -c 'echo re''ady; exec cat /dev/tty' & wait\n", *state);
	expect(&session, "ready\r\n");
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "fg\n");
	foreground_other_than(&session, shell);
	type(&session, "li''ne\n");
	expect(&session, "li''ne\r\nli''ne\r\n");
	type(&session, "\004");
	close_bash(&session);
}

/* A launcher that takes the foreground back blindly makes the shell read end of file here. */
static void a_job_that_ends_in_the_background(void **state)
{
	struct session session;

	harness_need_namespaces();
	open_bash(&session);
	run_line(&session, "$NSRUN %s sh -c 'echo re''ady; exec sleep 0.5'\n", *state);
	expect(&session, "ready\r\n");
	stop_it(&session);
	type(&session, "bg; wait; echo do''ne\n");
	expect(&session, "done\r\n");
	type(&session, "read x; echo got=$x\n");
	type(&session, "hello\n");
	expect(&session, "got=hello\r\n");
	close_bash(&session);
}

/* Not the shell continues the job, but somebody the command alone. A script stands between, as it
 * would otherwise be bash that continues the job when it sees that. */
static void continued_by_pid(void **state)
{
	struct session session;

	harness_need_namespaces();
	open_bash(&session);
	run_line(&session,
		 "sh -c '$NSRUN %s sh -c \"(sleep .3; kill -CONT \\$\\$)& kill -STOP \\$\\$; "
		 "expr 41 + 1\"; :'\n",
		 *state);
	expect(&session, "42\r\n");
	close_bash(&session);
}

/* PID 1 stops the group, but not itself. */
static void a_deadline_is_met_though_stopped(void **state)
{
	struct session session;

	harness_need_namespaces();
	open_bash(&session);
	run_line(&session, "$NSRUN $R -p --timeout=500ms --kill-after=500ms %s\n", *state);
	expect(&session, "Stopped");
	expect(&session, "in> ");
	type(&session, "until jobs %1 2>&1 | grep -q no; do sleep .1; jobs; done\n");
	expect(&session, "Exit 124");
	close_bash(&session);
}

/* A PID 1 that has set the terminal up for itself cannot put it in order when it is stopped. */
static void a_stopped_pid1_has_its_settings_again(void **state)
{
	struct session session;
	struct termios inside, again;

	(void)state;
	harness_need_namespaces();
	open_bash(&session);
	run_line(&session,
		 "$NSRUN $R -p sh -c 'trap \"echo wi''nch\" WINCH; stty -icanon -echo; echo "
		 "re''ady; while :; do read x; done'\n",
		 NULL);
	expect(&session, "ready\r\n");
	tcgetattr(session.fd, &inside);
	assert_int_equal(inside.c_lflag & (ICANON | ECHO), 0);
	stop_it(&session);
	type(&session, "stty -a | grep -c ' echo '; fg\n");
	expect(&session, "1\r\n");
	expect(&session, "winch\r\n");
	tcgetattr(session.fd, &again);
	assert_int_equal(again.c_lflag, inside.c_lflag);
	type(&session, "\034");
	close_bash(&session);
}

/* As an editor that is killed leaves it. */
static void settings_are_restored(void **state)
{
	struct session session;
	struct termios before, after;

	harness_need_namespaces();
	open_bash(&session);
	/* One that does not set the terminal up for itself. */
	type(&session, "sh\n");
	expect(&session, "in> ");
	tcgetattr(session.fd, &before);
	run_line(&session, "%s sh -c 'stty raw -echo; kill -KILL $$; sleep 1000'\n", *state);
	expect(&session, "Killed");
	tcgetattr(session.fd, &after);
	assert_int_equal(before.c_lflag, after.c_lflag);
	assert_int_equal(before.c_iflag, after.c_iflag);
	type(&session, "exit 0\n");
	close_bash(&session);
}

#define TEST(test, way)                                                                            \
	{                                                                                          \
#test ", " way, test, NULL, NULL, (void *)(uintptr_t)way                           \
	}

int main(void)
{
	static const char *const forked[] = { "sh", "-c",
					      "exec $NSRUN -f sh -c 'echo ready; exec sleep 7182'",
					      NULL };
	static const char *const under_init[] = {
		"sh", "-c", "exec $NSRUN $R -p --init sh -c 'echo ready; exec sleep 7184'", NULL
	};
	static const char *const in_pid_namespace[] = {
		"sh", "-c", "exec $NSRUN $R -p sh -c 'echo ready; exec sleep 7183'", NULL
	};
	const struct CMUnitTest tests[] = {
		{ "interactive bash as PID 1", interactive_bash, NULL, NULL, NULL },
		{ "interactive bash under --init", interactive_bash, NULL, NULL, (void *)1 },
		cmocka_unit_test(interrupt_ends_a_command_once),
		cmocka_unit_test(interrupt_is_not_sent_twice),
		{ "hangup ends both", hangup_ends_both, NULL, NULL, (void *)(uintptr_t)forked },
		{ "hangup ends both, in a PID namespace", hangup_ends_both, NULL, NULL,
		  (void *)(uintptr_t)in_pid_namespace },
		{ "hangup ends both, under --init", hangup_ends_both, NULL, NULL,
		  (void *)(uintptr_t)under_init },
		TEST(stop_and_go_on, "-f"),
		TEST(stop_and_go_on, "$R -p"),
		TEST(stop_and_go_on, "$R -p --init"),
		TEST(stop_with_a_handler, "-f"),
		TEST(stop_with_a_handler, "$R -p"),
		TEST(stop_with_a_handler, "$R -p --init"),
		TEST(a_command_that_stops_itself, "-f"),
		TEST(a_command_that_stops_itself, "$R -p --init"),
		TEST(suspend_an_inner_bash, "-f"),
		TEST(suspend_an_inner_bash, "$R -p --init"),
		TEST(reading_in_the_background_stops, "-f"),
		TEST(reading_in_the_background_stops, "$R -p"),
		TEST(reading_in_the_background_stops, "$R -p --init"),
		TEST(a_job_that_ends_in_the_background, "-f"),
		TEST(a_job_that_ends_in_the_background, "$R -p"),
		TEST(a_job_that_ends_in_the_background, "$R -p --init"),
		TEST(continued_by_pid, "-f"),
		TEST(continued_by_pid, "$R -p --init"),
		TEST(a_deadline_is_met_though_stopped, "sh -c 'kill -STOP 0; exec sleep 100'"),
		cmocka_unit_test(a_stopped_pid1_has_its_settings_again),
		TEST(settings_are_restored, "$NSRUN -f"),
		/* However late nsrun is on its own side. */
		TEST(settings_are_restored,
		     "strace -fqq -o /dev/null -e inject=clone3:delay_exit=300000 $NSRUN -f"),
	};

	setenv("R", getuid() == 0 ? "" : "--map-root", 1);
	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
