/* The request: what the command line asked for, and nothing else. options.c fills it. */
#ifndef NSRUN_ASK_REQUEST_H
#define NSRUN_ASK_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/duration.h"
#include "base/namespaces.h"
#include "base/ranges.h"
#include "system/mounts.h"

/*
 * Every option. It is the index into the option table, and with it a step, an error message and
 * --explain say which option brought something in (its "cause").
 */
enum option_id {
	OPTION_NONE,
	/* Namespaces: in the order of enum namespace_kind (namespaces.h). */
	OPTION_MOUNT,
	OPTION_UTS,
	OPTION_IPC,
	OPTION_NET,
	OPTION_PID,
	OPTION_USER,
	OPTION_CGROUP,
	OPTION_TIME,
	OPTION_ALL,
	/* Process */
	OPTION_FORK,
	OPTION_NO_FORK,
	OPTION_INIT,
	OPTION_KILL_CHILD,
	OPTION_NO_KILL_CHILD,
	OPTION_DIE_WITH_PARENT,
	OPTION_FORWARD_SIGNALS,
	OPTION_TIMEOUT,
	OPTION_KILL_AFTER,
	OPTION_NEW_SESSION,
	OPTION_CLOSE_FDS,
	OPTION_KEEP_FD,
	/* View */
	OPTION_PROPAGATION,
	OPTION_ROOT,
	OPTION_WD,
	OPTION_MOUNT_PROC,
	OPTION_MOUNT_BINFMT,
	OPTION_LOAD_INTERP,
	OPTION_HOSTNAME,
	OPTION_DOMAINNAME,
	OPTION_MONOTONIC,
	OPTION_BOOTTIME,
	/* Network */
	OPTION_NO_LOOPBACK,
	/* Identity */
	OPTION_MAP_ROOT,
	OPTION_MAP_CURRENT,
	OPTION_MAP_USER,
	OPTION_MAP_GROUP,
	OPTION_MAP_USERS,
	OPTION_MAP_GROUPS,
	OPTION_MAP_AUTO,
	OPTION_MAP_SUBIDS,
	OPTION_OWNER,
	OPTION_SETGROUPS,
	OPTION_SETUID,
	OPTION_SETGID,
	OPTION_AS,
	OPTION_KEEP_CAPS,
	OPTION_CLEAR_ENV,
	OPTION_WHITELIST_ENV,
	OPTION_SETENV,
	OPTION_UNSETENV,
	/* Telling */
	OPTION_EXPLAIN,
	OPTION_CHECK,
	OPTION_TRACE,
	OPTION_STATUS_FD,
	OPTION_LIST_OPTIONS,
	OPTION_HELP,
	OPTION_VERSION,
	OPTION_COUNT
};

/* The option that asks for a new namespace of this kind. */
static inline enum option_id namespace_option(enum namespace_kind kind)
{
	return (enum option_id)(OPTION_MOUNT + (int)kind);
}

/* Whose defaults and exit statuses hold: unshare's where nsrun is started under that name. */
enum personality { AS_NSRUN, AS_UNSHARE };

/* What --explain prints the plan as. */
enum explain_form { EXPLAIN_TEXT, EXPLAIN_JSON, EXPLAIN_SH, EXPLAIN_C };

/* What main is to do with the request. */
enum action {
	ACTION_RUN,
	ACTION_EXPLAIN,
	ACTION_CHECK,
	ACTION_CHECK_KINDS, /* --check by itself: which kinds of namespace are to be had */
	ACTION_LIST_OPTIONS,
	ACTION_HELP,
	ACTION_VERSION
};

/*
 * An id that was asked for. The cause is the option that chose it, OPTION_NONE where none did.
 * host_probe looks a name up. ID_DIGITS is a name too if there is such a name, and else the number:
 * so chown(1), setpriv(1) and newuidmap(1) have it, since a login may be the number of a student.
 */
struct id_choice {
	enum option_id cause;
	enum { ID_NUMBER, ID_NAME, ID_DIGITS, ID_CURRENT } form;
	uint32_t number;
	const char *name;
};

/* Ranges of ids that were asked for. The cause is the first option that asked, or OPTION_NONE. */
struct map_request {
	enum option_id cause;
	bool wants_auto;   /* the first block of sub-ids, from 0 on */
	bool wants_subids; /* the same block, each id mapped to itself */
	bool wants_all;    /* every id of the caller's user namespace, mapped to itself */
	bool has_ranges;   /* user_ranges or group_ranges is filled */
};

/* Where --mount-binfmt mounts if it is given no folder. */
#define BINFMT_DIR "/proc/sys/fs/binfmt_misc"

/* How many times --keep-fd may be given. */
enum { KEPT_FDS_MAX = 32 };

/* Strings are argv's, but owner_user.name points into the request itself: do not copy it. */
struct request {
	enum personality personality;
	bool given[OPTION_COUNT];
	enum action action;
	enum explain_form explain_form;
	bool wants_json;                   /* --check=json */
	const char *kept[NAMESPACE_KINDS]; /* where to keep a namespace; NULL: nowhere */
	/* The option right in front of the command, if it takes a value and was given none. */
	enum option_id valueless;
	int kill_signal;
	struct duration timeout; /* more than 0 */
	struct duration kill_after;
	int status_fd;
	int kept_fds[KEPT_FDS_MAX];
	size_t kept_fd_count;
	enum propagation propagation;
	const char *root;
	const char *working_dir;
	const char *proc_dir;
	const char *binfmt_dir;
	const char *interpreter; /* a binary format, as it is written to binfmt_misc */
	const char *hostname;
	const char *domainname;
	struct id_choice map_user;
	struct id_choice map_group;
	struct id_choice owner_user; /* of the new user namespace; its name points to owner_name */
	char owner_name[64];
	struct id_choice owner_group;
	bool setgroups_allow;
	struct id_choice setuid;
	struct id_choice setgid;
	struct id_choice as;       /* a user in passwd(5), by name or by uid */
	struct duration monotonic; /* offsets of the clocks */
	struct duration boottime;
	const char *env_whitelist; /* names with commas between them, or NULL */
	char **env_edits; /* "NAME=VALUE", or "NAME" to be unset; kept in those words of argv that
			     have been read already */
	size_t env_edit_count;
	char **command; /* the command and its arguments, ended by NULL; empty: the login shell */
	struct map_request map_users;
	struct map_request map_groups;
	/* Last since they are large: without has_ranges they are never touched, which saves page
	 * faults. */
	struct id_map user_ranges;
	struct id_map group_ranges;
};

#endif
