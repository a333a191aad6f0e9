/* The caller's signal state. */
#include "system/sigstate.h"

#include <stddef.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

void signals_fill(sigset_t *set)
{
	memset(set, 0xff, sizeof(*set));
}

static void signals_taken(sigset_t *set, enum handing handing)
{
	if (handing == HAND_ON_ALL) {
		signals_fill(set);
		return;
	}
	sigemptyset(set);
	sigaddset(set, SIGCHLD);
	sigaddset(set, SIGINT);
	sigaddset(set, SIGTERM);
}

/* The kernel's set is the first 8 bytes of libc's. */
int signals_mask(int how, const sigset_t *set, sigset_t *old)
{
	return (int)syscall(SYS_rt_sigprocmask, how, set, old, _NSIG / 8);
}

int signals_take(struct signal_state *caller, enum handing handing)
{
	struct sigaction standard = { .sa_handler = SIG_DFL };
	sigset_t taken;

	signals_taken(&taken, handing);
	if (signals_mask(SIG_BLOCK, &taken, &caller->mask) < 0)
		return -1;
	return sigaction(SIGCHLD, &standard, &caller->child);
}

int signals_open(enum handing handing)
{
	sigset_t taken;

	signals_taken(&taken, handing);
	return signalfd(-1, &taken, SFD_CLOEXEC | SFD_NONBLOCK);
}

int signals_give_back(const struct signal_state *caller)
{
	if (caller->child.sa_handler != SIG_DFL && sigaction(SIGCHLD, &caller->child, NULL) < 0)
		return -1;
	return signals_mask(SIG_SETMASK, &caller->mask, NULL);
}
