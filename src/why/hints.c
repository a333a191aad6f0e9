/* Hints. Here are the causes that steps of more than one kind can have, and in which order causes
 * are looked for (hint_any). */
#include "why/hints.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "causes.h"
#include "system/creds.h"

bool makes_new(const struct plan *plan, enum namespace_kind kind)
{
	return plan->cause[namespace_option(kind)] != OPTION_NONE;
}

/* seccomp(2): a refusal by a filter has the same errno as one by the kernel. So all that is known
 * is that there is a filter, and it is named where no other cause is found. */
static bool has_filter(const struct facts *facts)
{
	return facts_status(facts, "Seccomp:") == 2;
}

static void blame_filter(struct text *text)
{
	text_add(text, "a seccomp filter is in force here, as in a container, and may refuse this; "
		       "with docker and podman --security-opt seccomp=unconfined lifts it");
}

/* AppArmor restricts a program without a profile unless root runs it. In a user namespace that was
 * restricted, programs have the profile unprivileged_userns and are restricted, root's too. */
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

/* apparmor.d(5), Ubuntu since 23.10: the kernel makes the user namespace, but AppArmor refuses
 * every capability in it. */
bool blame_apparmor(struct text *text, const struct refusal *refusal)
{
	const struct facts *facts = refusal->facts;
	char path[PATH_MAX];
	ssize_t length;

	if (!is_restricted(refusal->plan, facts) ||
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

/* namespaces(7), chroot(2): a new root, and any kind but the user namespace, takes a capability. */
void blame_privilege(struct text *text, const struct refusal *refusal, unsigned capability)
{
	if (!makes_new(refusal->plan, NAMESPACE_USER) && !facts_capable(refusal->facts, capability))
		text_add(text, "this needs privilege; with --map-root it is done in a user "
			       "namespace of your own");
}

/* getrlimit(2), RLIMIT_NPROC. */
void blame_process_limit(struct text *text, const struct refusal *refusal, bool is_of_another)
{
	const struct facts *facts = refusal->facts;
	char limits[4096];
	const char *line;

	/* In the initial user namespace the limit does not hold for root. */
	if (!is_of_another && facts_has_all_ids(facts) &&
	    (refusal->plan->caller_uid == 0 || facts_capable(facts, CREDS_CAP_SYS_ADMIN)))
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

/* For the steps that go through /proc, but for the id maps: see hint_map. */
void blame_missing_proc(struct text *text, const struct refusal *refusal)
{
	if (refusal->failure.error == ENOTSUP)
		text_add(text, "this goes through /proc, and no proc file system is there; mount "
			       "-t proc proc /proc mounts one");
}

/* ENOSYS: a seccomp filter does not know the call, or the kernel is older than nsrun needs. */
static void blame_missing_call(struct text *text, const struct facts *facts)
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

void hint_any(struct text *text, const struct refusal *refusal, hint *of_kind)
{
	struct failure failure = refusal->failure;

	if (failure.program == PROGRAM_NSRUN)
		return;
	if (failure.program != PROGRAM_NONE)
		hint_mappers(text, refusal);
	else if (failure.error == ENOSYS)
		blame_missing_call(text, refusal->facts);
	else if (of_kind)
		of_kind(text, refusal);
	if (text->length == 0 && failure.error == EPERM && has_filter(refusal->facts))
		blame_filter(text);
}
