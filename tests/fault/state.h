/* Whether, without a fault, the command runs in the state that was asked for. */
#ifndef NSRUN_FAULT_STATE_H
#define NSRUN_FAULT_STATE_H

#include "judge.h"

/* Compares what the probe printed with the row and with what --explain says of it. Returns what is
 * wrong, in static storage, or NULL. */
const char *state_error(const struct expectation *expected);

#endif
