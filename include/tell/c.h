/* A plan as a program in C, for --explain=c. */
#ifndef NSRUN_TELL_C_H
#define NSRUN_TELL_C_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds a whole program, one file, that does what the plan says. It needs libc, and the kernel's
 * headers for what libc has no names for. */
void emit_c(struct text *text, const struct plan *plan);

#endif
