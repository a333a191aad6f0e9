/* Patterns, and what the operands of more than one noun share. */
#ifndef NSRUN_TELL_PATTERN_H
#define NSRUN_TELL_PATTERN_H

#include "tell/step_row.h"

/* A table of operands, for a row. */
#define OPERANDS(...) ((const struct operand[]){ __VA_ARGS__, { NULL, NULL } })

/* Adds any pattern with the operands of the step's row. */
void pattern_add(const struct telling *telling, const char *pattern);

/* Each adds a string of the user's, quoted as the language has it: any string; a path in the
 * caller's root; a folder in the new root. A phrase does not quote /proc and other folders that are
 * nsrun's own defaults. */
void pattern_add_string(const struct telling *telling, const char *string);
void pattern_add_path(const struct telling *telling, const char *path);
void pattern_add_dir(const struct telling *telling, const char *dir);

/* Each adds ranges as the kernel takes them, "0 1000 1"; between those of a map a separator. */
void pattern_add_range(struct text *text, struct id_range range);
void pattern_add_ranges(struct text *text, const struct id_map *map, const char *separator);

/* The rows, each in the file of its noun. */
extern const struct step_row step_watch_parent, step_clone, step_helper, step_unshare,
	step_death_signal, step_clocks, step_keep, step_init;
extern const struct step_row step_setgroups, step_map_gid, step_map_uid, step_run_mappers,
	step_clear_inheritable, step_retain_caps, step_drop_groups, step_set_groups, step_setgid,
	step_setuid, step_ambient_caps;
extern const struct step_row step_propagation, step_load_interp, step_change_root, step_mount_proc,
	step_mount_binfmt, step_hostname, step_domainname, step_loopback_up, step_change_dir;
extern const struct step_row step_note_status, step_clear_env, step_edit_env, step_listen_pid,
	step_new_session, step_close_fds, step_exec, step_wait;

#endif
