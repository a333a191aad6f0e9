/* The plan: what will be done, by whom, in which order, and because of which option. */
#ifndef NSRUN_PLAN_PLAN_H
#define NSRUN_PLAN_PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ask/problem.h"
#include "ask/request.h"
#include "base/namespaces.h"
#include "base/ranges.h"
#include "plan/host.h"
#include "system/clocks.h"

/*
 * A kind of step is one thing that happens, under one kernel rule. A case in step_do (run/run.c)
 * does it; a row (tell/step_row.h) has all that nsrun says of it. That switch and the one that
 * finds the row have no default: with DEV=1 a new kind does not compile until both know it.
 *
 * Behind each: the member of struct step that it uses, and the manual page of its rule.
 */
enum step_kind {
	STEP_WATCH_PARENT, /* pidfd_open(2) */
	STEP_CLONE,        /* namespaces: inner starts in them, outer stays. clone(2) */
	STEP_HELPER,       /* outer starts, stays outside, and ends before the exec. clone(2) */
	STEP_UNSHARE,      /* namespaces: inner moves into them. unshare(2) */
	STEP_DEATH_SIGNAL, /* signal: inner gets it when outer dies. PR_SET_PDEATHSIG(2const) */
	STEP_SETGROUPS,    /* allow. user_namespaces(7) */
	STEP_MAP_GID,      /* plan->gids. user_namespaces(7) */
	STEP_MAP_UID,      /* plan->uids. user_namespaces(7) */
	STEP_RUN_MAPPERS,  /* mappers: write the maps that outer itself may not. newuidmap(1) */
	STEP_CLOCKS,       /* clocks. time_namespaces(7) */
	STEP_KEEP,         /* keep: a bind mount of the namespace. namespaces(7) */
	STEP_PROPAGATION,  /* mounts. mount_namespaces(7) */
	STEP_LOAD_INTERP,  /* string. binfmt-misc in the kernel's documentation */
	STEP_CHANGE_ROOT,  /* string. chroot(2) */
	STEP_MOUNT_PROC,   /* string: where. proc(5) */
	STEP_MOUNT_BINFMT, /* string: where. mount(2) */
	STEP_HOSTNAME,     /* string. sethostname(2) */
	STEP_DOMAINNAME,   /* string. setdomainname(2) */
	STEP_LOOPBACK_UP,  /* netdevice(7) */
	STEP_CHANGE_DIR,   /* string. chdir(2) */
	STEP_INIT,         /* inner goes on as PID 2, beside a PID 1. pid_namespaces(7) */
	STEP_NOTE_STATUS,  /* outer reads pids and namespaces for status_fd. proc(5) */
	STEP_CLEAR_INHERITABLE, /* capabilities(7) */
	STEP_RETAIN_CAPS,       /* keeps them over the change of ids. PR_SET_KEEPCAPS(2const) */
	STEP_DROP_GROUPS,       /* setgroups(2) */
	STEP_SET_GROUPS,        /* groups. setgroups(2) */
	STEP_SETGID,            /* id. setresgid(2) */
	STEP_SETUID,            /* id. setresuid(2) */
	STEP_AMBIENT_CAPS,      /* keeps them over the exec. capabilities(7) */
	STEP_CLEAR_ENV,         /* string: the names that stay, or NULL. environ(7) */
	STEP_EDIT_ENV,          /* env. environ(7) */
	STEP_LISTEN_PID,        /* sd_listen_fds(3) */
	STEP_NEW_SESSION,       /* setsid(2) */
	STEP_CLOSE_FDS,         /* kept. close_range(2) */
	STEP_EXEC,              /* execve(2) */
	STEP_WAIT,              /* wait: outer hands on signals and the status. wait(2) */
};

/* How many kinds there are. Not in the enum itself, so that no switch needs a case for it. */
enum { STEP_KINDS = STEP_WAIT + 1 };

/* Who does a step. Outer stays in the caller's namespaces; inner moves into the new ones and
 * becomes the command. The process that the caller started is outer if it waits for the command.
 * Else it is inner, which works alone or with a short-lived helper as outer. */
enum actor { ACTOR_OUTER, ACTOR_INNER };

/* Who owns the new user namespace. */
struct owner {
	bool is_other; /* it is not the caller; else uid and gid are not set */
	uint32_t uid;
	uint32_t gid;
};

struct step {
	enum step_kind kind;
	enum actor actor;
	/* The option that brought it in; OPTION_NONE: no option, or those of its namespaces. */
	enum option_id cause;
	union {
		namespace_set namespaces;
		int signal;
		bool allow;
		struct {
			bool uids, gids;
		} mappers;
		struct clock_offsets clocks;
		struct {
			enum namespace_kind kind;
			const char *file;
		} keep;
		struct {
			enum propagation propagation;
			const char *where; /* a mount point; what is below it changes too */
		} mounts;
		struct {
			char **edits;     /* "NAME=VALUE", or "NAME" to be unset */
			bool is_overfull; /* a step had no room */
			size_t count;
		} env;
		struct {
			size_t count; /* how many of plan->kept_fds are set */
			int listened; /* how many fds from 3 on stay open as well */
		} kept;
		struct {
			const uint32_t *ids;
			size_t count;
		} groups;
		struct {
			struct duration timeout; /* 0: none */
			struct duration kill_after;
		} wait;
		uint32_t id;
		const char *string;
	};
};

/* Room for each kind of step once, and for those that come more than once: a namespace of each kind
 * may be kept (7 more), propagation is set up to three times, and a move to namespaces and the
 * death signal come twice. plan_add heeds it, and plan_build refuses a plan that has no room. */
enum { PLAN_STEPS_MAX = STEP_KINDS + (NAMESPACE_KINDS - 1) + 2 + 1 + 1 };

/* Strings belong to the request and the host, which must outlive the plan. */
struct plan {
	enum personality personality;
	bool is_check; /* --check: some steps are left out, see plan_leaves_out */
	uint32_t caller_uid;
	bool keeps_root_gid;    /* --setuid leaves gid 0, */
	bool keeps_root_groups; /* and root's supplementary groups */
	/* For each option in force, the option on the command line that brought it in: itself if it
	 * was given, OPTION_NONE if it is not in force. */
	enum option_id cause[OPTION_COUNT];
	bool is_overfull; /* a step had no room */
	size_t count;
	/* One more than there may be: it takes what has no room, and such a plan is refused. */
	struct step steps[PLAN_STEPS_MAX + 1];
	int status_fd;      /* -1: none */
	struct owner owner; /* of the user namespace that STEP_CLONE or STEP_UNSHARE makes */
	/* What --close-fds leaves open: the fds of --keep-fd and of make's jobserver. */
	int kept_fds[KEPT_FDS_MAX + 2];
	enum option_id
		valueless; /* the request's: right in front of the command, without a value */
	const char *file;  /* the command: looked up in PATH if it has no slash */
	char **argv;       /* and its arguments, from argv[0] on, ended by NULL */
	/* The maps of the new user namespace. Last since they are large: without such a namespace
	 * this memory is never touched, which saves page faults. */
	struct id_map uids;
	struct id_map gids;
};

/* Works out the plan. Reads nothing but its arguments and changes nothing but *plan and *why.
 * Returns 0, or -1 with the reason in *why where options exclude each other, lack another that they
 * need, or ask for what the kernel is known to refuse. */
int plan_build(struct plan *plan, const struct request *request, const struct host *host,
	       struct problem *why);

/* The kinds of namespace that STEP_CLONE or STEP_UNSHARE makes; none for every other step. */
namespace_set step_namespaces(const struct step *step);

/* The plan's first step of the kind, or NULL. */
const struct step *plan_find(const struct plan *plan, enum step_kind kind);

/* The kinds of namespace that will be new. */
namespace_set plan_kinds(const struct plan *plan);

/* Whether the process that makes this set of namespaces must first take the ids of another owner
 * (--owner). */
bool plan_changes_owner(const struct plan *plan, namespace_set set);

/* Whether nsrun's first process is outer: it starts inner as a second process and waits for it. */
bool plan_forks(const struct plan *plan);

/* Whether the baton is passed in front of the step with this index: the step before it is the other
 * actor's and must be done first. No baton is needed behind STEP_CLONE, since inner begins there,
 * nor in front of STEP_WAIT, since outer waits for inner's end without one. */
bool plan_changes_hands(const struct plan *plan, size_t at);

/* Whether the plan is a check and leaves this step undone: to keep a namespace, which would stay on
 * the host, or to start the command and wait for it. */
bool plan_leaves_out(const struct plan *plan, const struct step *step);

#endif
