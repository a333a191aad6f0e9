/* Whether the rows leave nothing out. Each complains on stdout. */
#ifndef NSRUN_FAULT_COVERAGE_H
#define NSRUN_FAULT_COVERAGE_H

#include <stdbool.h>

#include "rows.h"

/* Every option that this nsrun lists is in a row, but for those that start nothing. */
bool coverage_has_options(const char *nsrun);

/* Notes the kinds of step that have this phrase. */
void coverage_note(bool used[STEP_KINDS], const char *phrase);

bool coverage_has_steps(const bool used[STEP_KINDS]);

#endif
