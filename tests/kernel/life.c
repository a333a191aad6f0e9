/* How nsrun and the command end: by signals, one without the other, at any moment. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "harness.h"

static bool ends_nothing(int signal)
{
	static const int harmless[] = { SIGCHLD, SIGCONT, SIGURG,  SIGWINCH,
					SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU };

	for (size_t i = 0; i < sizeof(harmless) / sizeof(harmless[0]); i++)
		if (harmless[i] == signal)
			return true;
	return false;
}

static void dies_of_the_commands_signal_without_a_core(void **state)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	char folder[] = "/tmp/nsrun-test-XXXXXX", line[128];

	(void)state;
	harness_need_namespaces();
	assert_non_null(mkdtemp(folder));
	setrlimit(RLIMIT_CORE, &all);
	for (int signal = 1; signal < 32; signal++) {
		const struct outcome *outcome;

		if (ends_nothing(signal))
			continue;
		snprintf(line, sizeof(line), "cd %s; exec $NSRUN -f sh -c 'kill -%d $$'", folder,
			 signal);
		outcome = harness_shell(line);
		assert_true(WIFSIGNALED(outcome->wait_status));
		assert_int_equal(WTERMSIG(outcome->wait_status), signal);
		assert_false(WCOREDUMP(outcome->wait_status));
	}
	snprintf(line, sizeof(line), "rm -rf %s", folder);
	assert_int_equal(system(line), 0);
}

/* Starts nsrun with these words (blanks between) and standard output on fd. */
static pid_t start(const char *words, int out_fd)
{
	char line[256], *argv[HARNESS_WORDS_MAX];
	pid_t pid;

	strncpy(line, words, sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	harness_split(argv, line);
	pid = fork();
	if (pid == 0) {
		dup2(out_fd, 1);
		dup2(out_fd, 2);
		syscall(SYS_close_range, 3u, ~0u, 0);
		execv(getenv("NSRUN"), argv);
		_exit(99);
	}
	assert_true(pid > 0);
	return pid;
}

/* Waits for any child, or for one, until the deadline. Returns its pid, 0 where it is late, or -1
 * where there is none. */
static pid_t reap_before(long deadline, pid_t pid, int *wait_status)
{
	pid_t reaped;

	while ((reaped = waitpid(pid, wait_status, WNOHANG)) == 0 && harness_now() < deadline)
		poll(NULL, 0, 1);
	return reaped;
}

static pid_t first_child_of(pid_t pid)
{
	char path[64];
	int child = 0;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%d/task/%d/children", (int)pid, (int)pid);
	file = fopen(path, "re");
	if (!file)
		return 0;
	if (fscanf(file, "%d", &child) != 1)
		child = 0;
	fclose(file);
	return child;
}

static void spin(long nanoseconds)
{
	struct timespec now;
	long end;

	clock_gettime(CLOCK_MONOTONIC, &now);
	end = now.tv_nsec + now.tv_sec % 1000 * 1000000000L + nanoseconds;
	do
		clock_gettime(CLOCK_MONOTONIC, &now);
	while (now.tv_nsec + now.tv_sec % 1000 * 1000000000L < end);
}

/* false ended by itself (the kill came late), nsrun gave up, or was killed: nothing else may come
 * out. */
static bool is_fair_end(int wait_status)
{
	return (WIFEXITED(wait_status) &&
		(WEXITSTATUS(wait_status) == 1 || WEXITSTATUS(wait_status) == 125)) ||
	       (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL);
}

static void kill_one(const char *words, bool is_outer, long delay, int null_fd)
{
	pid_t outer = start(words, null_fd), victim = outer, reaped;
	long deadline;
	int wait_status = 0;

	spin(delay);
	if (!is_outer)
		victim = first_child_of(outer);
	if (victim > 0)
		kill(victim, SIGKILL);
	deadline = harness_now() + 10000;
	/* Outer, and as their subreaper whatever it leaves to this process. */
	while ((reaped = reap_before(deadline, -1, &wait_status)) > 0)
		if (!is_fair_end(wait_status))
			fail_msg("%s: %s killed after %ld ns: status %#x", words,
				 is_outer ? "outer" : "inner", delay, wait_status);
	if (reaped == 0)
		fail_msg("%s: %s killed after %ld ns: a process goes on", words,
			 is_outer ? "outer" : "inner", delay);
}

/* 10,000 kills unless told otherwise, over the first two milliseconds, which is longer than a
 * launch takes. */
static void either_side_killed_at_any_moment(void **state)
{
	static const char *const plans[] = {
		"-pmuf --mount-proc false",       "-f false",       "-pn false", "-r -f false",
		"-r -pm --setgroups=allow false", "-p --init false"
	};
	FILE *null = fopen("/dev/null", "w");
	int kills = getenv("NSRUN_KILLS") ? atoi(getenv("NSRUN_KILLS")) : 10000;
	bool is_root = getuid() == 0;

	(void)state;
	harness_need_namespaces();
	assert_non_null(null);
	assert_true(kills > 0);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	srandom(1);
	for (int i = 0; i < kills; i++) {
		const char *plan = plans[(size_t)i / 2 % (sizeof(plans) / sizeof(plans[0]))];
		char words[128];

		if (!is_root && strstr(plan, "allow"))
			plan = plans[0];
		snprintf(words, sizeof(words), "%s%s", is_root ? "" : "--map-root ", plan);
		kill_one(words, i % 2, random() % 2000000, fileno(null));
	}
	fclose(null);
}

/* Two that stay, one of them left to PID 1 or nobody. */
#define SLEEPS "sh -c sleep${IFS}77&sleep${IFS}77"

/* Waits until nothing of it is left to this process, their subreaper. */
static void kill_nsrun(const char *words, long delay, int null_fd)
{
	pid_t pid = start(words, null_fd);
	long deadline = harness_now() + 10000;
	int wait_status;

	spin(delay);
	kill(pid, SIGKILL);
	if (reap_before(deadline, -1, &wait_status) > 0)
		while (reap_before(deadline, -1, &wait_status) > 0)
			;
	if (harness_now() >= deadline)
		fail_msg("%s: nsrun killed after %ld ns: a process goes on", words, delay);
}

static void nsrun_killed_at_any_moment_leaves_nothing(void **state)
{
	static const char *const ways[] = {
		"",      "--init ",      "--map-root ",   "--map-root --init ",
		"-S 1 ", "-S 1 --init ", "-r -S 0 -G 0 ", "-r -S 0 --init "
	};
	const size_t count = sizeof(ways) / sizeof(ways[0]);
	FILE *null = fopen("/dev/null", "w"), *mounts = fopen("/proc/self/mountinfo", "r");
	static char before[65536], after[65536];
	size_t length = fread(before, 1, sizeof(before) - 1, mounts);

	(void)state;
	harness_need_namespaces();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	srandom(2);
	for (size_t i = 0; i < 250 * count; i++) {
		const char *way = ways[i % count];
		char words[256];

		if (getuid() != 0 && !strstr(way, "-r"))
			way = i % 2 ? "--map-root --init " : "--map-root ";
		snprintf(words, sizeof(words), "%s-pmuf --mount-proc %s", way, SLEEPS);
		kill_nsrun(words, random() % 4000000, fileno(null));
	}
	rewind(mounts);
	assert_int_equal(fread(after, 1, sizeof(after) - 1, mounts), length);
	assert_string_equal(before, after);
	fclose(mounts);
	fclose(null);
}

/* Reads until the end of file, which comes when the last process that holds the pipe is gone.
 * Returns whether it came in time. */
static bool end_of_file(int fd)
{
	struct pollfd polled = { .fd = fd, .events = POLLIN };
	char bytes[64];

	while (poll(&polled, 1, 10000) > 0)
		if (read(fd, bytes, sizeof(bytes)) <= 0)
			return true;
	return false;
}

static void a_killed_nsrun_takes_its_pid_namespace_along(void **state)
{
	const char *words = *state;
	int fds[2], wait_status;
	struct pollfd polled;
	pid_t pid;

	harness_need_namespaces();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	assert_int_equal(pipe(fds), 0);
	pid = start(words, fds[1]);
	close(fds[1]);
	polled = (struct pollfd){ .fd = fds[0], .events = POLLIN };
	assert_int_equal(poll(&polled, 1, 10000), 1);
	kill(pid, SIGKILL);
	assert_true(end_of_file(fds[0]));
	close(fds[0]);
	while (reap_before(harness_now() + 10000, -1, &wait_status) > 0)
		;
	assert_int_equal(errno, ECHILD);
}

/* Whoever adopts what nsrun leaves has nothing to reap once nsrun has returned. */
static void nothing_is_left_when_nsrun_returns(void **state)
{
	FILE *null = fopen("/dev/null", "w");

	harness_need_namespaces();
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	for (int i = 0; i < 100; i++) {
		pid_t pid = start(*state, fileno(null));

		assert_int_equal(waitpid(pid, NULL, 0), pid);
		assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
		assert_int_equal(errno, ECHILD);
	}
	fclose(null);
}

/* A program that writes a byte and then stays, with a child in a session of its own. */
#define STAYS "sh -c setsid${IFS}sleep${IFS}7179&echo;sleep${IFS}7179"

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dies_of_the_commands_signal_without_a_core),
		cmocka_unit_test(either_side_killed_at_any_moment),
		cmocka_unit_test(nsrun_killed_at_any_moment_leaves_nothing),
		{ "a killed nsrun takes its PID namespace along",
		  a_killed_nsrun_takes_its_pid_namespace_along, NULL, NULL,
		  (void *)(uintptr_t)(getuid() == 0 ? "-p " STAYS : "-r -p " STAYS) },
		{ "nothing is left when nsrun returns", nothing_is_left_when_nsrun_returns, NULL,
		  NULL,
		  (void *)(uintptr_t) "-r -p sh -c setsid${IFS}sleep${IFS}77&sleep${IFS}77&" },
		{ "nothing is left when nsrun returns, with an init",
		  nothing_is_left_when_nsrun_returns, NULL, NULL,
		  (void *)(uintptr_t) "-r -p --init sh -c "
				      "setsid${IFS}sleep${IFS}77&sleep${IFS}77&" },
		{ "a killed nsrun takes its PID namespace along, with an init",
		  a_killed_nsrun_takes_its_pid_namespace_along, NULL, NULL,
		  (void *)(uintptr_t) "-r -p --init " STAYS },
		{ "a killed nsrun takes its PID namespace along, in a user namespace",
		  a_killed_nsrun_takes_its_pid_namespace_along, NULL, NULL,
		  (void *)(uintptr_t) "-c -pmu --mount-proc " STAYS },
	};

	return cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
