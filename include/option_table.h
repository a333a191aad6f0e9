/* The option table, for its parser (options.c) and its printer (help.c). */
#ifndef NSRUN_OPTION_TABLE_H
#define NSRUN_OPTION_TABLE_H

#include <getopt.h>

#include "request.h"

/* In getopt_long(3)'s numbers. */
enum argument {
	ARG_NONE = no_argument,
	ARG_REQUIRED = required_argument,
	ARG_OPTIONAL = optional_argument
};

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
 * A row says everything about an option. apply records its value (NULL where none was given) and
 * returns NULL, or why the value is refused; without it, that the option was given is all there
 * is to record.
 */
struct option_row {
	const char *spelling;
	const char *alias; /* a second long name, as unshare(1) has it */
	const char *value_name;
	const char *help;
	const char *(*apply)(struct request *request, enum option_id option, char *value);
	char letter;
	enum argument argument;
	enum group group;
};

/* Indexed by the option; the row of OPTION_NONE is empty. */
extern const struct option_row option_table[OPTION_COUNT];

#endif
