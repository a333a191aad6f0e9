/* What carries a step out: its system call, the rule behind it, and the rule's manual page. */
#include "calls.h"

#include <string.h>

#include "base/signals.h"
#include "base/util.h"
#include "system/clocks.h"

static void add_proc_file(struct text *text, const struct step *step, const char *file)
{
	text_add(text, step->actor == ACTOR_OUTER ? " to /proc/INNER/" : " to /proc/self/");
	text_add(text, file);
}

/* "0 1000 1", with a word in front of each further range. */
static void add_ranges(struct text *text, const struct id_map *map, const char *separator)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, i ? separator : "");
		text_add_number(text, map->ranges[i].inside);
		text_add(text, " ");
		text_add_number(text, map->ranges[i].outside);
		text_add(text, " ");
		text_add_number(text, map->ranges[i].count);
	}
}

static void add_map_call(struct text *text, const struct step *step, const struct id_map *map,
			 const char *file)
{
	text_add(text, "write '");
	add_ranges(text, map, "\\n");
	text_add(text, "'");
	add_proc_file(text, step, file);
}

static void add_mapper_calls(struct text *text, const struct plan *plan, const struct step *step)
{
	if (step->mappers.gids) {
		text_add(text, "newgidmap INNER ");
		add_ranges(text, &plan->gids, " ");
		text_add(text, step->mappers.uids ? " & " : "");
	}
	if (step->mappers.uids) {
		text_add(text, "newuidmap INNER ");
		add_ranges(text, &plan->uids, " ");
	}
}

static void add_call_on(struct text *text, const char *before, const char *string,
			const char *behind)
{
	text_add(text, before);
	text_add_c_string(text, string);
	text_add(text, behind);
}

static void add_id_call(struct text *text, const char *call, uint32_t id)
{
	text_add(text, call);
	for (int i = 0; i < 3; i++) {
		text_add_number(text, id);
		text_add(text, i < 2 ? ", " : ")");
	}
}

/* Whoever makes a user namespace owns it. */
static void add_owner_calls(struct text *text, const struct plan *plan, namespace_set set)
{
	if (!plan_changes_owner(plan, set))
		return;
	text_add(text, "setgroups(0, NULL), ");
	add_id_call(text, "setresgid(", plan->owner.gid);
	text_add(text, ", ");
	add_id_call(text, "setresuid(", plan->owner.uid);
	text_add(text, ", ");
}

/* What opens /proc/self to the one who writes the maps. */
static void add_dumpable_call(struct text *text, namespace_set set)
{
	if (set & namespace_bit(NAMESPACE_USER))
		text_add(text, "prctl(PR_SET_DUMPABLE, 1), then ");
}

static void add_clone_call(struct text *text, const struct plan *plan, namespace_set set)
{
	bool is_between = plan_changes_owner(plan, set);

	text_add(text, is_between ? "clone3(0), in the new process " : "");
	add_owner_calls(text, plan, set);
	add_dumpable_call(text, set);
	text_add(text, "clone3(");
	namespaces_add_flags(text, set, "|");
	text_add(text, is_between ? "|CLONE_PARENT" : "");
	text_add(text, "), or clone(2) where clone3 is not allowed");
}

const char *step_propagation_flag(const struct step *step)
{
	static const char *const flags[] = {
		[PROPAGATION_PRIVATE] = "MS_PRIVATE",
		[PROPAGATION_SLAVE] = "MS_SLAVE",
		[PROPAGATION_SHARED] = "MS_SHARED",
		[PROPAGATION_UNCHANGED] = "0",
	};

	return flags[step->mounts.propagation];
}

void step_add_call(struct text *text, const struct plan *plan, const struct step *step)
{
	switch (step->kind) {
	case STEP_WATCH_PARENT:
		text_add(text, "pidfd_open(getppid())");
		return;
	case STEP_CLONE:
		add_clone_call(text, plan, step->namespaces);
		return;
	case STEP_HELPER:
		text_add(text, "clone3(0), with no signal at its end");
		return;
	case STEP_UNSHARE:
		add_owner_calls(text, plan, step->namespaces);
		add_dumpable_call(text, step->namespaces);
		text_add(text, "unshare(");
		namespaces_add_flags(text, step->namespaces, "|");
		text_add(text, ")");
		return;
	case STEP_DEATH_SIGNAL:
		text_add(text, "prctl(PR_SET_PDEATHSIG, ");
		signals_add_name(text, step->signal);
		text_add(text, ")");
		return;
	case STEP_SETGROUPS:
		text_add(text, step->allow ? "write 'allow'" : "write 'deny'");
		add_proc_file(text, step, "setgroups");
		return;
	case STEP_MAP_GID:
		add_map_call(text, step, &plan->gids, "gid_map");
		return;
	case STEP_MAP_UID:
		add_map_call(text, step, &plan->uids, "uid_map");
		return;
	case STEP_RUN_MAPPERS:
		add_mapper_calls(text, plan, step);
		return;
	case STEP_CLOCKS:
		text_add(text, "write '");
		clocks_add_offset(text, "monotonic", step->clocks.monotonic);
		text_add(text, "\\n");
		clocks_add_offset(text, "boottime", step->clocks.boottime);
		text_add(text, "' to /proc/self/timens_offsets");
		return;
	case STEP_KEEP:
		text_add(text, "open_tree(/proc/INNER/ns/");
		text_add(text, namespace_table[step->keep.kind].file);
		add_call_on(text, "), then move_mount() to ", step->keep.file, "");
		return;
	case STEP_PROPAGATION:
		add_call_on(text, "mount(NULL, ", step->mounts.where, ", NULL, MS_REC|");
		text_add(text, step_propagation_flag(step));
		text_add(text, ", NULL)");
		if (strcmp(step->mounts.where, "/") == 0)
			text_add(text, ", in a chroot after setns() to the namespace's root");
		return;
	case STEP_LOAD_INTERP:
		add_call_on(text, "fsopen(\"binfmt_misc\"), fsconfig(), fsmount(), then write ",
			    step->string, " to register in it");
		return;
	case STEP_CHANGE_ROOT:
		add_call_on(text, "chroot(", step->string, "), then chdir(\"/\")");
		return;
	case STEP_MOUNT_PROC:
		add_call_on(text, "mount(\"proc\", ", step->string,
			    ", \"proc\", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)");
		return;
	case STEP_MOUNT_BINFMT:
		add_call_on(text, "mount(\"binfmt_misc\", ", step->string,
			    ", \"binfmt_misc\", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)");
		return;
	case STEP_HOSTNAME:
		add_call_on(text, "sethostname(", step->string, ")");
		return;
	case STEP_DOMAINNAME:
		add_call_on(text, "setdomainname(", step->string, ")");
		return;
	case STEP_LOOPBACK_UP:
		text_add(text, "ioctl(SIOCSIFFLAGS, lo, IFF_UP)");
		return;
	case STEP_CHANGE_DIR:
		add_call_on(text, "openat2(", step->string,
			    ", RESOLVE_NO_MAGICLINKS), then fchdir()");
		return;
	case STEP_INIT:
		text_add(text, "clone3(0); the parent then calls sigwaitinfo() and waitpid() until "
			       "the command ends");
		return;
	case STEP_NOTE_STATUS:
		text_add(text, "stat() of each file in /proc/INNER/ns");
		return;
	case STEP_CLEAR_INHERITABLE:
		text_add(text, "capset(inheritable = 0)");
		return;
	case STEP_RETAIN_CAPS:
		text_add(text, "prctl(PR_SET_KEEPCAPS, 1)");
		return;
	case STEP_DROP_GROUPS:
		text_add(text, "setgroups(0, NULL)");
		return;
	case STEP_SETGID:
		add_id_call(text, "setresgid(", step->id);
		return;
	case STEP_SETUID:
		add_id_call(text, "setresuid(", step->id);
		return;
	case STEP_AMBIENT_CAPS:
		text_add(text,
			 "capset(), then prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE) for each");
		return;
	case STEP_CLEAR_ENV:
		text_add(text, "environ[0] = NULL, but for what stays");
		return;
	case STEP_EDIT_ENV:
		text_add(text, "putenv(3) and unsetenv(3)");
		return;
	case STEP_LISTEN_PID:
		text_add(text, "setenv(\"LISTEN_PID\", getpid())");
		return;
	case STEP_NEW_SESSION:
		text_add(text, "setsid()");
		return;
	case STEP_CLOSE_FDS:
		text_add(text, "close_range(");
		text_add_number(text, 3 + (uint64_t)step->kept.listened);
		text_add(text, ", ~0U, CLOSE_RANGE_CLOEXEC)");
		return;
	case STEP_EXEC:
		add_call_on(text, "execve(", plan->file, ")");
		text_add(text, strchr(plan->file, '/') ? "" : ", looked up in PATH");
		return;
	case STEP_WAIT:
		text_add(text, "wait4(inner); signals are taken by signalfd() and sent on by "
			       "pidfd_send_signal()");
		return;
	}
}

const char *step_manual_page(enum step_kind kind)
{
	switch (kind) {
	case STEP_WATCH_PARENT:
		return "pidfd_open(2)";
	case STEP_CLONE:
	case STEP_HELPER:
		return "clone(2)";
	case STEP_INIT:
		return "pid_namespaces(7)";
	case STEP_NOTE_STATUS:
		return "proc(5)";
	case STEP_LISTEN_PID:
		return "sd_listen_fds(3)";
	case STEP_NEW_SESSION:
		return "setsid(2)";
	case STEP_CLOSE_FDS:
		return "close_range(2)";
	case STEP_UNSHARE:
		return "unshare(2)";
	case STEP_DEATH_SIGNAL:
		return "prctl(2)";
	case STEP_SETGROUPS:
	case STEP_MAP_GID:
	case STEP_MAP_UID:
		return "user_namespaces(7)";
	case STEP_RUN_MAPPERS:
		return "newuidmap(1)";
	case STEP_CLOCKS:
		return "time_namespaces(7)";
	case STEP_KEEP:
		return "namespaces(7)";
	case STEP_PROPAGATION:
		return "mount_namespaces(7)";
	case STEP_CHANGE_ROOT:
		return "chroot(2)";
	case STEP_LOAD_INTERP:
		return "binfmt-misc in the kernel's documentation";
	case STEP_MOUNT_BINFMT:
		return "mount(2)";
	case STEP_MOUNT_PROC:
		return "proc(5)";
	case STEP_HOSTNAME:
		return "sethostname(2)";
	case STEP_DOMAINNAME:
		return "setdomainname(2)";
	case STEP_LOOPBACK_UP:
		return "netdevice(7)";
	case STEP_CHANGE_DIR:
		return "chdir(2)";
	case STEP_CLEAR_INHERITABLE:
	case STEP_RETAIN_CAPS:
	case STEP_AMBIENT_CAPS:
		return "capabilities(7)";
	case STEP_DROP_GROUPS:
		return "setgroups(2)";
	case STEP_SETGID:
		return "setresgid(2)";
	case STEP_SETUID:
		return "setresuid(2)";
	case STEP_CLEAR_ENV:
	case STEP_EDIT_ENV:
		return "environ(7)";
	case STEP_EXEC:
		return "execve(2)";
	case STEP_WAIT:
		return "wait(2)";
	}
	return "";
}

const char *step_rule(const struct step *step)
{
	const namespace_set later = namespace_bit(NAMESPACE_PID) | namespace_bit(NAMESPACE_TIME);
	static const char *const rules[] = {
		[STEP_UNSHARE] =
			("A PID namespace begins with the next child, a time namespace also "
			 "with the next exec; to the others the process itself moves."),
		[STEP_DEATH_SIGNAL] = "Else inner would go on alone if outer were killed.",
		[STEP_SETGROUPS] =
			("Without privilege outside, gids are mapped only where setgroups is "
			 "denied, since leaving a group can grant rights."),
		[STEP_MAP_GID] = "A line is the first id inside, the first id outside, how many.",
		[STEP_MAP_UID] = "A line is the first id inside, the first id outside, how many.",
		[STEP_RUN_MAPPERS] = ("They have the privilege, and check the ids with /etc/subuid "
				      "and /etc/subgid."),
		[STEP_CLOCKS] = "Only as long as nobody is in the new time namespace.",
		[STEP_KEEP] = "Else it would end with the last process in it.",
		[STEP_PROPAGATION] =
			"What is mounted under a shared mount appears outside as well.",
		[STEP_MOUNT_PROC] = "A proc file system shows the PID namespace of who mounts it.",
		[STEP_LOOPBACK_UP] = "A new network namespace has lo, and it is down.",
		[STEP_INIT] = "A PID 1 has to reap every process that has lost its parent.",
		[STEP_RETAIN_CAPS] = "A change from uid 0 to another clears them.",
		[STEP_DROP_GROUPS] = "While there is still the capability for it.",
		[STEP_AMBIENT_CAPS] = "An exec by another user than root clears them.",
		[STEP_NEW_SESSION] = "It has no terminal: nothing can be typed into the caller's.",
	};
	const char *rule = step->kind < COUNT(rules) ? rules[step->kind] : NULL;
	bool is_plain = step->kind == STEP_UNSHARE && !(step->namespaces & later);

	return rule && !is_plain ? rule : "";
}
