/* The eight kinds of namespace, as namespaces(7) lists them, and sets of them. */
#ifndef NSRUN_BASE_NAMESPACES_H
#define NSRUN_BASE_NAMESPACES_H

#include <stdbool.h>

#include "base/text.h"

enum namespace_kind {
	NAMESPACE_MOUNT,
	NAMESPACE_UTS,
	NAMESPACE_IPC,
	NAMESPACE_NET,
	NAMESPACE_PID,
	NAMESPACE_USER,
	NAMESPACE_CGROUP,
	NAMESPACE_TIME,
	NAMESPACE_KINDS
};

struct namespace_info {
	const char *name;      /* in a sentence: "network" */
	const char *file;      /* in /proc/PID/ns: "net" */
	const char *flag_name; /* "CLONE_NEWNET" */
	const char *limit;     /* in /proc/sys/user: "max_net_namespaces" */
	int flag;              /* CLONE_NEWNET */
};

extern const struct namespace_info namespace_table[NAMESPACE_KINDS];

/* A set of kinds: one bit for each. */
typedef unsigned namespace_set;

/* The set that has this kind alone. */
static inline namespace_set namespace_bit(enum namespace_kind kind)
{
	return 1u << kind;
}

/* Writes the name of the kind's link in a process's folder in /proc: "ns/net". is_for_children is
 * for the PID and time namespaces alone, "ns/pid_for_children": a process that unshares one of
 * these stays outside of it, and only its children are in it (after its exec, itself in a time
 * namespace too). */
enum { NAMESPACE_LINK_BYTES = 32 };
void namespaces_link(char link[static NAMESPACE_LINK_BYTES], enum namespace_kind kind,
		     bool is_for_children);

/* The CLONE_NEW* flags of the set, for clone3(2), clone(2) and unshare(2). */
int namespaces_flags(namespace_set set);

/* Adds the names, as in "mount, UTS and PID"; nothing for the empty set. */
void namespaces_add_names(struct text *text, namespace_set set);

/* Adds the flags' names with the separator between them, as in "CLONE_NEWNS|CLONE_NEWUTS"; "0" for
 * the empty set. */
void namespaces_add_flags(struct text *text, namespace_set set, const char *separator);

#endif
