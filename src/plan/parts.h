/* What the parts of the plan's making share. */
#ifndef NSRUN_PLAN_PARTS_H
#define NSRUN_PLAN_PARTS_H

#include "plan/plan.h"

/* Adds a step behind the others; the caller fills its operands. */
struct step *plan_add(struct plan *plan, enum step_kind kind, enum actor actor,
		      enum option_id cause);

/* That two options exclude each other, and why. */
struct problem plan_exclusion(enum option_id option, enum option_id other, const char *reason);

#endif
