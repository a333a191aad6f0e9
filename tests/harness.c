/* What the tests share. */
#include "harness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* One test alone, by its name: for tests/rules.sh, and for whoever works on one. */
static void __attribute__((constructor)) choose_tests(void)
{
	const char *only = getenv("NSRUN_ONLY");

	if (only)
		cmocka_set_test_filter(only);
}

int harness_rows(const char *group, CMUnitTestFunction test, const void *rows, size_t count,
		 size_t row_size)
{
	struct CMUnitTest *tests = calloc(count, sizeof(*tests));
	int failures;

	for (size_t i = 0; tests && i < count; i++) {
		const char *row = (const char *)rows + i * row_size;

		memcpy(&tests[i].name, row, sizeof(tests[i].name));
		tests[i].test_func = test;
		tests[i].initial_state = (void *)(uintptr_t)row;
	}
	failures = tests ? _cmocka_run_group_tests(group, tests, count, NULL, NULL) : 1;
	free(tests);
	return failures;
}

struct text harness_text(void)
{
	return (struct text){ .fd = memfd_create("text", MFD_CLOEXEC) };
}

const char *harness_text_read(struct text *text)
{
	static char bytes[65536];
	ssize_t length;

	text_flush(text);
	length = pread(text->fd, bytes, sizeof(bytes) - 1, 0);
	bytes[length > 0 ? length : 0] = '\0';
	close(text->fd);
	return bytes;
}

int harness_split(char *argv[HARNESS_WORDS_MAX], char *line)
{
	static char self[] = "nsrun";
	int argc = 0;
	char *rest = NULL;

	argv[argc++] = self;
	for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		assert_true(argc < HARNESS_WORDS_MAX - 1);
		argv[argc++] = word;
	}
	argv[argc] = NULL;
	return argc;
}

long harness_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads both pipes to their ends. Returns whether that came before the deadline. */
static bool read_both(const int fds[2], struct outcome *outcome, long deadline)
{
	char *const into[2] = { outcome->out, outcome->err };
	size_t lengths[2] = { 0, 0 };
	struct pollfd polls[2] = { { .fd = fds[0], .events = POLLIN },
				   { .fd = fds[1], .events = POLLIN } };

	while (polls[0].fd >= 0 || polls[1].fd >= 0) {
		long left = deadline - harness_now();

		if (left <= 0 || poll(polls, 2, (int)left) == 0)
			return false;
		for (int i = 0; i < 2; i++) {
			if (polls[i].fd < 0 || !polls[i].revents)
				continue;
			ssize_t got = read(fds[i], into[i] + lengths[i],
					   sizeof(outcome->out) - 1 - lengths[i]);
			if (got <= 0)
				polls[i].fd = -1;
			else
				lengths[i] += (size_t)got;
		}
	}
	outcome->out[lengths[0]] = '\0';
	outcome->err[lengths[1]] = '\0';
	return true;
}

/* The first of this process's children, 0 if there is none. */
static pid_t first_child(void)
{
	char path[64];
	int pid = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	file = fopen(path, "re");
	if (file) {
		if (fscanf(file, "%d", &pid) != 1)
			pid = 0;
		fclose(file);
	}
	return pid;
}

/* As their subreaper this process inherits whatever a command leaves behind. What was killed may
 * take a moment to end; what does not end in that time was left alive. */
static bool reap_left_behind(void)
{
	long deadline = harness_now() + 1000;
	bool is_alive = false;
	pid_t pid;

	while ((pid = waitpid(-1, NULL, WNOHANG)) >= 0) {
		if (pid == 0 && harness_now() > deadline) {
			is_alive = true;
			kill(first_child(), SIGKILL);
		}
		if (pid == 0)
			poll(NULL, 0, 1);
	}
	return is_alive;
}

const struct outcome *harness_shell(const char *line)
{
	static struct outcome outcome;
	int out[2], err[2];
	pid_t pid;

	memset(&outcome, 0, sizeof(outcome));
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	assert_int_equal(pipe(out), 0);
	assert_int_equal(pipe(err), 0);
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		setsid();
		dup2(open("/dev/null", O_RDONLY), 0);
		dup2(out[1], 1);
		dup2(err[1], 2);
		syscall(SYS_close_range, 3u, ~0u, 0);
		execl("/bin/sh", "sh", "-c", line, (char *)NULL);
		_exit(99);
	}
	assert_true(pid > 0);
	close(out[1]);
	close(err[1]);
	outcome.is_late = !read_both((const int[]){ out[0], err[0] }, &outcome,
				     harness_now() + HARNESS_SECONDS * 1000L);
	if (outcome.is_late)
		kill(-pid, SIGKILL);
	while (waitpid(pid, &outcome.wait_status, 0) < 0 && errno == EINTR)
		;
	close(out[0]);
	close(err[0]);
	outcome.left_alive = reap_left_behind();
	return &outcome;
}

int harness_status(const struct outcome *outcome)
{
	return WIFSIGNALED(outcome->wait_status) ? 128 + WTERMSIG(outcome->wait_status)
						 : WEXITSTATUS(outcome->wait_status);
}

void harness_need_namespaces(void)
{
	int flags = getuid() == 0 ? CLONE_NEWNS : CLONE_NEWUSER | CLONE_NEWNS, wait_status = -1;
	pid_t pid = fork();

	if (pid == 0)
		_exit(unshare(flags) == 0 ? 0 : 1);
	waitpid(pid, &wait_status, 0);
	if (wait_status == 0)
		return;
	if (getenv("NSRUN_MUST_RUN"))
		fail_msg("this host refuses the namespaces, and NSRUN_MUST_RUN forbids to skip");
	print_message("skipped: this host refuses the namespaces\n");
	skip();
}
