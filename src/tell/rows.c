/* From a kind of step to its row. */
#include "pattern.h"

/* The switch has no default: a new kind does not compile with DEV=1 before it has a row. */
const struct step_row *step_row(enum step_kind kind)
{
	switch (kind) {
	case STEP_WATCH_PARENT: return &step_watch_parent;
	case STEP_CLONE: return &step_clone;
	case STEP_HELPER: return &step_helper;
	case STEP_UNSHARE: return &step_unshare;
	case STEP_DEATH_SIGNAL: return &step_death_signal;
	case STEP_SETGROUPS: return &step_setgroups;
	case STEP_MAP_GID: return &step_map_gid;
	case STEP_MAP_UID: return &step_map_uid;
	case STEP_RUN_MAPPERS: return &step_run_mappers;
	case STEP_CLOCKS: return &step_clocks;
	case STEP_KEEP: return &step_keep;
	case STEP_PROPAGATION: return &step_propagation;
	case STEP_LOAD_INTERP: return &step_load_interp;
	case STEP_CHANGE_ROOT: return &step_change_root;
	case STEP_MOUNT_PROC: return &step_mount_proc;
	case STEP_MOUNT_BINFMT: return &step_mount_binfmt;
	case STEP_HOSTNAME: return &step_hostname;
	case STEP_DOMAINNAME: return &step_domainname;
	case STEP_LOOPBACK_UP: return &step_loopback_up;
	case STEP_CHANGE_DIR: return &step_change_dir;
	case STEP_INIT: return &step_init;
	case STEP_NOTE_STATUS: return &step_note_status;
	case STEP_CLEAR_INHERITABLE: return &step_clear_inheritable;
	case STEP_RETAIN_CAPS: return &step_retain_caps;
	case STEP_DROP_GROUPS: return &step_drop_groups;
	case STEP_SET_GROUPS: return &step_set_groups;
	case STEP_SETGID: return &step_setgid;
	case STEP_SETUID: return &step_setuid;
	case STEP_AMBIENT_CAPS: return &step_ambient_caps;
	case STEP_CLEAR_ENV: return &step_clear_env;
	case STEP_EDIT_ENV: return &step_edit_env;
	case STEP_LISTEN_PID: return &step_listen_pid;
	case STEP_NEW_SESSION: return &step_new_session;
	case STEP_CLOSE_FDS: return &step_close_fds;
	case STEP_EXEC: return &step_exec;
	case STEP_WAIT: return &step_wait;
	}
	return NULL;
}
