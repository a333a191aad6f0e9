/* The table of namespace kinds. */
#include "base/namespaces.h"

#include <sched.h>
#include <stddef.h>

#include "base/util.h"

/* clang-format off */
const struct namespace_info namespace_table[NAMESPACE_KINDS] = {
	[NAMESPACE_MOUNT]  = { "mount",   "mnt",    "CLONE_NEWNS",     "max_mnt_namespaces",    CLONE_NEWNS },
	[NAMESPACE_UTS]    = { "UTS",     "uts",    "CLONE_NEWUTS",    "max_uts_namespaces",    CLONE_NEWUTS },
	[NAMESPACE_IPC]    = { "IPC",     "ipc",    "CLONE_NEWIPC",    "max_ipc_namespaces",    CLONE_NEWIPC },
	[NAMESPACE_NET]    = { "network", "net",    "CLONE_NEWNET",    "max_net_namespaces",    CLONE_NEWNET },
	[NAMESPACE_PID]    = { "PID",     "pid",    "CLONE_NEWPID",    "max_pid_namespaces",    CLONE_NEWPID },
	[NAMESPACE_USER]   = { "user",    "user",   "CLONE_NEWUSER",   "max_user_namespaces",   CLONE_NEWUSER },
	[NAMESPACE_CGROUP] = { "cgroup",  "cgroup", "CLONE_NEWCGROUP", "max_cgroup_namespaces", CLONE_NEWCGROUP },
	[NAMESPACE_TIME]   = { "time",    "time",   "CLONE_NEWTIME",   "max_time_namespaces",   CLONE_NEWTIME },
};
/* clang-format on */

void namespaces_link(char link[static NAMESPACE_LINK_BYTES], enum namespace_kind kind,
		     bool is_for_children)
{
	char path[NAMESPACE_LINK_BYTES];

	string_join(path, sizeof(path), "ns/", namespace_table[kind].file);
	string_join(link, NAMESPACE_LINK_BYTES, path, is_for_children ? "_for_children" : "");
}

int namespaces_flags(namespace_set set)
{
	int flags = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (set & namespace_bit(kind))
			flags |= namespace_table[kind].flag;
	return flags;
}

void namespaces_add_names(struct text *text, namespace_set set)
{
	bool is_first = true;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)))
			continue;
		set &= ~namespace_bit(kind);
		if (!is_first)
			text_add(text, set ? ", " : " and ");
		text_add(text, namespace_table[kind].name);
		is_first = false;
	}
}

void namespaces_add_flags(struct text *text, namespace_set set, const char *separator)
{
	const char *before = "";

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)))
			continue;
		text_add(text, before);
		text_add(text, namespace_table[kind].flag_name);
		before = separator;
	}
	if (!set)
		text_add(text, "0");
}
