/* What each step is in a shell script. */
#ifndef NSRUN_TELL_SH_STEPS_H
#define NSRUN_TELL_SH_STEPS_H

#include <stdbool.h>

#include "base/text.h"
#include "plan/plan.h"
#include "sh_layout.h"

struct script {
	struct text *text;
	const struct plan *plan;
	const struct sh_layout *layout;
	const char *indent; /* of inner's shell */
	bool has_tool;      /* behind exec, */
	bool is_unshare;    /* and the last is unshare */
	bool has_env;       /* env has been among them */
};

/* Each adds to the script: text, a number, or a word that needs quotes, behind the text before. */
void sh_add(const struct script *script, const char *string);
void sh_add_number(const struct script *script, const char *before, uint64_t number);
void sh_add_word(const struct script *script, const char *before, const char *word);

/* Begins and ends a line of inner's shell, which is all up where the line fails. */
void sh_begin_line(const struct script *script, const char *command);
void sh_end_line(const struct script *script);

/* Adds a comment of one line; the other one is the step's phrase and its options. */
void sh_add_note(const struct script *script, const char *note);
void sh_add_comment(const struct script *script, const char *indent, const struct step *step);

/* Adds the command that makes a kept namespace's file. */
void sh_add_file(const struct script *script, const struct step *keep);

/* Adds what the step is at its place: options of a tool, or lines. */
void sh_add_step(const struct script *script, const struct step *step);

#endif
