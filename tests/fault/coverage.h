/* Whether the rows use every option and every kind of step. What is missing is printed. */
#ifndef NSRUN_FAULT_COVERAGE_H
#define NSRUN_FAULT_COVERAGE_H

#include <stdbool.h>

#include "rows.h"

/* Whether every option that this nsrun lists is in a row, but for those that start nothing. */
bool coverage_has_options(const char *nsrun);

/* Marks the kinds of step whose phrase this can be. */
void coverage_note(bool used[STEP_KINDS], const char *phrase);

bool coverage_has_steps(const bool used[STEP_KINDS]);

#endif
