/* The option table, for people and for programs. */
#ifndef NSRUN_ASK_HELP_H
#define NSRUN_ASK_HELP_H

#include "ask/request.h"
#include "base/text.h"

/* Adds what --help prints. Under the name unshare it has unshare's options alone. */
void help_print(struct text *text, enum personality personality);

/* Adds what --list-options prints. */
void help_list(struct text *text);

#endif
