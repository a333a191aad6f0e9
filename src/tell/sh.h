/* The shell script of --explain=sh: which of its tools does which step, and what is said of it. */
#ifndef NSRUN_TELL_SH_H
#define NSRUN_TELL_SH_H

#include "tell/step_row.h"

/* Which tool of the script does which step, and what else is needed for that. */
struct sh_layout {
	const struct plan *plan;
	enum sh_place places[PLAN_STEPS_MAX];
	bool has_unshare;   /* there are namespaces, or a fork */
	bool has_outer;     /* and its subshell */
	bool has_shell;     /* inner's: sh -c, or without unshare the script itself */
	bool has_late_pid;  /* the PID namespace is made behind the shell */
	bool keeps_caps;    /* unshare makes the capabilities ambient, */
	bool drops_caps;    /* and setpriv takes them away from the command */
	bool has_early_env; /* env stands in front of unshare */
	bool has_odd_file;  /* the command's name means something to sh or env */
};

/* Lays the plan out, which must outlive the layout. */
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
	const char *indent; /* of inner's shell */
	bool has_tool;      /* behind exec, */
	bool is_unshare;    /* and the last is unshare */
	bool has_env;       /* env has been among them */
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

/* Operands of every row: the begin of a line of inner's shell, that of one with mount(8), and what
 * stands behind a command without which all is up. */
void sh_add_line(const struct telling *telling);
void sh_add_mount(const struct telling *telling);
void sh_add_or_exit(const struct telling *telling);

#endif
