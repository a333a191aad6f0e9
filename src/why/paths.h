/* What is wrong with a path, as far as it can be seen now. */
#ifndef NSRUN_WHY_PATHS_H
#define NSRUN_WHY_PATHS_H

#include <stdbool.h>

#include "base/text.h"

/* Adds how far the path goes, and the component behind that, where one is missing. */
void diagnose_missing(struct text *text, const char *path);

/* Whether a namespace is mounted there. */
bool diagnose_is_kept(const char *path);

/* Adds why no namespace can be kept there: a device, a FIFO, a link to nowhere. */
void diagnose_file(struct text *text, const char *path);

#endif
