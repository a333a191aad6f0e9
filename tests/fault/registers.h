/* What ptrace(2) changes in a process that stands at a system call. */
#ifndef NSRUN_FAULT_REGISTERS_H
#define NSRUN_FAULT_REGISTERS_H

#include <stddef.h>
#include <sys/ptrace.h>
#include <sys/types.h>
#include <sys/user.h>

#ifndef __x86_64__
#error "another machine's registers go here: the call's number, its result, its first three arguments"
#endif

static inline int registers_poke(pid_t pid, size_t offset, long value)
{
	return ptrace(PTRACE_POKEUSER, pid, offset, value) < 0 ? -1 : 0;
}

/* At a call's entry: -1 is no call, so that nothing happens. */
static inline int registers_set_number(pid_t pid, long number)
{
	return registers_poke(pid, offsetof(struct user_regs_struct, orig_rax), number);
}

/* At its exit. */
static inline int registers_set_result(pid_t pid, long result)
{
	return registers_poke(pid, offsetof(struct user_regs_struct, rax), result);
}

/* At its entry, and back at its exit: the program relies on it that they stay. */
static inline int registers_set_argument(pid_t pid, unsigned index, unsigned long value)
{
	static const size_t offsets[] = { offsetof(struct user_regs_struct, rdi),
					  offsetof(struct user_regs_struct, rsi),
					  offsetof(struct user_regs_struct, rdx) };

	return registers_poke(pid, offsets[index], (long)value);
}

#endif
