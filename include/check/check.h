/* --check: carries out a plan but for the command and what would stay on the host, and says how
 * each step went. */
#ifndef NSRUN_CHECK_CHECK_H
#define NSRUN_CHECK_CHECK_H

#include "ask/problem.h"
#include "base/text.h"
#include "plan/plan.h"

/* Carries the plan out, see run_check, and adds how each step went: a line each, or one object of
 * JSON, which tests/check.schema.json describes. Returns nsrun's exit status: 0, or STATUS_FAILED
 * if a step failed. */
int check_plan(struct text *text, const struct plan *plan, bool wants_json);

/* For a command line of which no plan can be made: adds the same object of JSON, with no steps and
 * with the reason. Returns STATUS_FAILED. */
int check_refuse_json(struct text *text, const struct request *request, const struct problem *why);

#endif
