/* What --explain prints. */
#ifndef NSRUN_TELL_EXPLAIN_H
#define NSRUN_TELL_EXPLAIN_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds the whole plan, for a reader. */
void explain_plan(struct text *text, const struct plan *plan);

/* Adds it as one object of JSON; tests/explain.schema.json says what it holds. */
void explain_json(struct text *text, const struct plan *plan);

/* Adds what is said of a step wherever it is told of: the members actor, step and options. */
void explain_json_step(struct text *text, const struct plan *plan, const struct step *step);

#endif
