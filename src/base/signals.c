/* Names of signals: musl has none, and glibc gives a signal's name but reads none. */
#include "base/signals.h"

#include <signal.h>
#include <stddef.h>
#include <strings.h>

#include "base/util.h"

static const struct name {
	const char *name;
	int signal;
} names[] = {
	{ "HUP", SIGHUP },
	{ "INT", SIGINT },
	{ "QUIT", SIGQUIT },
	{ "ILL", SIGILL },
	{ "TRAP", SIGTRAP },
	{ "ABRT", SIGABRT },
	{ "BUS", SIGBUS },
	{ "FPE", SIGFPE },
	{ "KILL", SIGKILL },
	{ "USR1", SIGUSR1 },
	{ "SEGV", SIGSEGV },
	{ "USR2", SIGUSR2 },
	{ "PIPE", SIGPIPE },
	{ "ALRM", SIGALRM },
	{ "TERM", SIGTERM },
	{ "CHLD", SIGCHLD },
	{ "CONT", SIGCONT },
	{ "STOP", SIGSTOP },
	{ "TSTP", SIGTSTP },
	{ "TTIN", SIGTTIN },
	{ "TTOU", SIGTTOU },
	{ "URG", SIGURG },
	{ "XCPU", SIGXCPU },
	{ "XFSZ", SIGXFSZ },
	{ "PROF", SIGPROF },
	{ "IO", SIGIO },
	{ "VTALRM", SIGVTALRM },
	{ "WINCH", SIGWINCH },
	{ "PWR", SIGPWR },
	{ "SYS", SIGSYS },
	/* Second names: read, but never printed. */
	{ "IOT", SIGABRT },
	{ "CLD", SIGCHLD },
	{ "POLL", SIGIO },
};

/* Reads what follows RTMIN, "+n", or RTMAX, "-n"; both may be followed by nothing. */
static int parse_real_time(int *signal, const char *string, int from, char sign)
{
	uint64_t offset = 0, most = (uint64_t)(SIGRTMAX - SIGRTMIN);

	if (*string && (*string != sign || number_parse(&offset, string + 1, most) < 0))
		return -1;
	*signal = sign == '+' ? from + (int)offset : from - (int)offset;
	return 0;
}

int signals_parse(int *signal, const char *string)
{
	uint64_t number;

	if (number_parse(&number, string, (uint64_t)SIGRTMAX) == 0) {
		*signal = (int)number;
		return number ? 0 : -1;
	}
	if (strncasecmp(string, "SIG", 3) == 0)
		string += 3;
	if (strncasecmp(string, "RTMIN", 5) == 0)
		return parse_real_time(signal, string + 5, SIGRTMIN, '+');
	if (strncasecmp(string, "RTMAX", 5) == 0)
		return parse_real_time(signal, string + 5, SIGRTMAX, '-');
	for (size_t i = 0; i < COUNT(names); i++) {
		if (strcasecmp(string, names[i].name) == 0) {
			*signal = names[i].signal;
			return 0;
		}
	}
	return -1;
}

void signals_add_name(struct text *text, int signal)
{
	for (size_t i = 0; i < COUNT(names); i++) {
		if (names[i].signal == signal) {
			text_add(text, "SIG");
			text_add(text, names[i].name);
			return;
		}
	}
	/* The kernel's real-time signals below SIGRTMIN are libc's own, and have no name. */
	if (signal >= SIGRTMIN) {
		text_add(text, "SIGRTMIN+");
		signal -= SIGRTMIN;
	}
	text_add_number(text, (uint64_t)signal);
}
