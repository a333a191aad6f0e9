/* The layout of a shell script: which of its tools does which step. */
#ifndef NSRUN_TELL_SH_LAYOUT_H
#define NSRUN_TELL_SH_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "plan/plan.h"

/* Where in the script a step is done. */
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
};

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

/* The plan's first step of the kind, or NULL. */
const struct step *sh_find(const struct plan *plan, enum step_kind kind);

/* Whether the step is about every mount, and not about those on one folder. */
bool sh_is_of_all(const struct step *step);

#endif
