/* Pieces of the programs of --explain=c: comments, and what may fail. */
#ifndef NSRUN_TELL_C_TEXT_H
#define NSRUN_TELL_C_TEXT_H

#include "base/text.h"
#include "plan/plan.h"

/* Adds words, and more behind them, as a comment in lines that begin with indent, which is tabs. */
void emit_c_comment(struct text *text, const char *indent, const char *words, const char *more);

/* Adds what the step does, because of which options, where that is explained, and why. */
void emit_c_step_comment(struct text *text, const struct plan *plan, const struct step *step);

/* Adds code from a pattern: @ stands for the step's string as C has it, # for its id, ~ for its
 * signal. */
void emit_c_code(struct text *text, const struct step *step, const char *pattern);

/* Adds "fail(...);" with the step's phrase, behind an `if`. */
void emit_c_fail(struct text *text, const struct plan *plan, const struct step *step);

/* Adds both: the condition, a pattern, under which the step has failed, and what comes of it. */
void emit_c_try(struct text *text, const struct plan *plan, const struct step *step,
		const char *failure);

#endif
