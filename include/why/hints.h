/* The measured cause of a refusal, and the remedy. */
#ifndef NSRUN_WHY_HINTS_H
#define NSRUN_WHY_HINTS_H

#include "base/failure.h"
#include "base/text.h"
#include "plan/plan.h"
#include "why/facts.h"

/* Looks up why the step failed this way, and adds the cause and what mends it, without a full stop.
 * Adds nothing where the cause is not known. Called after the failure, in nsrun's first process. */
void diagnose(struct text *text, const struct plan *plan, const struct step *step,
	      struct failure failure, const struct facts *facts);

#endif
