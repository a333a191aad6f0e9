/* Why a command that is there cannot be executed. */
#ifndef NSRUN_WHY_EXEC_H
#define NSRUN_WHY_EXEC_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds why execve(2) said ENOENT or ENOEXEC though the file is there: its interpreter, its loader
 * or its machine. */
void diagnose_exec(struct text *text, const struct plan *plan, int error);

#endif
