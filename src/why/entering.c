/* Hints for making namespaces, for setting their clocks, and for keeping them. */
#include "causes.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/util.h"
#include "system/creds.h"

/* EPERM from unshare(2) or clone(2): its possible causes, one by one. */
static void hint_user_namespace(struct text *text, const struct refusal *refusal)
{
	const struct facts *facts = refusal->facts;

	if (refusal->plan->owner.is_other &&
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
		(void)blame_apparmor(text, refusal);
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

/* ENOSPC: a limit in /proc/sys/user is reached, namespaces(7), or user or PID namespaces are nested
 * too deep, user_namespaces(7) and pid_namespaces(7). If a limit is 0, only that is named: it is
 * the cause. Else all are: how far each is used up and how deep nsrun is nested cannot be read. */
static void blame_limits(struct text *text, const struct facts *facts, namespace_set set)
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
static void blame_lacking_kind(struct text *text, const struct facts *facts, namespace_set set)
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

void hint_entering(struct text *text, const struct refusal *refusal)
{
	namespace_set set = refusal->step->namespaces;
	int error = refusal->failure.error;

	if (error == EPERM && set & namespace_bit(NAMESPACE_USER))
		hint_user_namespace(text, refusal);
	else if (error == EPERM && set)
		blame_privilege(text, refusal, CREDS_CAP_SYS_ADMIN);
	else if (error == ENOSPC)
		blame_limits(text, refusal->facts, set);
	else if (error == EINVAL)
		blame_lacking_kind(text, refusal->facts, set);
	else if (error == EAGAIN)
		blame_process_limit(text, refusal, false);
}

/* ERANGE: with this offset a clock would be negative, time_namespaces(7). */
static void blame_clocks(struct text *text, struct clock_offsets offsets)
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

void hint_clocks(struct text *text, const struct refusal *refusal)
{
	if (refusal->failure.error == ERANGE)
		blame_clocks(text, refusal->step->clocks);
	else
		blame_missing_proc(text, refusal);
}

/* A mount namespace cannot be kept on a shared mount, since it would be mounted within itself as
 * well, mount_namespaces(7). */
void hint_keep(struct text *text, const struct refusal *refusal)
{
	const struct facts *facts = refusal->facts;
	const struct step *step = refusal->step;
	int error = refusal->failure.error;
	char path[PATH_MAX], mount[PATH_MAX];
	bool is_shared;

	if (error == EPERM && !facts_capable(facts, CREDS_CAP_SYS_ADMIN)) {
		text_add(text, "the mount is made outside, which needs CAP_SYS_ADMIN there");
	} else if (error == EBUSY) {
		text_add(text,
			 is_kept(step->keep.file)
				 ? "a namespace is kept there already; umount takes it away"
				 : "another process is just keeping one there, or has the file "
				   "locked, flock(2)");
	} else if (error == ENOENT) {
		blame_missing_file(text, step->keep.file);
	} else if (error == EINVAL || error == ELOOP) {
		blame_odd_file(text, step->keep.file);
	} else {
		blame_missing_proc(text, refusal);
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

void hint_note(struct text *text, const struct refusal *refusal)
{
	blame_missing_proc(text, refusal);
}
