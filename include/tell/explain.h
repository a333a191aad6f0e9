/* What --explain prints. */
#ifndef NSRUN_TELL_EXPLAIN_H
#define NSRUN_TELL_EXPLAIN_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds the whole plan, for a reader. */
void explain_plan(struct text *text, const struct plan *plan);

/* Adds it as one object of JSON; tests/explain.schema.json says what it holds. */
void explain_json(struct text *text, const struct plan *plan);

/* Adds a script for a POSIX sh that does what the plan does, with util-linux from 2.38 on,
 * newuidmap and what every system has. A plan that is beyond a shell becomes a script that says so,
 * starts nothing and ends with status 125. */
void explain_sh(struct text *text, const struct plan *plan);

/* Adds a whole program, one file, that does what the plan says. It needs libc, and the kernel's
 * headers for what libc has no names for. */
void explain_c(struct text *text, const struct plan *plan);

/* Adds what is said of a step wherever it is told of: the members actor, step and options. */
void explain_json_step(struct text *text, const struct plan *plan, const struct step *step);

#endif
