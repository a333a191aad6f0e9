/*
 * Signals to a waiting nsrun: which of them the command gets, how often, and how nsrun ends. Each
 * way of running it, with each signal, sent to nsrun or typed at its terminal, and a command that
 * has a handler for it, ignores it, or has the default action.
 */
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"

enum { DEADLINE_MS = 20000 };

static const char *const actions[] = { "handler", "ignored", "default", "waiting" };
static const int sent[] = { SIGTERM, SIGINT,   SIGHUP,  SIGQUIT, SIGUSR1,
			    SIGUSR2, SIGWINCH, SIGCONT, SIGALRM };

/* What the terminal sends, and how it is made to. */
static const struct typed {
	int signal;
	const char *keys; /* NULL: its window changes its size */
} typed[] = { { SIGINT, "\003" }, { SIGQUIT, "\034" }, { SIGWINCH, NULL } };

struct launch {
	char what[128]; /* for a message */
	pid_t pid;
	int fd; /* the terminal */
	char output[4096];
	size_t length;
};

static void start(struct launch *launch, const char *way, const char *action, int signal)
{
	char words[256], *argv[HARNESS_WORDS_MAX];

	memset(launch, 0, sizeof(*launch));
	snprintf(launch->what, sizeof(launch->what), "nsrun %s, %s, signal %d", way, action,
		 signal);
	snprintf(words, sizeof(words), "%s %s %s/hear %s %d", strchr(way, 'p') ? getenv("R") : "",
		 way, getenv("TESTS"), action, signal);
	harness_split(argv, words);
	launch->pid = forkpty(&launch->fd, NULL, NULL, NULL);
	assert_true(launch->pid >= 0);
	if (launch->pid == 0) {
		execv(getenv("NSRUN"), argv);
		_exit(99);
	}
}

/* Reads until the output has the text, or has ended. Returns whether it has. */
static bool read_until(struct launch *launch, const char *text)
{
	long deadline = harness_now() + DEADLINE_MS;

	while (!strstr(launch->output, text)) {
		struct pollfd polled = { .fd = launch->fd, .events = POLLIN };
		ssize_t got;

		if (harness_now() > deadline || poll(&polled, 1, DEADLINE_MS) <= 0)
			return false;
		got = read(launch->fd, launch->output + launch->length,
			   sizeof(launch->output) - 1 - launch->length);
		if (got <= 0)
			return false;
		launch->length += (size_t)got;
	}
	return true;
}

static int end(struct launch *launch)
{
	long deadline = harness_now() + DEADLINE_MS;
	int wait_status = 0;
	pid_t reaped;

	while (waitpid(launch->pid, &wait_status, WNOHANG) == 0) {
		if (harness_now() > deadline) {
			kill(launch->pid, SIGKILL);
			fail_msg("%s: it goes on: %s", launch->what, launch->output);
		}
		poll(NULL, 0, 1);
	}
	close(launch->fd);
	/* As the subreaper this process has what was left behind. */
	while ((reaped = waitpid(-1, NULL, WNOHANG)) >= 0) {
		if (reaped == 0 && harness_now() > deadline)
			fail_msg("%s: a process is left", launch->what);
		if (reaped == 0)
			poll(NULL, 0, 1);
	}
	return wait_status;
}

static void expect(struct launch *launch, const char *text)
{
	if (read_until(launch, text))
		return;
	kill(launch->pid, SIGKILL);
	end(launch);
	fail_msg("%s: no '%s' in: %s", launch->what, text, launch->output);
}

static bool is_harmless(int signal)
{
	return signal == SIGWINCH || signal == SIGCONT;
}

/* The signal has been sent: what comes of it. */
static void check(struct launch *launch, const char *action, int signal)
{
	bool is_handled = strcmp(action, "handler") == 0 || strcmp(action, "waiting") == 0;
	int wait_status;

	if (strcmp(action, "default") == 0 && !is_harmless(signal)) {
		wait_status = end(launch);
		if (!WIFSIGNALED(wait_status) || WTERMSIG(wait_status) != signal)
			fail_msg("%s: status %#x: %s", launch->what, wait_status, launch->output);
		assert_false(WCOREDUMP(wait_status) && strstr(launch->what, "-"));
		return;
	}
	if (is_handled)
		expect(launch, "got");
	kill(launch->pid, SIGRTMIN + 5);
	expect(launch, is_handled ? "count=1" : "count=0");
	wait_status = end(launch);
	if (!WIFEXITED(wait_status) || WEXITSTATUS(wait_status) != 33)
		fail_msg("%s: status %#x: %s", launch->what, wait_status, launch->output);
}

static void sent_to_nsrun(void **state)
{
	const char *way = *state;

	harness_need_namespaces();
	for (size_t i = 0; i < sizeof(sent) / sizeof(sent[0]); i++) {
		for (size_t k = 0; k < sizeof(actions) / sizeof(actions[0]); k++) {
			struct launch launch;

			start(&launch, way, actions[k], sent[i]);
			expect(&launch, "ready");
			kill(launch.pid, sent[i]);
			check(&launch, actions[k], sent[i]);
		}
	}
}

static void real_time_sent_to_nsrun(void **state)
{
	const char *way = *state;

	harness_need_namespaces();
	for (size_t k = 0; k < sizeof(actions) / sizeof(actions[0]); k++) {
		struct launch launch;

		start(&launch, way, actions[k], SIGRTMIN + 3);
		expect(&launch, "ready");
		kill(launch.pid, SIGRTMIN + 3);
		check(&launch, actions[k], SIGRTMIN + 3);
	}
}

/* The terminal drops what has been printed when it acts on the key, and then echoes it, unless it
 * is gone with the command by then. */
static void type(struct launch *launch, const char *key)
{
	const char echo[] = { '^', (char)(*key + '@'), '\0' };

	assert_int_equal(write(launch->fd, key, 1), 1);
	(void)read_until(launch, echo);
}

static void typed_at_the_terminal(void **state)
{
	const char *way = *state;
	struct winsize size = { .ws_row = 50, .ws_col = 100 };

	harness_need_namespaces();
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		for (size_t k = 0; k < sizeof(actions) / sizeof(actions[0]); k++) {
			struct launch launch;

			start(&launch, way, actions[k], typed[i].signal);
			expect(&launch, "ready");
			if (typed[i].keys)
				type(&launch, typed[i].keys);
			else
				assert_int_equal(ioctl(launch.fd, TIOCSWINSZ, &size), 0);
			check(&launch, actions[k], typed[i].signal);
		}
	}
}

/* A command that has left nsrun's group does not get what is typed, unless nsrun sends it on. */
static void typed_for_a_command_in_its_own_session(void **state)
{
	static char way[64];
	struct launch launch;

	snprintf(way, sizeof(way), "%s --new-session", (const char *)*state);
	harness_need_namespaces();
	start(&launch, way, "handler", SIGINT);
	expect(&launch, "ready");
	type(&launch, "\003");
	check(&launch, "handler", SIGINT);
}

/* nsrun leads the session here, so that nobody would continue it: the command goes on. */
static void stopped_in_an_orphaned_group(void **state)
{
	struct launch launch;

	harness_need_namespaces();
	start(&launch, *state, "default", SIGTSTP);
	expect(&launch, "ready");
	type(&launch, "\032");
	kill(launch.pid, SIGRTMIN + 5);
	expect(&launch, "count=0");
	assert_int_equal(WEXITSTATUS(end(&launch)), 33);
}

static void typed_at_once(void **state)
{
	harness_need_namespaces();
	for (int i = 0; i < 300; i++) {
		struct launch launch;
		int wait_status;

		start(&launch, *state, "default", SIGINT);
		/* Before that nobody would get it. */
		while (tcgetpgrp(launch.fd) != launch.pid)
			;
		for (volatile int spin = 0; spin < i * 4000; spin++)
			;
		assert_int_equal(write(launch.fd, "\003", 1), 1);
		wait_status = end(&launch);
		if (!WIFSIGNALED(wait_status) || WTERMSIG(wait_status) != SIGINT)
			fail_msg("%s: status %#x: %s", launch.what, wait_status, launch.output);
	}
}

/* Whoever comes too early for the command's handlers finds it with the default action. */
static void sent_at_once(void **state)
{
	const char *way = *state;

	harness_need_namespaces();
	for (int i = 0; i < 300; i++) {
		struct launch launch;
		int wait_status;

		start(&launch, way, "default", SIGTERM);
		/* From before nsrun's own beginning to behind the command's. */
		for (volatile int spin = 0; spin < i * 2000; spin++)
			;
		kill(launch.pid, SIGTERM);
		wait_status = end(&launch);
		if (!WIFSIGNALED(wait_status) || WTERMSIG(wait_status) != SIGTERM)
			fail_msg("%s: status %#x: %s", launch.what, wait_status, launch.output);
	}
}

#define TEST(test, way)                                                                            \
	{                                                                                          \
#test ", nsrun " way, test, NULL, NULL, (void *)(uintptr_t)way                     \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(sent_to_nsrun, ""),
		TEST(sent_to_nsrun, "-f"),
		TEST(sent_to_nsrun, "-p"),
		TEST(sent_to_nsrun, "-p --init"),
		TEST(real_time_sent_to_nsrun, ""),
		TEST(real_time_sent_to_nsrun, "-f"),
		TEST(real_time_sent_to_nsrun, "-p"),
		TEST(real_time_sent_to_nsrun, "-p --init"),
		TEST(typed_at_the_terminal, ""),
		TEST(typed_at_the_terminal, "-f"),
		TEST(typed_at_the_terminal, "-p"),
		TEST(typed_at_the_terminal, "-p --init"),
		TEST(typed_for_a_command_in_its_own_session, "-f"),
		TEST(typed_for_a_command_in_its_own_session, "-p"),
		TEST(typed_for_a_command_in_its_own_session, "-p --init"),
		TEST(stopped_in_an_orphaned_group, "-f"),
		TEST(stopped_in_an_orphaned_group, "-p"),
		TEST(stopped_in_an_orphaned_group, "-p --init"),
		TEST(typed_at_once, "-f"),
		TEST(typed_at_once, "-p"),
		TEST(typed_at_once, "-pm --mount-proc --init"),
		TEST(sent_at_once, "-f"),
		TEST(sent_at_once, "-p"),
		TEST(sent_at_once, "-p --init"),
	};

	prctl(PR_SET_CHILD_SUBREAPER, 1);
	setenv("R", getuid() == 0 ? "" : "--map-root", 1);
	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
