/* Whether the command's state is the one that was asked for, where nothing fails. */
#ifndef NSRUN_FAULT_STATE_H
#define NSRUN_FAULT_STATE_H

#include "judge.h"

/* Compares what the probe told with the row and with what --explain says of it. Returns what is
 * wrong, in static storage, or NULL. */
const char *state_error(const struct expectation *expected);

#endif
