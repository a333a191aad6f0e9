/*
 * The state without a fault. The judge compares each run with that one, so it does not see what is
 * wrong in both: a file descriptor that leaks, a death signal that is lost. This looks for such.
 */
#include "state.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *words(const char *what, const char *more)
{
	static char text[256];

	snprintf(text, sizeof(text), "%.120s%.120s", what, more);
	return text;
}

static bool has_line(const char *out, const char *line)
{
	const char *at = out;
	size_t length = strlen(line);

	while ((at = strstr(at, line))) {
		if ((at == out || at[-1] == '\n') && (at[length] == '\n' || at[length] == ' '))
			return true;
		at++;
	}
	return false;
}

/* Whether the command is to have this fd: nsrun was started with it, and no option closes it. */
static bool is_to_have(int fd, const struct row *row)
{
	bool closes = strstr(row->line, "--close-fds");

	if (fd == 0)
		return !(row->setup & SETUP_NO_STDIN);
	if (fd == 3)
		return row->setup & SETUP_LISTEN;
	if (fd == 7 || fd == 8)
		return !closes || row->setup & SETUP_JOBSERVER;
	if (fd == 9 && strstr(row->line, "--status-fd"))
		return false;
	if (fd == 9)
		return !closes || strstr(row->line, "--keep-fd=9");
	return fd < 3;
}

static const char *fds_error(const struct expectation *expected)
{
	for (int fd = 0; fd < 256; fd++) {
		char line[16];

		snprintf(line, sizeof(line), "fd %d", fd);
		if (has_line(expected->sight.out, line) != is_to_have(fd, expected->row))
			return words("the command should, or should not, have ", line);
	}
	return NULL;
}

static const char *signals_error(const struct expectation *expected)
{
	const char *line = expected->row->setup & SETUP_SIGNALS
				   ? "signals blocked 4800 pending 0 ignored 10 17"
				   : "signals blocked 0 pending 0 ignored";

	return has_line(expected->sight.out, line) ? NULL : words("it should have: ", line);
}

/* The command must have the death signal that its steps arrange, whatever clears it in between.
 * With an init it is the init that has one, and unshare sets none. */
static const char *death_signal_error(const struct expectation *expected)
{
	int signal = 0;
	char line[32];

	for (size_t i = 0; i < expected->step_count; i++) {
		const char *step = expected->steps[i];

		if (expected->row->setup & SETUP_UNSHARE)
			break;
		if (strncmp(step, "arrange to get SIGKILL", 22) == 0)
			signal = SIGKILL;
		else if (strncmp(step, "arrange to get SIGTERM", 22) == 0)
			signal = SIGTERM;
		else if (strncmp(step, "start a process for the command", 31) == 0)
			signal = 0;
	}
	snprintf(line, sizeof(line), "death signal %d", signal);
	return has_line(expected->sight.out, line) ? NULL : words("it should have: ", line);
}

/* Whether a step makes a namespace of this kind. */
static bool is_made(const char *kind, const struct expectation *expected)
{
	for (size_t i = 0; i < expected->step_count; i++) {
		const char *step = expected->steps[i];
		bool is_way_in = strncmp(step, "start a process in", 18) == 0 ||
				 strncmp(step, "move to", 7) == 0;

		if (is_way_in && strstr(step, kind))
			return true;
	}
	return false;
}

static const char *namespaces_error(const struct expectation *expected)
{
	static const struct {
		const char *name, *kind;
	} kinds[] = {
		{ "mnt", " mount" },   { "uts", " UTS" },   { "ipc", " IPC" },
		{ "net", " network" }, { "user", " user" }, { "cgroup", " cgroup" },
		{ "time", " time" },   { "pid", " PID" },
	};

	for (size_t i = 0; i < COUNT(kinds); i++) {
		/* A process that unshares a PID namespace stays outside. The namespace has no
		 * number to be read before its first process is there. */
		bool is_outside = strcmp(kinds[i].name, "pid") == 0 &&
				  strstr(expected->row->line, "--no-fork");
		char line[64];

		snprintf(line, sizeof(line), "ns %s %s",
			 is_outside ? "pid_for_children" : kinds[i].name,
			 !is_made(kinds[i].kind, expected) ? "the host's"
			 : is_outside                      ? "not to be seen"
							   : "new");
		if (!has_line(expected->sight.out, line))
			return words("it should have: ", line);
	}
	return NULL;
}

const char *state_error(const struct expectation *expected)
{
	const char *error = fds_error(expected);

	if (!error)
		error = signals_error(expected);
	if (!error)
		error = death_signal_error(expected);
	/* In a root without proc the probe cannot read its namespaces. */
	if (!error && !strstr(expected->sight.out, "ns mnt not to be seen"))
		error = namespaces_error(expected);
	return error;
}
