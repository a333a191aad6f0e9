/* The plan as a shell script. */
#ifndef NSRUN_TELL_SH_H
#define NSRUN_TELL_SH_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds a script for a POSIX sh that does what the plan does, with util-linux from 2.38 on,
 * newuidmap and what every system has. A plan that is beyond a shell becomes a script that says so,
 * starts nothing and ends with status 125. */
void emit_sh(struct text *text, const struct plan *plan);

#endif
