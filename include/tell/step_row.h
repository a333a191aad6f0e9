/* The row of a kind of step: all that is told of it, in every language that nsrun speaks. */
#ifndef NSRUN_TELL_STEP_ROW_H
#define NSRUN_TELL_STEP_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plan/plan.h"
#include "why/hints.h"

/* The language of a text, which decides how strings are quoted: English, system calls for a reader,
 * a program in C, a shell script. */
enum language { IN_WORDS, IN_CALL, IN_C, IN_SH };

struct script;

/* A step that is being told of. */
struct telling {
	struct text *text;
	enum language language;
	const struct plan *plan;
	const struct step *step;
	unsigned parts;              /* IN_C: what the whole program has, see src/tell/c.h */
	const struct script *script; /* IN_SH: the script so far, see src/tell/sh.h */
};

/* What a name in braces stands for in a pattern: add adds it, as the language has it. */
struct operand {
	const char *name; /* NULL behind the last of a table */
	void (*add)(const struct telling *telling);
};

/* Where in a script a step is done: by options of a tool, or by lines. */
enum sh_place {
	SH_NOWHERE, /* another step does it as well, or there is nothing to do */
	SH_GUARD,   /* options of the setpriv in front of unshare */
	SH_OUTER,   /* lines of outer's subshell */
	SH_UNSHARE, /* options of unshare */
	SH_SHELL,   /* lines of inner's shell */
	SH_SETSID,  /* setsid */
	SH_SETPRIV, /* options of setpriv */
	SH_ENV,     /* env */
	SH_LAST,    /* options of a second unshare */
	SH_PLACES
};

struct sh_layout;

/* Where the comment stands on a step whose place is SH_NOWHERE: in front of the tools behind the
 * shell, in front of all tools, or where another step's lines put it. */
enum sh_comment { SH_COMMENT_BEHIND, SH_COMMENT_IN_FRONT, SH_COMMENT_APART };

/* The texts are patterns: {name} stands for what an operand of that name adds. */
struct step_row {
	const char *phrase; /* fits behind "cannot": "mount proc on {dir}" */
	const char *call;   /* the system calls, and the fallback where there is one */
	const char *page;   /* the manual page that the rule comes from: "proc(5)" */
	const char *rule;   /* a sentence with a full stop; NULL where the phrase says it all */

	/* In a program: the condition under which its one statement fails, or statements, tabs in
	 * front and newlines behind, or why there are none. */
	const char *c_fails;
	const char *c;
	const char *no_c;
	const char *c_functions; /* functions that the statements call and only this plan needs */
	const char *c_note;      /* a sentence in place of the rule */
	unsigned c_parts;        /* headers and functions that each step of the kind needs, */
	unsigned (*c_needs)(const struct plan *plan, const struct step *step); /* and this one */

	/* In a script: the words at each place that the step can have; its place, or the function
	 * that finds it; why a shell cannot do it, or the function that finds that out (NULL: it
	 * can). */
	const char *sh[SH_PLACES];
	const char *sh_ahead; /* for a step at SH_UNSHARE: lines in front of the tools */
	enum sh_place place;
	enum sh_place (*find_place)(const struct sh_layout *layout, const struct step *step);
	const char *no_sh;
	const char *(*find_refusal)(const struct sh_layout *layout, const struct step *step);
	enum sh_comment sh_comment;
	bool is_built_in; /* the shell does it itself, and starts no tool */

	hint *hint;                     /* NULL: its refusals have no cause of their own */
	const struct operand *operands; /* beside those that every row has; NULL: none */
};

/* The row of a kind. */
const struct step_row *step_row(enum step_kind kind);

/* Adds a pattern of the step's row, in any language but IN_SH, which needs the script around it. */
void step_tell(struct text *text, enum language language, const struct plan *plan,
	       const struct step *step, const char *pattern);

/* Returns the first name in the pattern that no operand of the row has, and its length in *length;
 * NULL where every name has one. */
const char *step_row_unknown(size_t *length, const struct step_row *row, const char *pattern);

#endif
