/* The shell script of --explain=sh: which of its tools does which step, and what is said of it. */
#ifndef NSRUN_TELL_SH_H
#define NSRUN_TELL_SH_H

#include "tell/step_row.h"

/* Which tool of the script does which step, and what else is needed for that. */
struct sh_layout {
	const struct plan *plan;
	enum sh_place places[PLAN_STEPS_MAX];
	bool has_unshare;   /* there are new namespaces, or a fork */
	bool has_outer;     /* outer has steps, and a subshell for them */
	bool has_shell;     /* inner has lines: in sh -c, or without unshare in the script itself */
	bool has_late_pid;  /* the PID namespace is made behind the shell */
	bool keeps_caps;    /* unshare makes the capabilities ambient, */
	bool drops_caps;    /* and setpriv takes them from the command again */
	bool has_early_env; /* env stands in front of unshare */
	bool has_odd_file;  /* sh or env would take the command's name for something else */
};

/* Finds the place of each step. The plan must outlive the layout. */
void sh_layout_make(struct sh_layout *layout, const struct plan *plan);

bool sh_layout_has(const struct sh_layout *layout, enum sh_place place);

/* Why a shell cannot carry out the plan: a reason, a constant, and the step in *step. NULL: it can.
 */
const char *sh_layout_refusal(const struct sh_layout *layout, const struct step **step);

/* Whether the step is about every mount, and not about those on one folder. */
bool sh_is_of_all(const struct step *step);

/* Whether the caller, or who is to own the user namespace, is root in it. */
bool sh_is_root_inside(const struct plan *plan);

struct script {
	struct text *text;
	const struct plan *plan;
	const struct sh_layout *layout;
	const char *indent; /* of the lines of inner's shell */
	bool has_tool;      /* there is a tool behind `exec` already, */
	bool is_unshare;    /* and the last one is unshare */
	bool has_env;       /* one of the tools so far is env */
};

/* Each adds to the script: text, a number, or a word that needs quotes, behind the text before. */
void sh_add(const struct script *script, const char *string);
void sh_add_number(const struct script *script, const char *before, uint64_t number);
void sh_add_word(const struct script *script, const char *before, const char *word);

/* Each adds a comment of one line: a note, or the step's phrase and its options. */
void sh_add_note(const struct script *script, const char *note);
void sh_add_comment(const struct script *script, const char *indent, const struct step *step);

/* Adds a pattern of the step's row. */
void sh_add_pattern(const struct script *script, const struct step *step, const char *pattern);

/* Adds a path in the new root, as it is found where the step is done. */
void sh_add_inner_path(const struct telling *telling, const char *path);

/* The operands {line}, {mount} and {or_exit} of every row: the beginning of a line of inner's
 * shell, the same with mount(8), and the end of a line whose command must not fail. */
void sh_add_line(const struct telling *telling);
void sh_add_mount(const struct telling *telling);
void sh_add_or_exit(const struct telling *telling);

#endif
