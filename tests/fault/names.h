/* The names of system calls, and what kind of call each is. */
#ifndef NSRUN_FAULT_NAMES_H
#define NSRUN_FAULT_NAMES_H

#include <stdbool.h>

const char *names_call(int number);

/* Whether the call cannot fail, or does not return. */
bool names_never_fails(int number);

/* Whether the call reads (*reads) or writes bytes, perhaps fewer than it was asked for. */
bool names_counts_bytes(bool *reads, int number);

#endif
