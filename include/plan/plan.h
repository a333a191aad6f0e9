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
 * One thing that happens, one kernel rule. Doing it is a case in step_do (run/run.c), and all that
 * is told of it is a row (tell/step_row.h). The switch there and the one that finds the row have no
 * default: a new kind does not compile with DEV=1 until both know it.
 */
enum step_kind {
	STEP_WATCH_PARENT, /* pidfd_open(2) */
	STEP_CLONE,        /* namespaces: inner starts in them, outer stays. clone(2) */
	STEP_HELPER,       /* outer starts, stays outside, and ends before the exec. clone(2) */
	STEP_UNSHARE,      /* namespaces: inner moves into them. unshare(2) */
	STEP_DEATH_SIGNAL, /* signal: sent to inner when outer dies. PR_SET_PDEATHSIG(2const) */
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
	STEP_NOTE_STATUS,  /* outer: pids and namespaces, for status_fd. proc(5) */
	STEP_CLEAR_INHERITABLE, /* capabilities(7) */
	STEP_RETAIN_CAPS,       /* over the change of ids. PR_SET_KEEPCAPS(2const) */
	STEP_DROP_GROUPS,       /* setgroups(2) */
	STEP_SETGID,            /* id. setresgid(2) */
	STEP_SETUID,            /* id. setresuid(2) */
	STEP_AMBIENT_CAPS,      /* over the exec. capabilities(7) */
	STEP_CLEAR_ENV,         /* string: the names that stay, or NULL. environ(7) */
	STEP_EDIT_ENV,          /* env. environ(7) */
	STEP_LISTEN_PID,        /* sd_listen_fds(3) */
	STEP_NEW_SESSION,       /* setsid(2) */
	STEP_CLOSE_FDS,         /* kept. close_range(2) */
	STEP_EXEC,              /* execve(2) */
	STEP_WAIT,              /* wait: outer hands on signals and the status. wait(2) */
};

/* How many there are; beside the enum, so that no switch has to know it. */
enum { STEP_KINDS = STEP_WAIT + 1 };

/* Who does a step: outer stands in the caller's namespaces, inner in the new ones, where it
 * becomes the command. Either is nsrun itself: outer where it waits for the command, else inner,
 * which has no outer or a short-lived helper. */
enum actor { ACTOR_OUTER, ACTOR_INNER };

/* Who owns the new user namespace. */
struct owner {
	bool is_other; /* than the caller */
	uint32_t uid;
	uint32_t gid;
};

struct step {
	enum step_kind kind;
	enum actor actor;
	enum option_id cause; /* the option that brought it in; OPTION_NONE: every plan has it */
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
			const char *where; /* and below */
		} mounts;
		struct {
			char **edits; /* "NAME=VALUE", or "NAME" to be unset */
			size_t count;
		} env;
		struct {
			size_t count; /* of plan->kept_fds */
			int listened; /* from 3 on */
		} kept;
		struct {
			struct duration timeout; /* 0: none */
			struct duration kill_after;
		} wait;
		uint32_t id;
		const char *string;
	};
};

/* Each kind of step once, and a few twice. */
#define PLAN_STEPS_MAX 40

/* Strings belong to the request and the host, which must outlive the plan. */
struct plan {
	enum personality personality;
	bool is_check; /* carried out but for some steps, see plan_leaves_out */
	uint32_t caller_uid;
	/* For each option in force, the one given that brought it in: itself if it was given. */
	enum option_id cause[OPTION_COUNT];
	size_t count;
	struct step steps[PLAN_STEPS_MAX];
	int status_fd;      /* -1: none */
	struct owner owner; /* what makes or moves to a user namespace heeds it */
	/* What --close-fds leaves: those of --keep-fd, and make's jobserver's. */
	int kept_fds[KEPT_FDS_MAX + 2];
	const char *file; /* the command: looked up in PATH if it has no slash */
	char **argv;      /* and its arguments, from argv[0] on, ended by NULL */
	/* Ids in the new user namespace. Last, since they are large, and untouched where there is
	 * none: that saves page faults. */
	struct id_map uids;
	struct id_map gids;
};

/* Works out the plan. Reads nothing but its arguments and changes nothing but *plan. Returns 0,
 * or -1 with the reason in *why where options exclude each other, lack what they need or ask for
 * what the kernel is known to refuse. */
int plan_build(struct plan *plan, const struct request *request, const struct host *host,
	       struct problem *why);

/* The kinds of namespace that the step makes new or moves to; none if that is not its work. */
namespace_set step_namespaces(const struct step *step);

/* The plan's first step of the kind, or NULL. */
const struct step *plan_find(const struct plan *plan, enum step_kind kind);

/* The kinds of namespace that will be new. */
namespace_set plan_kinds(const struct plan *plan);

/* Whether who makes or moves to the set takes another owner's ids first. */
bool plan_changes_owner(const struct plan *plan, namespace_set set);

/* Whether nsrun is outer: starts a second process as inner, and waits for it. */
bool plan_forks(const struct plan *plan);

/* Whether the other actor must have done the step before this one first. The clone itself lets
 * inner go on, and the wait is for inner's end. */
bool plan_changes_hands(const struct plan *plan, size_t at);

/* Whether a check leaves the step undone: the command, and what would stay on the host. */
bool plan_leaves_out(const struct plan *plan, const struct step *step);

#endif
