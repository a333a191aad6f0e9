/* Hints for maps, users and groups. */
#include "causes.h"

#include <errno.h>

#include "system/creds.h"

/* What can go wrong with the map files in /proc, see system/procfs.h and system/idmap.h. */
void hint_map(struct text *text, const struct refusal *refusal)
{
	int error = refusal->failure.error;

	if (error == ENOTSUP)
		text_add(text, "an id map is written in /proc, and no proc file system is there; "
			       "mount -t proc proc /proc mounts one");
	else if (error == ENOENT || error == ESRCH)
		text_add(text,
			 "an id map is written in /proc, and that there does not show nsrun: it is "
			 "another PID namespace's");
	else if (error == EXDEV)
		text_add(text, "something else is mounted over that file in /proc");
	else if (error == EPERM || error == EACCES)
		(void)blame_apparmor(text, refusal);
}

static bool maps_root_outside(const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++)
		if (map->ranges[i].outside == 0)
			return true;
	return false;
}

/* Since Linux 5.12 a map of uid 0 outside takes CAP_SETFCAP: in such a namespace a process could
 * give a file capabilities that hold outside, user_namespaces(7). */
void hint_map_uid(struct text *text, const struct refusal *refusal)
{
	if (refusal->failure.error == EPERM && refusal->plan->caller_uid != 0 &&
	    maps_root_outside(&refusal->plan->uids))
		text_add(text, "to map uid 0 of the outside takes CAP_SETFCAP");
	else
		hint_map(text, refusal);
}

static void hint_ids(struct text *text, const struct refusal *refusal, unsigned capability)
{
	if (refusal->failure.error == EPERM && !makes_new(refusal->plan, NAMESPACE_USER) &&
	    !facts_capable(refusal->facts, capability))
		text_add(text, "to change users and groups is for root; in a user namespace of "
			       "your own there are those that --map-auto maps");
}

void hint_set_gid(struct text *text, const struct refusal *refusal)
{
	hint_ids(text, refusal, CREDS_CAP_SETGID);
}

void hint_set_uid(struct text *text, const struct refusal *refusal)
{
	hint_ids(text, refusal, CREDS_CAP_SETUID);
}
