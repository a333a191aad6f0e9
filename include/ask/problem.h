/* Why a command line is refused before anything was done. tell/words.c has the words for it. */
#ifndef NSRUN_ASK_PROBLEM_H
#define NSRUN_ASK_PROBLEM_H

#include "ask/request.h"

enum problem_kind {
	PROBLEM_UNKNOWN_OPTION,   /* value: as it was typed, or letter */
	PROBLEM_AMBIGUOUS_OPTION, /* value: as it was typed */
	PROBLEM_VALUE_MISSING,    /* option */
	PROBLEM_VALUE_UNWANTED,   /* option */
	PROBLEM_VALUE_INVALID,    /* option, value, reason */
	PROBLEM_NEEDS,            /* option has no effect without other */
	PROBLEM_EXCLUDES,         /* option and other; reason, if one is needed */
	PROBLEM_UNMET,            /* option; reason: what the host lacks for it */
	PROBLEM_HOST, /* reason: nothing of the command line's, but of how nsrun was started */
};

/* Strings are constants or the caller's argv; nothing is owned. */
struct problem {
	enum problem_kind kind;
	enum option_id option;
	enum option_id other;
	const char *value;
	const char *reason;
	const char *hint; /* what mends it, or NULL */
	char letter;
};

#endif
