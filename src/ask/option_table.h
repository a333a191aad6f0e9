/* The option table, for its parser (options.c) and its printer (help.c). */
#ifndef NSRUN_ASK_OPTION_TABLE_H
#define NSRUN_ASK_OPTION_TABLE_H

#include <stdbool.h>

#include "ask/request.h"

enum argument { ARG_NONE, ARG_REQUIRED, ARG_OPTIONAL };

enum group {
	GROUP_NAMESPACES,
	GROUP_PROCESS,
	GROUP_VIEW,
	GROUP_NETWORK,
	GROUP_IDENTITY,
	GROUP_TELLING,
	GROUPS
};

/*
 * A row says everything about an option. apply records the option's value (NULL where none was
 * given) and returns NULL, or why the value is refused. A row without apply has nothing to record
 * but that the option was given.
 */
struct option_row {
	const char *spelling;
	const char *alias; /* a second long name, as unshare(1) has it */
	const char *value_name;
	const char *help;
	const char *unshare_help; /* as unshare, in place of help; NULL: the same as help */
	const char *(*apply)(struct request *request, enum option_id option, char *value);
	char letter;
	bool is_own; /* unshare(1) does not have it */
	enum argument argument;
	enum group group;
};

/* Indexed by the option; the row of OPTION_NONE is empty. */
extern const struct option_row option_table[OPTION_COUNT];

#endif
