/* Names of signals: signal(7). */
#ifndef NSRUN_BASE_SIGNALS_H
#define NSRUN_BASE_SIGNALS_H

#include "base/text.h"

/* Reads a name, with or without SIG, in upper or lower case; RTMIN, RTMIN+n, RTMAX, RTMAX-n; or a
 * number from 1 to SIGRTMAX. Returns 0, or -1 where the string is none of these. */
int signals_parse(int *signal, const char *string);

/* Adds the name, "SIGTERM" or "SIGRTMIN+2", or the number of a signal that has none. */
void signals_add_name(struct text *text, int signal);

#endif
