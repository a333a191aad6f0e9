/* Hints for what the command is to see: roots, mounts, folders. */
#include "causes.h"

#include <errno.h>
#include <string.h>

#include "system/creds.h"

void hint_root(struct text *text, const struct refusal *refusal)
{
	if (refusal->failure.error == EPERM)
		blame_privilege(text, refusal, CREDS_CAP_SYS_CHROOT);
	else if (refusal->failure.error == ENOENT)
		blame_missing_file(text, refusal->step->string);
}

/* openat2(2) gives ELOOP both for links in a loop and for a link that is not followed. */
void hint_dir(struct text *text, const struct refusal *refusal)
{
	if (refusal->failure.error == ELOOP)
		text_add(text, "it has links in a loop, or one like /proc/PID/fd/N, which may lead "
			       "out of the root and is not followed");
	else if (refusal->failure.error == ENOENT && !refusal->plan->cause[OPTION_ROOT])
		blame_missing_file(text, refusal->step->string);
}

/* EPERM: in a user namespace a new proc must not show what is covered in the /proc at hand. */
void hint_mount_proc(struct text *text, const struct refusal *refusal)
{
	char point[PATH_MAX];

	if (refusal->failure.error != EPERM || !makes_new(refusal->plan, NAMESPACE_USER))
		return;
	if (!makes_new(refusal->plan, NAMESPACE_PID)) {
		text_add(text,
			 "in a new user namespace proc can be mounted for a new PID namespace "
			 "alone; add --pid");
	} else if (facts_mount_below(point, refusal->facts, "/proc")) {
		text_add(text, "part of /proc is covered, by a mount on ");
		text_add_quoted(text, point);
		text_add(text,
			 ", and the kernel then lets a user namespace have no new proc; podman "
			 "run --security-opt unmask=ALL, docker run --security-opt "
			 "systempaths=unconfined and procMount: Unmasked of kubernetes leave "
			 "it bare");
	} else {
		(void)blame_apparmor(text, refusal);
	}
}

/* Its usual place is below /proc, and in a new root no proc is mounted. */
void hint_mount_binfmt(struct text *text, const struct refusal *refusal)
{
	const enum option_id *cause = refusal->plan->cause;

	if (refusal->failure.error == ENOENT && cause[OPTION_ROOT] && !cause[OPTION_MOUNT_PROC] &&
	    strncmp(refusal->step->string, "/proc/", 6) == 0)
		text_add(text, "no proc file system is mounted there; add --mount-proc and --pid");
}
