/* Reading the command line, by means of the option table. */
#ifndef NSRUN_ASK_OPTIONS_H
#define NSRUN_ASK_OPTIONS_H

#include <stdbool.h>

#include "ask/problem.h"
#include "ask/request.h"

/* Records what argv asks for. Parsing stops at the first word that is no option. Returns 0, or -1
 * with the reason in *why; the request is then of no use. Strings in both are argv's, and of argv
 * itself the words in front of the command may be overwritten (request->env_edits). */
int options_parse(struct request *request, int argc, char **argv, struct problem *why);

/* The option as it is typed: "--mount-proc". */
const char *options_spelling(enum option_id option);

/* Whether the word is one of those that the option's value may be: "json" of --explain. */
bool options_value_is_named(enum option_id option, const char *word);

/* What the option's value is called in the help, "DIR"; NULL if it takes none. */
const char *options_value_name(enum option_id option);

#endif
