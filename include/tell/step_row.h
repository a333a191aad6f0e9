/* The row of a kind of step: all that is told of it, in every language that nsrun speaks. */
#ifndef NSRUN_TELL_STEP_ROW_H
#define NSRUN_TELL_STEP_ROW_H

#include <stdbool.h>
#include <stddef.h>

#include "base/text.h"
#include "plan/plan.h"
#include "why/hints.h"

/* What a text is written in, which settles how it quotes: English, system calls for a reader, a
 * program, a script. */
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
	SH_NOWHERE, /* together with another step, or nothing is to be done */
	SH_GUARD,   /* options of the setpriv in front of unshare */
	SH_OUTER,   /* lines of outer's subshell */
	SH_UNSHARE, /* options of unshare */
	SH_SHELL,   /* lines of inner's shell */
	SH_SETSID,  /* and options of the tools behind it */
	SH_SETPRIV,
	SH_ENV,
	SH_LAST, /* a second unshare */
	SH_PLACES
};

struct sh_layout;

/* Where the comment on a step stands that is done nowhere. */
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
	const char *c_functions; /* that its statements call, and that are of this plan alone */
	const char *c_note;      /* a sentence in place of the rule */
	unsigned c_parts;        /* headers and functions that it needs; c_needs: of this step */
	unsigned (*c_needs)(const struct plan *plan, const struct step *step);

	/* In a script: what stands at each place that it can have; the place, or who finds it; why
	 * a shell can never do it, or who finds out, NULL where it can. */
	const char *sh[SH_PLACES];
	const char *sh_ahead; /* at SH_UNSHARE: lines in front of it */
	enum sh_place place;
	enum sh_place (*find_place)(const struct sh_layout *layout, const struct step *step);
	const char *no_sh;
	const char *(*find_refusal)(const struct sh_layout *layout, const struct step *step);
	enum sh_comment sh_comment;
	bool is_built_in; /* the shell does it without a tool */

	hint *hint;                     /* NULL: its refusals have no cause of their own */
	const struct operand *operands; /* beside those that every row has; NULL: none */
};

/* The row of a kind. */
const struct step_row *step_row(enum step_kind kind);

/* Adds a pattern of the step's row, in words or as system calls. */
void step_tell(struct text *text, enum language language, const struct plan *plan,
	       const struct step *step, const char *pattern);

/* The first name in the pattern that is no operand of the row's, in *length bytes; NULL: all are.
 */
const char *step_row_unknown(size_t *length, const struct step_row *row, const char *pattern);

#endif
