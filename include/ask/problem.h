/* Why a command line is refused before anything is done. tell/words.c puts it into words. */
#ifndef NSRUN_ASK_PROBLEM_H
#define NSRUN_ASK_PROBLEM_H

#include "ask/request.h"

/* Behind each: the members of struct problem that are set. */
enum problem_kind {
	PROBLEM_UNKNOWN_OPTION,   /* value: as it was typed; or letter and word */
	PROBLEM_AMBIGUOUS_OPTION, /* value: as it was typed */
	PROBLEM_VALUE_MISSING,    /* option */
	PROBLEM_VALUE_UNWANTED,   /* option */
	PROBLEM_VALUE_INVALID,    /* option, value, reason */
	PROBLEM_NEEDS,            /* option has no effect without other, or needs it for a reason */
	PROBLEM_EXCLUDES,         /* option and other; reason, if one is needed */
	PROBLEM_UNMAPPED,         /* option; id, which the new user namespace lacks, and is_gid */
	PROBLEM_BAD_FD,           /* option, fd; reason: what is wrong with that fd */
	PROBLEM_UNMET,            /* option; reason: what the host lacks for it */
	PROBLEM_HOST, /* reason: what is wrong is not an option but the way nsrun was started */
};

/* Strings are constants or the caller's argv; nothing is owned. */
struct problem {
	enum problem_kind kind;
	enum option_id option;
	enum option_id other;
	const char *value;
	const char *reason;
	const char *hint; /* what the user can do about it, or NULL */
	int fd;
	uint32_t id;
	bool is_gid;
	const char *word; /* the word that the letter stands in, "-pQ" */
	char letter;
};

#endif
