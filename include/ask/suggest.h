/* What was meant by an option that is unknown, or that more than one begins with. */
#ifndef NSRUN_ASK_SUGGEST_H
#define NSRUN_ASK_SUGGEST_H

#include "ask/problem.h"
#include "base/text.h"

/* Adds the options that may have been meant; nothing where none is like what was typed. why is of
 * PROBLEM_UNKNOWN_OPTION or PROBLEM_AMBIGUOUS_OPTION. */
void suggest_add(struct text *text, const struct problem *why, enum personality personality);

#endif
