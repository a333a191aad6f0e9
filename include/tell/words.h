/* Phrases, which --explain and the error messages share. */
#ifndef NSRUN_TELL_WORDS_H
#define NSRUN_TELL_WORDS_H

#include "ask/problem.h"
#include "base/errors.h"
#include "base/text.h"
#include "plan/plan.h"
#include "why/facts.h"

/* The name that messages begin with. */
const char *program_name(enum personality personality);

/* Adds the step's phrase, which fits behind "cannot": "mount proc on /proc". */
void step_describe(struct text *text, const struct plan *plan, const struct step *step);

/* Writes the options that brought the step in to causes, each once, and returns how many. */
size_t step_causes(enum option_id causes[static OPTION_COUNT], const struct plan *plan,
		   const struct step *step);

/* Adds the options that brought the step in: " (--mount, --pid)"; nothing where none did. */
void step_add_causes(struct text *text, const struct plan *plan, const struct step *step);

/* Adds that the step failed: "cannot mount proc on /proc (--mount-proc): No such file or ...". */
void step_describe_failure(struct text *text, const struct plan *plan, const struct step *step,
			   struct failure failure);

/* Adds why it failed this way, on a host with these facts, and what mends that; see why/hints.h. */
void step_add_hint(struct text *text, const struct plan *plan, const struct step *step,
		   struct failure failure, const struct facts *facts);

/* Adds "a new PID namespace" or "new mount and PID namespaces". */
void describe_new_namespaces(struct text *text, namespace_set set);

/* Adds what the plan comes to: "Runs 'bash' in a new PID namespace". */
void describe_whole(struct text *text, const struct plan *plan);

/* Adds the problem as one sentence without a full stop. */
void problem_describe(struct text *text, const struct problem *why);

/* Adds what the user can do about the problem; nothing where that is not known. */
void problem_add_hint(struct text *text, const struct request *request, const struct problem *why);

#endif
