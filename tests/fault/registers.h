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

/* Changes, at a call's entry, which call it is. With -1 the kernel does nothing. */
static inline int registers_set_number(pid_t pid, long number)
{
	return registers_poke(pid, offsetof(struct user_regs_struct, orig_rax), number);
}

/* Changes, at a call's exit, what it returns. */
static inline int registers_set_result(pid_t pid, long result)
{
	return registers_poke(pid, offsetof(struct user_regs_struct, rax), result);
}

/* Changes an argument at a call's entry. It must be put back at the exit: a program may rely on it
 * that the kernel leaves these registers as they were. */
static inline int registers_set_argument(pid_t pid, unsigned index, unsigned long value)
{
	static const size_t offsets[] = { offsetof(struct user_regs_struct, rdi),
					  offsetof(struct user_regs_struct, rsi),
					  offsetof(struct user_regs_struct, rdx) };

	return registers_poke(pid, offsets[index], (long)value);
}

#endif
