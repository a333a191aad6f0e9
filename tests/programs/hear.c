/*
 * hear HOW SIGNAL: a command for nsrun that prints which signals it gets. HOW says what it does
 * with SIGNAL, a number: "handler", "stopping" (a handler that stops the process), "waiting"
 * (SIGNAL is blocked, and it calls sigwait), "ignored" or "default". It prints "ready", and "got"
 * for each SIGNAL. At SIGRTMIN+5, which the kernel delivers after all others, it prints "count=N"
 * and ends with status 33.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static volatile sig_atomic_t count;

static void say(const char *words)
{
	if (write(1, words, strlen(words)) < 0)
		_exit(99);
}

static void hear(int signal)
{
	(void)signal;
	count++;
	say("got\n");
}

static void stop(int signal)
{
	hear(signal);
	kill(getpid(), SIGSTOP);
}

static void wait_for(int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	sigprocmask(SIG_BLOCK, &set, NULL);
	say("ready\n");
	for (;;)
		if (sigwaitinfo(&set, NULL) == signal)
			hear(signal);
}

static void finish(int signal)
{
	char words[] = "count=0\n";

	(void)signal;
	words[6] = (char)('0' + count);
	say(words);
	_exit(33);
}

int main(int argc, char **argv)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	if (argc != 3)
		return 98;
	if (strcmp(argv[1], "handler") == 0)
		action.sa_handler = hear;
	else if (strcmp(argv[1], "stopping") == 0)
		action.sa_handler = stop;
	else if (strcmp(argv[1], "ignored") == 0)
		action.sa_handler = SIG_IGN;
	sigaction(atoi(argv[2]), &action, NULL);
	action.sa_handler = finish;
	sigfillset(&action.sa_mask);
	sigaction(SIGRTMIN + 5, &action, NULL);
	if (strcmp(argv[1], "waiting") == 0)
		wait_for(atoi(argv[2]));
	say("ready\n");
	for (;;)
		pause();
}
