/* What a fault does to the call that it strikes. */
#include "strike.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>

#include "registers.h"

/* The address of the length of a message's first part: msg_iov points to the parts, recvmsg(2). */
static unsigned long length_address(pid_t pid, unsigned long message)
{
	long parts;

	errno = 0;
	parts = ptrace(PTRACE_PEEKDATA, pid, message + offsetof(struct msghdr, msg_iov), 0);
	return errno ? 0 : (unsigned long)parts + offsetof(struct iovec, iov_len);
}

static void replace(struct strike *strike, unsigned index, unsigned long value, pid_t pid,
		    const uint64_t arguments[6])
{
	strike->restores_argument = true;
	strike->index = index;
	strike->before = arguments[index];
	registers_set_argument(pid, index, value);
}

static void shorten(struct strike *strike, long length, pid_t pid, int number,
		    const uint64_t arguments[6])
{
	if (number == SYS_recvmsg || number == SYS_sendmsg) {
		strike->length_at = length_address(pid, arguments[1]);
		strike->before = (unsigned long)ptrace(PTRACE_PEEKDATA, pid, strike->length_at, 0);
		strike->restores_length = true;
		ptrace(PTRACE_POKEDATA, pid, strike->length_at, length);
		return;
	}
	replace(strike, 2, (unsigned long)length, pid, arguments);
}

static void fail(struct strike *strike, pid_t pid, int number, const uint64_t arguments[6])
{
	/* brk(2) gives no errno: it returns where the break is, and for 0 it moves nothing. */
	if (number == SYS_brk) {
		replace(strike, 0, 0, pid, arguments);
		return;
	}
	strike->sets_result = true;
	/* close(2) closes the file descriptor even if it fails, so it is carried out. */
	if (number != SYS_close)
		registers_set_number(pid, -1);
}

void strike_begin(struct strike *strike, const struct fault *fault, pid_t pid, int number,
		  const uint64_t arguments[6])
{
	*strike = (struct strike){ .is_open = true };
	switch (fault->kind) {
	case FAULT_NONE: return;
	case FAULT_KILL:
		strike->is_open = false;
		kill(pid, SIGKILL);
		return;
	case FAULT_SHORT: shorten(strike, fault->value, pid, number, arguments); return;
	case FAULT_ERROR: fail(strike, pid, number, arguments); return;
	}
}

void strike_finish(struct strike *strike, const struct fault *fault, pid_t pid)
{
	if (strike->sets_result)
		registers_set_result(pid, -fault->value);
	if (strike->restores_argument)
		registers_set_argument(pid, strike->index, strike->before);
	if (strike->restores_length)
		ptrace(PTRACE_POKEDATA, pid, strike->length_at, strike->before);
	strike->is_open = false;
}
