/* Hints: what is measured when a step has failed, and what mends it. */
#include "diagnose.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <time.h>
#include <unistd.h>

#include "creds.h"
#include "execute.h"
#include "users.h"
#include "util.h"

static bool has_new(const struct plan *plan, enum namespace_kind kind)
{
	return plan->cause[namespace_option(kind)] != OPTION_NONE;
}

/* namespaces(7): every kind but the user namespace needs CAP_SYS_ADMIN; root has what the other
 * steps need, if it is the whole root, and so has the maker of a user namespace. */
static void diagnose_privilege(struct text *text, const struct plan *plan)
{
	struct capabilities own;

	if (plan->owner.is_other) {
		text_add(text, "to make it another user's is for root");
		return;
	}
	if (has_new(plan, NAMESPACE_USER) || creds_read(&own) < 0 ||
	    own.effective >> CREDS_CAP_SYS_ADMIN & 1)
		return;
	text_add(text,
		 "this needs privilege; with --map-root it is done in a user namespace of your "
		 "own");
}

/* namespaces(7), /proc/sys/user: ENOSPC is one of these limits, not a disk. */
static void diagnose_limits(struct text *text, namespace_set set)
{
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		char path[64], value[24];

		if (!(set & namespace_bit(kind)))
			continue;
		string_join(path, sizeof(path), "/proc/sys/user/", namespace_table[kind].limit);
		if (read_file(value, sizeof(value), path) < 0 || strcmp(value, "0\n") != 0)
			continue;
		text_add(text, text->length ? "; user." : "user.");
		text_add(text, namespace_table[kind].limit);
		text_add(text, " is 0: no ");
		text_add(text, namespace_table[kind].name);
		text_add(text, " namespace may be made here; the sysctl raises it");
	}
}

/* time_namespaces(7): a clock is never negative. */
static void diagnose_clocks(struct text *text, struct clock_offsets offsets)
{
	static const struct {
		clockid_t id;
		const char *name;
	} clocks[] = { { CLOCK_MONOTONIC, "monotonic" }, { CLOCK_BOOTTIME, "boot-time" } };
	const struct duration moved[] = { offsets.monotonic, offsets.boottime };

	for (size_t i = 0; i < COUNT(clocks); i++) {
		struct timespec now;

		if (clock_gettime(clocks[i].id, &now) < 0 || now.tv_sec + moved[i].seconds >= 0)
			continue;
		text_add(text, text->length ? "; the " : "the ");
		text_add(text, clocks[i].name);
		text_add(text, " clock stands at ");
		text_add_number(text, (uint64_t)now.tv_sec);
		text_add(text, " s and cannot become negative");
	}
}

/* It is where proc is, and a new root has none. */
static void diagnose_mount_binfmt(struct text *text, const struct plan *plan,
				  const struct step *step)
{
	if (strncmp(step->string, "/proc/", 6) == 0 && plan->cause[OPTION_ROOT] &&
	    !plan->cause[OPTION_MOUNT_PROC])
		text_add(text, "no proc file system is mounted there; add --mount-proc and --pid");
}

static void diagnose_mount_proc(struct text *text, const struct plan *plan)
{
	if (has_new(plan, NAMESPACE_USER) && !has_new(plan, NAMESPACE_PID))
		text_add(text,
			 "in a new user namespace proc can be mounted for a new PID namespace "
			 "alone; add --pid");
}

/* What is refused on the way to the files in /proc, see idmap.h. */
static void diagnose_map(struct text *text, int error)
{
	if (error == ENOTSUP)
		text_add(text, "an id map is written in /proc, and no proc file system is there");
	else if (error == ENOENT || error == ESRCH)
		text_add(text,
			 "an id map is written in /proc, and that there does not show nsrun: it is "
			 "another PID namespace's");
	else if (error == EXDEV)
		text_add(text, "something else is mounted over that file in /proc");
}

/* execve(2) says ENOENT as well where the file is there and its interpreter is not. */
static bool diagnose_interpreter(struct text *text, const char *path)
{
	char line[PATH_MAX + 3], *name = line + 2;

	if (access(path, X_OK) < 0 || read_file(line, sizeof(line), path) < 2)
		return false;
	if (line[0] != '#' || line[1] != '!')
		return false;
	name += strspn(name, " \t");
	name[strcspn(name, " \t\n")] = '\0';
	if (access(name, F_OK) == 0)
		return false;
	text_add(text, "the interpreter of ");
	text_add_quoted(text, path);
	text_add(text, ", ");
	text_add_quoted(text, name);
	text_add(text, ", does not exist");
	return true;
}

static void diagnose_not_found(struct text *text, const struct plan *plan)
{
	struct search search = execute_search(plan->file);
	char path[PATH_MAX];

	/* What stands at these paths out here says nothing about the new root. */
	if (plan->cause[OPTION_ROOT]) {
		text_add(text, "it was looked for in the new root");
		return;
	}

	while (execute_next(path, &search))
		if (diagnose_interpreter(text, path))
			return;
}

/* What root of a user namespace may do: a change to an id that one lacks is not among it. */
static bool needs_privilege(enum step_kind kind)
{
	return kind == STEP_CLONE || kind == STEP_UNSHARE || kind == STEP_CHANGE_ROOT;
}

/* The mount point in a line of mountinfo, proc(5), behind ID, parent's ID, device and root. */
static const char *mount_point_in(const char *line)
{
	for (int field = 0; field < 4 && line; field++) {
		line = strchr(line, ' ');
		line = line ? line + 1 : NULL;
	}
	return line;
}

/* Whether the mount that holds the path is shared, and which it is: the longest mount point that
 * the path begins with. */
static bool find_shared_mount(char out[static PATH_MAX], const char *path)
{
	char text[65536], *rest = NULL;
	size_t longest = 0;
	bool is_shared = false;

	if (read_file(text, sizeof(text), "/proc/self/mountinfo") < 0)
		return false;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *point = mount_point_in(line);
		size_t length = point ? strcspn(point, " ") : 0;

		if (!point || length < longest || length >= PATH_MAX ||
		    strncmp(path, point, length) != 0)
			continue;
		/* "/a" holds "/a/b", not "/ab". */
		if (length > 1 && path[length] != '/' && path[length])
			continue;
		longest = length;
		is_shared = strstr(point + length, " shared:") != NULL;
		memcpy(out, point, length);
		out[length] = '\0';
	}
	return is_shared;
}

/* mount_namespaces(7): the mount of a mount namespace would propagate into itself. */
static void diagnose_keep(struct text *text, const struct step *step, int error)
{
	char path[PATH_MAX], mount[PATH_MAX];

	if (error == EPERM) {
		text_add(text, "the mount is made outside, which needs CAP_SYS_ADMIN there");
	} else if (error == EBUSY) {
		text_add(text, "a namespace is kept there already; umount takes it away");
	} else if ((error == EINVAL || error == ELOOP) && step->keep.kind == NAMESPACE_MOUNT &&
		   realpath(step->keep.file, path) && find_shared_mount(mount, path)) {
		text_add(text, "the file is on the mount ");
		text_add_quoted(text, mount);
		text_add(text, ", which is shared; a mount namespace is kept on a private one "
			       "alone, see mount --make-private");
	}
}

/* "and 165536 to 231071, which /etc/subuid gives this user first". */
static void add_block(struct text *text, const char *path, uint32_t uid)
{
	struct id_range block;

	if (users_find_block(&block, path, uid) < 0) {
		text_add(text, "and ");
		text_add(text, path);
		text_add(text, " gives this user no range");
		return;
	}
	text_add(text, "and ");
	text_add_number(text, block.outside);
	text_add(text, " to ");
	text_add_number(text, block.outside + (block.count - 1));
	text_add(text, ", which ");
	text_add(text, path);
	text_add(text, " gives this user first");
}

/* The program that was run has neither the set-uid bit nor capabilities of its file's. */
static bool diagnose_powerless(struct text *text, const char *name)
{
	struct search search = execute_search(name);
	struct stat status;
	char path[PATH_MAX];

	while (execute_next(path, &search)) {
		if (access(path, X_OK) < 0 || stat(path, &status) < 0)
			continue;
		if (status.st_mode & S_ISUID || getxattr(path, "security.capability", NULL, 0) > 0)
			return false;
		text_add_quoted(text, path);
		text_add(text, " is neither set-uid nor has file capabilities, so that it has no "
			       "privilege");
		return true;
	}
	return false;
}

/* newuidmap(1): it is set-uid or has a file capability, and heeds /etc/subuid and /etc/subgid. */
static void diagnose_mappers(struct text *text, const struct plan *plan, struct failure failure)
{
	bool is_uids = failure.program == PROGRAM_NEWUIDMAP;

	if (failure.error == ENOENT) {
		text_add(text, "Debian has it in the package uidmap, others in shadow");
	} else if (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1) {
		text_add(text, "no_new_privs is set, so that it has no privilege");
	} else if (diagnose_powerless(text, is_uids ? "newuidmap" : "newgidmap")) {
		return;
	} else if (failure.error == ECHILD) {
		text_add(text, "it maps one's own id, ");
		add_block(text, is_uids ? "/etc/subuid" : "/etc/subgid", plan->caller_uid);
	}
}

void diagnose(struct text *text, const struct plan *plan, const struct step *step,
	      struct failure failure)
{
	int error = failure.error;
	bool makes = step->kind == STEP_CLONE || step->kind == STEP_UNSHARE;
	bool maps = step->kind == STEP_SETGROUPS || step->kind == STEP_MAP_GID ||
		    step->kind == STEP_MAP_UID;

	if (needs_privilege(step->kind) && error == EPERM)
		diagnose_privilege(text, plan);
	else if (makes && error == ENOSPC)
		diagnose_limits(text, step->namespaces);
	else if (maps)
		diagnose_map(text, error);
	else if (step->kind == STEP_KEEP)
		diagnose_keep(text, step, error);
	else if (failure.program != PROGRAM_NONE)
		diagnose_mappers(text, plan, failure);
	else if (step->kind == STEP_CLOCKS && error == ERANGE)
		diagnose_clocks(text, step->clocks);
	else if (step->kind == STEP_MOUNT_PROC && error == EPERM)
		diagnose_mount_proc(text, plan);
	else if (step->kind == STEP_MOUNT_BINFMT && error == ENOENT)
		diagnose_mount_binfmt(text, plan, step);
	else if (step->kind == STEP_EXEC && error == ENOENT)
		diagnose_not_found(text, plan);
}
