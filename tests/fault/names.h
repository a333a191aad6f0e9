/* What system calls are called, and which of their numbers count bytes. */
#ifndef NSRUN_FAULT_NAMES_H
#define NSRUN_FAULT_NAMES_H

#include <stdbool.h>

const char *names_call(int number);

/* Whether it cannot fail, or does not come back. */
bool names_never_fails(int number);

/* Whether it hands over bytes that may be fewer than were asked for; *reads says which way. */
bool names_counts_bytes(bool *reads, int number);

#endif
