/*
 * Measures commands against each other.
 *
 *	compare RUNS LABEL COMMANDLINE [LABEL COMMANDLINE]...
 *
 * A COMMANDLINE starts with a path and is split at blanks; there is no shell. Prints a line for
 * each: the label, the median of the microseconds from start to end, how many times that of the
 * first command this is, and the median of the page faults. A command that fails ends the
 *comparison.
 *
 * Every round runs each command once, so that other work on the machine slows all of them alike.
 *The order is another one in every round: while a command runs, the kernel still removes the
 *namespaces of the command before it, so in a fixed order one command would always pay for the same
 *other one. (Right after bwrap, floor was slower than nsrun, which did more.)
 *
 * The faults are those of wait4(2): of the command and of the descendants that were waited for.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { WARM_UP = 5, MOST_RUNS = 10000, MOST_COMMANDS = 16, MOST_WORDS = 32 };

struct command {
	const char *label;
	char *words[MOST_WORDS + 1];
	uint64_t nanoseconds[MOST_RUNS];
	uint64_t faults[MOST_RUNS];
};

static _Noreturn void usage(void)
{
	fprintf(stderr,
		"usage: compare RUNS LABEL COMMANDLINE [LABEL COMMANDLINE]...\n"
		"RUNS: 1 to %d, commands: at most %d, of at most %d words\n",
		MOST_RUNS, MOST_COMMANDS, MOST_WORDS);
	exit(2);
}

static _Noreturn void fail(const char *label, const char *what, int number)
{
	fprintf(stderr, "compare: %s: %s %d\n", label, what, number);
	exit(1);
}

static size_t parse_runs(const char *text)
{
	char *end;
	long runs = strtol(text, &end, 10);

	if (end == text || *end || runs < 1 || runs > MOST_RUNS)
		usage();
	return (size_t)runs;
}

static void command_make(struct command *command, const char *label, char *line)
{
	size_t count = 0;
	char *rest;

	for (char *word = strtok_r(line, " ", &rest); word; word = strtok_r(NULL, " ", &rest)) {
		if (count == MOST_WORDS)
			usage();
		command->words[count++] = word;
	}
	if (!count)
		usage();
	command->label = label;
}

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
}

/* Starts the command with /dev/null as its stdin, stdout and stderr. It uses vfork(2): the time in
 * which fork(2) copies this process, or the 20 microseconds in which posix_spawn(3) asks for the
 * action of each signal, would be counted as the command's. Linters warn that a child of vfork can
 * change its parent's memory; this one changes nothing but the loop's counter. */
/* NOLINTBEGIN(clang-analyzer-security.insecureAPI.vfork,clang-analyzer-unix.Vfork) */
static pid_t command_start(char *const words[], int null_fd)
{
	pid_t pid = vfork();

	if (pid == 0) {
		for (int fd = 0; fd < 3; fd++)
			dup2(null_fd, fd);
		execv(words[0], words);
		_exit(127);
	}
	return pid;
}
/* NOLINTEND(clang-analyzer-security.insecureAPI.vfork,clang-analyzer-unix.Vfork) */

/* Runs the command and keeps the result as that of the given round. */
static void command_run(struct command *command, size_t round, int null_fd)
{
	struct rusage used;
	int status;
	uint64_t start = now();
	pid_t pid = command_start(command->words, null_fd);

	if (pid < 0 || wait4(pid, &status, 0, &used) < 0)
		fail(command->label, "cannot be run: errno", errno);
	command->nanoseconds[round] = now() - start;
	command->faults[round] = (uint64_t)used.ru_minflt;
	if (WIFSIGNALED(status))
		fail(command->label, "killed by signal", WTERMSIG(status));
	if (WEXITSTATUS(status))
		fail(command->label, "exit status", WEXITSTATUS(status));
}

/* Puts the numbers below count in a random order. random(3) is not seeded, so that each comparison
 * has the same orders. */
static void shuffle(size_t *order, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		size_t other = (size_t)random() % (i + 1);

		order[i] = i;
		order[i] = order[other];
		order[other] = i;
	}
}

static void round_run(struct command *commands, size_t count, size_t round, int null_fd)
{
	size_t order[MOST_COMMANDS];

	shuffle(order, count);
	for (size_t i = 0; i < count; i++)
		command_run(&commands[order[i]], round, null_fd);
}

static int by_size(const void *left, const void *right)
{
	uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

	return (a > b) - (a < b);
}

/* Sorts the values, and returns their median: of an even number, the upper of the two in the
 * middle. */
static uint64_t median(uint64_t *values, size_t count)
{
	qsort(values, count, sizeof(*values), by_size);
	return values[count / 2];
}

static void print_table(struct command *commands, size_t count, size_t runs)
{
	double first = 0;

	printf("%-16s %12s %8s %8s\n", "", "microseconds", "ratio", "faults");
	for (size_t i = 0; i < count; i++) {
		double time = (double)median(commands[i].nanoseconds, runs);

		if (i == 0)
			first = time;
		printf("%-16s %12.0f %8.2f %8ju\n", commands[i].label, time / 1000, time / first,
		       (uintmax_t)median(commands[i].faults, runs));
	}
}

int main(int argc, char **argv)
{
	static struct command commands[MOST_COMMANDS];
	size_t runs, count = argc < 2 ? 0 : (size_t)(argc - 2) / 2;
	int null_fd = open("/dev/null", O_RDWR | O_CLOEXEC);

	if (!count || argc % 2 || count > MOST_COMMANDS)
		usage();
	if (null_fd < 0)
		fail("/dev/null", "errno", errno);
	runs = parse_runs(argv[1]);
	for (size_t i = 0; i < count; i++)
		command_make(&commands[i], argv[2 + 2 * i], argv[3 + 2 * i]);

	/* Not measured: the first measured round overwrites their results. */
	for (size_t i = 0; i < WARM_UP; i++)
		round_run(commands, count, 0, null_fd);
	for (size_t round = 0; round < runs; round++)
		round_run(commands, count, round, null_fd);

	print_table(commands, count, runs);
	return fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
