/* The command's environment: environ(7). */
#ifndef NSRUN_SYSTEM_ENVIRONMENT_H
#define NSRUN_SYSTEM_ENVIRONMENT_H

#include <stddef.h>

/* Removes every variable whose name is not among names, which have commas between them; NULL: all.
 */
void environment_clear(const char *names);

/* Sets each "NAME=VALUE" and unsets each "NAME", in order. The strings become the environment's
 * own. Returns 0, or -1 with errno: ENOMEM. */
int environment_edit(char *const *edits, size_t count);

/* Sets the variable to the caller's pid. Returns 0, or -1 with errno from setenv(3). */
int environment_set_pid(const char *name);

#endif
