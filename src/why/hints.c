/* Hints: what is measured when a step has failed, and what mends it. */
#include "why/hints.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/util.h"
#include "exec.h"
#include "mappers.h"
#include "paths.h"
#include "system/creds.h"

static bool has_new(const struct plan *plan, enum namespace_kind kind)
{
	return plan->cause[namespace_option(kind)] != OPTION_NONE;
}

static bool makes_namespaces(const struct step *step)
{
	return step->kind == STEP_CLONE || step->kind == STEP_UNSHARE;
}

static bool makes_user_namespace(const struct step *step)
{
	return makes_namespaces(step) && step->namespaces & namespace_bit(NAMESPACE_USER);
}

/* seccomp(2): what a filter refuses cannot be told from what the kernel does, but for the rest
 * having been looked at. */
static bool has_filter(const struct facts *facts)
{
	return facts_status(facts, "Seccomp:") == 2;
}

static void blame_filter(struct text *text)
{
	text_add(text, "a seccomp filter is in force here, as in a container, and may refuse this; "
		       "with docker and podman --security-opt seccomp=unconfined lifts it");
}

/* What AppArmor restricts are programs without a profile, root's but for those already in a user
 * namespace that was restricted so. */
static bool is_restricted(const struct plan *plan, const struct facts *facts)
{
	static const char in_namespace[] = "unprivileged_userns ";
	char profile[256];

	if (!facts_read(profile, sizeof(profile), facts, "/proc/self/attr/current"))
		return plan->caller_uid != 0;
	if (strcmp(profile, "unconfined\n") == 0)
		return plan->caller_uid != 0;
	return strncmp(profile, in_namespace, strlen(in_namespace)) == 0;
}

/* user_namespaces(7), apparmor.d(5): Ubuntu since 23.10 makes the namespace and takes the
 * capabilities in it. */
static bool blame_apparmor(struct text *text, const struct plan *plan, const struct facts *facts)
{
	char path[PATH_MAX];
	ssize_t length;

	if (!is_restricted(plan, facts) ||
	    facts_number(facts, "/proc/sys/kernel/apparmor_restrict_unprivileged_userns") <= 0)
		return false;
	length = readlink("/proc/self/exe", path, sizeof(path) - 1);
	path[length > 0 ? length : 0] = '\0';
	text_add(text, "kernel.apparmor_restrict_unprivileged_userns is 1: AppArmor leaves a "
		       "program without a profile no capabilities in its user namespace; this, in "
		       "/etc/apparmor.d/nsrun, allows it: profile nsrun ");
	text_add(text, path);
	text_add(text, " flags=(unconfined) { userns, }");
	return true;
}

/* unshare(2), clone(2): the reasons for EPERM, one by one. */
static void diagnose_user_namespace(struct text *text, const struct plan *plan,
				    const struct facts *facts)
{
	if (plan->owner.is_other &&
	    !(facts_capable(facts, CREDS_CAP_SETUID) && facts_capable(facts, CREDS_CAP_SETGID)))
		text_add(text, "to make it another user's is for root");
	else if (facts_in_chroot(facts))
		text_add(
			text,
			"nsrun is in a chroot, and the kernel makes no user namespace there; start "
			"it outside, with --root");
	else if (facts_number(facts, "/proc/sys/kernel/unprivileged_userns_clone") == 0 &&
		 !facts_capable(facts, CREDS_CAP_SYS_ADMIN))
		text_add(text, "kernel.unprivileged_userns_clone is 0: user namespaces are for "
			       "root here; sysctl kernel.unprivileged_userns_clone=1 allows them");
	else
		(void)blame_apparmor(text, plan, facts);
}

/* namespaces(7), chroot(2): every kind but the user namespace, and a new root, need a capability.
 */
static void diagnose_privilege(struct text *text, const struct plan *plan, unsigned capability,
			       const struct facts *facts)
{
	if (!has_new(plan, NAMESPACE_USER) && !facts_capable(facts, capability))
		text_add(text, "this needs privilege; with --map-root it is done in a user "
			       "namespace of your own");
}

static int64_t limit_on(enum namespace_kind kind, const struct facts *facts)
{
	char path[64];

	string_join(path, sizeof(path), "/proc/sys/user/", namespace_table[kind].limit);
	return facts_number(facts, path);
}

static void add_limit(struct text *text, enum namespace_kind kind, int64_t limit)
{
	text_add(text, "user.");
	text_add(text, namespace_table[kind].limit);
	text_add(text, " is ");
	text_add_number(text, (uint64_t)limit);
	if (limit == 0) {
		text_add(text, ": no ");
		text_add(text, namespace_table[kind].name);
		text_add(text, " namespace may be made here; the sysctl raises it");
	} else if (kind == NAMESPACE_USER || kind == NAMESPACE_PID) {
		text_add(text, kind == NAMESPACE_USER ? ", and they nest 33 deep at most"
						      : ", and they nest 32 deep at most");
	}
}

/* namespaces(7), /proc/sys/user: ENOSPC is one of these limits. One of 0 is the cause; of the
 * others it cannot be read how far they are used up, nor how deep this process is: two kinds nest
 * only so deep, user_namespaces(7) and pid_namespaces(7). */
static void diagnose_limits(struct text *text, const struct facts *facts, namespace_set set)
{
	bool is_zero = false;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (set & namespace_bit(kind) && limit_on(kind, facts) == 0)
			is_zero = true;
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		int64_t limit = set & namespace_bit(kind) ? limit_on(kind, facts) : -1;

		if (limit < 0 || (is_zero && limit > 0))
			continue;
		if (text->length)
			text_add(text, "; ");
		else if (!is_zero)
			text_add(text, "no disk is full but a limit reached, here or in a user "
				       "namespace above, whose number sysctl raises: ");
		add_limit(text, kind, limit);
	}
}

/* namespaces(7): a kernel that was built without a kind has no file for it. */
static void diagnose_lacking(struct text *text, const struct facts *facts, namespace_set set)
{
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		char path[64];

		string_join(path, sizeof(path), "/proc/self/ns/", namespace_table[kind].file);
		if (!(set & namespace_bit(kind)) || !facts_have(facts, "/proc/self/ns") ||
		    facts_have(facts, path))
			continue;
		text_add(text, text->length ? "; this kernel has no " : "this kernel has no ");
		text_add(text, namespace_table[kind].name);
		text_add(text, " namespaces");
	}
}

/* getrlimit(2), RLIMIT_NPROC. */
static void diagnose_processes(struct text *text, const struct plan *plan, const struct step *step,
			       const struct facts *facts)
{
	bool is_of_another = step->kind == STEP_EXEC && plan->cause[OPTION_SETUID];
	char limits[4096];
	const char *line;

	/* Outside any user namespace it does not hold for root. */
	if (!is_of_another && facts_has_all_ids(facts) &&
	    (plan->caller_uid == 0 || facts_capable(facts, CREDS_CAP_SYS_ADMIN)))
		return;
	if (!facts_read(limits, sizeof(limits), facts, "/proc/self/limits"))
		return;
	line = strstr(limits, "Max processes");
	line = line ? strpbrk(line, "0123456789u") : NULL;
	if (!line || *line == 'u')
		return;
	text_add(text, "this user may have ");
	text_add_number(text, strtoull(line, NULL, 10));
	text_add(text,
		 " processes, see ulimit -u, and the host or the container has its own limit");
}

static void diagnose_entering(struct text *text, const struct plan *plan, const struct step *step,
			      int error, const struct facts *facts)
{
	if (error == EPERM && makes_user_namespace(step))
		diagnose_user_namespace(text, plan, facts);
	else if (error == EPERM && step->namespaces)
		diagnose_privilege(text, plan, CREDS_CAP_SYS_ADMIN, facts);
	else if (error == ENOSPC)
		diagnose_limits(text, facts, step->namespaces);
	else if (error == EINVAL)
		diagnose_lacking(text, facts, step->namespaces);
	else if (error == EAGAIN)
		diagnose_processes(text, plan, step, facts);
}

/* A call that is not there: a filter that does not know it, or a kernel before those that nsrun is
 * made for. */
static void diagnose_unknown_call(struct text *text, const struct facts *facts)
{
	char release[128], *end;
	unsigned long major;

	if (has_filter(facts)) {
		blame_filter(text);
		return;
	}
	if (!facts_read(release, sizeof(release), facts, "/proc/sys/kernel/osrelease"))
		return;
	release[strcspn(release, "\n")] = '\0';
	major = strtoul(release, &end, 10);
	if (major > 5 || (major == 5 && *end == '.' && strtoul(end + 1, NULL, 10) >= 8))
		return;
	text_add(text, "this is Linux ");
	text_add(text, release);
	text_add(text, ", and nsrun needs 5.8 or later");
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

/* The kernel's rule: a new proc must not show what is hidden in the old one. */
static void diagnose_mount_proc(struct text *text, const struct plan *plan,
				const struct facts *facts)
{
	char point[PATH_MAX];

	if (!has_new(plan, NAMESPACE_USER))
		return;
	if (!has_new(plan, NAMESPACE_PID)) {
		text_add(text,
			 "in a new user namespace proc can be mounted for a new PID namespace "
			 "alone; add --pid");
	} else if (facts_mount_below(point, facts, "/proc")) {
		text_add(text, "part of /proc is covered, by a mount on ");
		text_add_quoted(text, point);
		text_add(text,
			 ", and the kernel then lets a user namespace have no new proc; podman "
			 "run --security-opt unmask=ALL, docker run --security-opt "
			 "systempaths=unconfined and procMount: Unmasked of kubernetes leave "
			 "it bare");
	} else {
		(void)blame_apparmor(text, plan, facts);
	}
}

/* Linux 5.12: who maps root of the outside hands on what root's files may carry. */
static bool maps_root_outside(const struct plan *plan, const struct step *step)
{
	const struct id_map *map = step->kind == STEP_MAP_UID ? &plan->uids : NULL;

	for (size_t i = 0; map && i < map->count; i++)
		if (map->ranges[i].outside == 0)
			return true;
	return false;
}

/* What is refused on the way to the files in /proc, see idmap.h. */
static void diagnose_map(struct text *text, const struct plan *plan, const struct step *step,
			 int error, const struct facts *facts)
{
	if (error == ENOTSUP)
		text_add(text, "an id map is written in /proc, and no proc file system is there; "
			       "mount -t proc proc /proc mounts one");
	else if (error == ENOENT || error == ESRCH)
		text_add(text,
			 "an id map is written in /proc, and that there does not show nsrun: it is "
			 "another PID namespace's");
	else if (error == EXDEV)
		text_add(text, "something else is mounted over that file in /proc");
	else if (error == EPERM && maps_root_outside(plan, step) && plan->caller_uid != 0)
		text_add(text, "to map uid 0 of the outside takes CAP_SETFCAP");
	else if (error == EPERM || error == EACCES)
		(void)blame_apparmor(text, plan, facts);
}

/* mount_namespaces(7): the mount of a mount namespace would propagate into itself. */
static void diagnose_keep(struct text *text, const struct step *step, int error,
			  const struct facts *facts)
{
	char path[PATH_MAX], mount[PATH_MAX];
	bool is_shared;

	if (error == EPERM && !facts_capable(facts, CREDS_CAP_SYS_ADMIN)) {
		text_add(text, "the mount is made outside, which needs CAP_SYS_ADMIN there");
	} else if (error == EBUSY) {
		text_add(text,
			 diagnose_is_kept(step->keep.file)
				 ? "a namespace is kept there already; umount takes it away"
				 : "another process is just keeping one there, or has the file "
				   "locked, flock(2)");
	} else if (error == ENOENT) {
		diagnose_missing(text, step->keep.file);
	} else if (error == EINVAL || error == ELOOP) {
		diagnose_file(text, step->keep.file);
	}
	if (text->length == 0 && (error == EINVAL || error == ELOOP) &&
	    step->keep.kind == NAMESPACE_MOUNT && realpath(step->keep.file, path) &&
	    facts_mount_of(mount, &is_shared, facts, path) && is_shared) {
		text_add(text, "the file is on the mount ");
		text_add_quoted(text, mount);
		text_add(text, ", which is shared; a mount namespace is kept on a private one "
			       "alone, see mount --make-private");
	}
}

static void diagnose_root(struct text *text, const struct plan *plan, const struct step *step,
			  int error, const struct facts *facts)
{
	if (error == EPERM)
		diagnose_privilege(text, plan, CREDS_CAP_SYS_CHROOT, facts);
	else if (error == ENOENT)
		diagnose_missing(text, step->string);
}

/* openat2(2) has one error for both. */
static void diagnose_dir(struct text *text, const struct plan *plan, const struct step *step,
			 int error)
{
	if (error == ELOOP)
		text_add(text, "it has links in a loop, or one like /proc/PID/fd/N, which may lead "
			       "out of the root and is not followed");
	else if (error == ENOENT && !plan->cause[OPTION_ROOT])
		diagnose_missing(text, step->string);
}

/* What does more than one step. */
static void diagnose_any(struct text *text, const struct plan *plan, const struct step *step,
			 int error, const struct facts *facts)
{
	bool changes_ids = step->kind == STEP_SETUID || step->kind == STEP_SETGID ||
			   step->kind == STEP_DROP_GROUPS;

	if (error == ENOTSUP && (step->kind == STEP_KEEP || step->kind == STEP_CLOCKS ||
				 step->kind == STEP_NOTE_STATUS))
		text_add(text, "this goes through /proc, and no proc file system is there; mount "
			       "-t proc proc /proc mounts one");
	else if (error == EPERM && changes_ids && !has_new(plan, NAMESPACE_USER) &&
		 !facts_capable(facts,
				step->kind == STEP_SETUID ? CREDS_CAP_SETUID : CREDS_CAP_SETGID))
		text_add(text, "to change users and groups is for root; in a user namespace of "
			       "your own there are those that --map-auto maps");
	else if (error == EPERM && has_filter(facts))
		blame_filter(text);
}

void diagnose(struct text *text, const struct plan *plan, const struct step *step,
	      struct failure failure, const struct facts *facts)
{
	int error = failure.error;

	if (failure.program == PROGRAM_NSRUN)
		return;
	if (failure.program != PROGRAM_NONE)
		diagnose_mappers(text, plan, failure, facts);
	else if (error == ENOSYS)
		diagnose_unknown_call(text, facts);
	else if (makes_namespaces(step))
		diagnose_entering(text, plan, step, error, facts);
	else if (step->kind == STEP_CHANGE_ROOT)
		diagnose_root(text, plan, step, error, facts);
	else if (step->kind == STEP_SETGROUPS || step->kind == STEP_MAP_GID ||
		 step->kind == STEP_MAP_UID)
		diagnose_map(text, plan, step, error, facts);
	else if (step->kind == STEP_KEEP)
		diagnose_keep(text, step, error, facts);
	else if (step->kind == STEP_CLOCKS && error == ERANGE)
		diagnose_clocks(text, step->clocks);
	else if (step->kind == STEP_MOUNT_PROC && error == EPERM)
		diagnose_mount_proc(text, plan, facts);
	else if (step->kind == STEP_MOUNT_BINFMT && error == ENOENT)
		diagnose_mount_binfmt(text, plan, step);
	else if (step->kind == STEP_CHANGE_DIR)
		diagnose_dir(text, plan, step, error);
	else if (step->kind == STEP_EXEC && error == EAGAIN)
		diagnose_processes(text, plan, step, facts);
	else if (step->kind == STEP_EXEC)
		diagnose_exec(text, plan, error);
	if (text->length == 0)
		diagnose_any(text, plan, step, error, facts);
}
