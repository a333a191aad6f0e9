/* Words: what a step does, why it is there, and why something was refused. */
#ifndef NSRUN_EXPLAIN_H
#define NSRUN_EXPLAIN_H

#include "plan.h"
#include "problem.h"
#include "text.h"

/* Adds the step's phrase, which fits behind "cannot": "mount proc on '/proc'". */
void step_describe(struct text *text, const struct plan *plan, const struct step *step);

/* Adds the options that brought the step in: " (--mount, --pid)"; nothing where none did. */
void step_add_causes(struct text *text, const struct plan *plan, const struct step *step);

/* Adds the problem as one sentence without a full stop. */
void problem_describe(struct text *text, const struct problem *why);

/* Adds the whole plan, for a reader: what --explain prints. */
void explain_plan(struct text *text, const struct plan *plan);

#endif
