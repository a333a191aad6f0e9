/* --check: a plan carried out, all but what would start the command or stay, and told. */
#ifndef NSRUN_CHECK_CHECK_H
#define NSRUN_CHECK_CHECK_H

#include "ask/problem.h"
#include "base/text.h"
#include "plan/plan.h"

/* Carries the plan out, see run_check, and adds what came of each step: a line for a reader, or
 * one object of JSON, of which tests/check.schema.json says what it holds. Returns nsrun's exit
 * status. */
int check_plan(struct text *text, const struct plan *plan, bool wants_json);

/* Adds, as that object of JSON, that there is no plan, and why. Returns the exit status. */
int check_refuse_json(struct text *text, const struct problem *why);

#endif
