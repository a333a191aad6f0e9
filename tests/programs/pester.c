/*
 * pester SIGNAL|real-time: sends the signal, or all real-time signals in turn, to its own process
 * group for ever, as a command would that wants to keep nsrun from its deadline.
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	int first = argc > 1 ? atoi(argv[1]) : 0, last = first;

	if (argc > 1 && strcmp(argv[1], "real-time") == 0) {
		first = SIGRTMIN;
		last = SIGRTMAX;
	}
	if (first <= 0)
		return 1;
	for (int number = first; number <= last; number++)
		signal(number, SIG_IGN);
	for (;;)
		for (int number = first; number <= last; number++)
			kill(0, number);
}
