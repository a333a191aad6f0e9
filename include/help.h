/* The option table, for people and for programs. */
#ifndef NSRUN_HELP_H
#define NSRUN_HELP_H

#include "text.h"

/* Adds what --help prints. */
void help_print(struct text *text);

/* Adds what --list-options prints. */
void help_list(struct text *text);

#endif
