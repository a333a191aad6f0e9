/* What nsrun says on stderr when it does not do what was asked. */
#ifndef NSRUN_RUN_REPORT_H
#define NSRUN_RUN_REPORT_H

#include "ask/problem.h"
#include "base/errors.h"
#include "base/text.h"
#include "plan/plan.h"

/* Prints the text with a newline behind it. Nothing is changed of what the command inherits.
 * Returns 0, or -1 with errno where the signal mask could not be put back; what is not printed is
 * lost. */
int report_line(struct text *text);

/* Prints what the plan does that its user may not expect, if there is such a thing. */
void report_warning(const struct plan *plan);

/* Each prints its line, and a hint where there is one, and returns the exit status. A death is that
 * of the second process before it became the command. */
int report_problem(const struct request *request, const struct problem *why);
int report_death(const struct plan *plan, struct failure failure);
int report_output(enum personality personality, int error);

/* The same for a step that has failed. Between the look at its causes, which finds all as it was,
 * and the printing, which may take long, undo(context) takes back what was done. */
int report_step(const struct plan *plan, const struct step *step, struct failure failure,
		void (*undo)(const void *context), const void *context);

#endif
