/* The statements of the steps, for --explain=c. */
#include "c_steps.h"

#include <string.h>

#include "base/util.h"
#include "c_enter.h"
#include "c_text.h"
#include "calls.h"
#include "system/clocks.h"

part_set emit_c_needs(const struct plan *plan, const struct step *step)
{
	static const part_set needs[] = {
		[STEP_WATCH_PARENT] = PART_SYSCALL,
		[STEP_CLONE] = PART_CLONE,
		[STEP_HELPER] = PART_WAIT | PART_CHILDREN,
		[STEP_UNSHARE] = PART_UNSHARE,
		[STEP_DEATH_SIGNAL] = PART_PRCTL | PART_SIGNAL | PART_SOCKET | PART_HELD,
		[STEP_SETGROUPS] = PART_WRITE_FILE,
		[STEP_MAP_GID] = PART_WRITE_FILE,
		[STEP_MAP_UID] = PART_WRITE_FILE,
		[STEP_RUN_MAPPERS] = PART_RUN | PART_CHILDREN,
		[STEP_CLOCKS] = PART_WRITE_FILE,
		[STEP_KEEP] = PART_KEEP | PART_PROC_FILE,
		[STEP_PROPAGATION] = PART_MOUNT,
		[STEP_LOAD_INTERP] = PART_REGISTER,
		[STEP_MOUNT_PROC] = PART_MOUNT,
		[STEP_MOUNT_BINFMT] = PART_MOUNT,
		[STEP_LOOPBACK_UP] = PART_LOOPBACK,
		[STEP_INIT] = PART_INIT | PART_STATUS,
		[STEP_CLEAR_INHERITABLE] = PART_CAPS,
		[STEP_RETAIN_CAPS] = PART_PRCTL,
		[STEP_DROP_GROUPS] = PART_GROUPS,
		[STEP_AMBIENT_CAPS] = PART_CAPS | PART_AMBIENT,
		[STEP_CLOSE_FDS] = PART_FDS,
		[STEP_WAIT] = PART_SIGNAL | PART_WAIT | PART_STATUS | PART_CHILDREN,
	};
	part_set set = step->kind < COUNT(needs) ? needs[step->kind] : 0;

	if (step->kind != STEP_EXEC && step->kind != STEP_CLEAR_ENV &&
	    step->kind != STEP_RUN_MAPPERS)
		set |= PART_FAIL;
	if ((step->kind == STEP_CLONE || step->kind == STEP_UNSHARE) &&
	    plan_changes_owner(plan, step->namespaces))
		set |= PART_GROUPS | PART_PRCTL;
	if ((step->kind == STEP_MAP_GID || step->kind == STEP_MAP_UID) &&
	    step->actor == ACTOR_OUTER)
		set |= PART_PROC_FILE;
	if (step->kind == STEP_CLEAR_ENV && step->string)
		set |= PART_VARIABLES;
	if (step->kind == STEP_WAIT &&
	    (plan->cause[OPTION_TIMEOUT] || plan->cause[OPTION_DIE_WITH_PARENT]))
		set |= PART_IN_TIME;
	return set;
}

/* "0 1000 1\n", each line a string of its own. */
static void add_map_lines(struct text *text, const struct id_map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		text_add(text, map->count > 1 ? "\n\t\t       \"" : "\"");
		text_add_number(text, map->ranges[i].inside);
		text_add(text, " ");
		text_add_number(text, map->ranges[i].outside);
		text_add(text, " ");
		text_add_number(text, map->ranges[i].count);
		text_add(text, "\\n\"");
	}
}

static void add_map(struct text *text, const struct plan *plan, const struct step *step,
		    const struct id_map *map, const char *file)
{
	bool is_outer = step->actor == ACTOR_OUTER;

	text_add(text, "\tif (write_file(");
	text_add(text, is_outer ? "proc_file(pid, \"" : "\"/proc/self/");
	text_add(text, file);
	text_add(text, is_outer ? "\"), " : "\", ");
	add_map_lines(text, map);
	text_add(text, ") < 0)\n");
	emit_c_fail(text, plan, step);
}

static void add_mapper(struct text *text, const char *name, const struct id_map *map)
{
	text_add(text, "\trun((char *[]){ \"");
	text_add(text, name);
	text_add(text, "\", inner_pid,");
	for (size_t i = 0; i < map->count; i++) {
		const uint32_t words[] = { map->ranges[i].inside, map->ranges[i].outside,
					   map->ranges[i].count };

		text_add(text, "\n\t\t       ");
		for (size_t k = 0; k < COUNT(words); k++) {
			text_add(text, k ? " \"" : "\"");
			text_add_number(text, words[k]);
			text_add(text, "\",");
		}
	}
	text_add(text, " NULL });\n");
}

static void add_mappers(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\tchar inner_pid[16];\n\n"
		       "\tsnprintf(inner_pid, sizeof(inner_pid), \"%d\", (int)pid);\n");
	if (step->mappers.gids)
		add_mapper(text, "newgidmap", &plan->gids);
	if (step->mappers.uids)
		add_mapper(text, "newuidmap", &plan->uids);
}

static void add_clocks(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\tif (write_file(\"/proc/self/timens_offsets\",\n\t\t       \"");
	clocks_add_offset(text, "monotonic", step->clocks.monotonic);
	text_add(text, "\\n\"\n\t\t       \"");
	clocks_add_offset(text, "boottime", step->clocks.boottime);
	text_add(text, "\\n\") < 0)\n");
	emit_c_fail(text, plan, step);
}

static void add_keep(struct text *text, const struct plan *plan, const struct step *step)
{
	char link[NAMESPACE_LINK_BYTES];

	namespaces_link(link, step->keep.kind, step->keep.kind == NAMESPACE_TIME);
	text_add(text, "\tif (keep(proc_file(pid, \"");
	text_add(text, link);
	text_add(text, "\"), ");
	text_add_c_string(text, step->keep.file);
	text_add(text, ") < 0)\n");
	emit_c_fail(text, plan, step);
}

static void add_propagation(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\tif (mount(NULL, ");
	text_add_c_string(text, step->mounts.where);
	text_add(text, ", NULL, MS_REC | ");
	text_add(text, step_propagation_flag(step));
	text_add(text, ", NULL) < 0)\n");
	emit_c_fail(text, plan, step);
}

static void add_name(struct text *text, const struct plan *plan, const struct step *step,
		     const char *call)
{
	text_add(text, "\tif (");
	text_add(text, call);
	emit_c_code(text, step, "(@, strlen(@)) < 0)\n");
	emit_c_fail(text, plan, step);
}

/* Names with commas between them, as strings. */
static void add_names(struct text *text, const char *names)
{
	while (*names) {
		size_t length = strcspn(names, ",");

		text_add_c_bytes(text, names, length);
		text_add(text, ", ");
		names += length + (names[length] == ',');
	}
}

static void add_clear_env(struct text *text, const struct step *step)
{
	if (!step->string) {
		text_add(text, "\tclearenv();\n");
		return;
	}
	text_add(text, "\tkeep_variables((const char *const[]){ ");
	add_names(text, step->string);
	text_add(text, "NULL });\n");
}

static void add_edit_env(struct text *text, const struct plan *plan, const struct step *step)
{
	for (size_t i = 0; i < step->env.count; i++) {
		const char *edit = step->env.edits[i];

		text_add(text, strchr(edit, '=') ? "\tif (putenv(" : "\tif (unsetenv(");
		text_add_c_string(text, edit);
		text_add(text, ") != 0)\n");
		emit_c_fail(text, plan, step);
	}
}

static void add_close_fds(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\tif (syscall(SYS_close_range, ");
	text_add_number(text, 3 + (uint64_t)step->kept.listened);
	text_add(text, ", ~0U, CLOSE_RANGE_CLOEXEC) < 0)\n");
	emit_c_fail(text, plan, step);
	for (size_t i = 0; i < step->kept.count; i++) {
		text_add(text, "\tif (fcntl(");
		text_add_number(text, (uint64_t)plan->kept_fds[i]);
		text_add(text, ", F_SETFD, 0) < 0)\n");
		emit_c_fail(text, plan, step);
	}
}

static void add_timespec(struct text *text, struct duration duration)
{
	text_add(text, "&(struct timespec){ ");
	text_add_number(text, (uint64_t)duration.seconds);
	text_add(text, ", ");
	text_add_number(text, (uint64_t)duration.nanoseconds);
	text_add(text, " }");
}

static void add_wait(struct text *text, const struct plan *plan, const struct step *step)
{
	text_add(text, "\tsignal(SIGINT, SIG_IGN);\n"
		       "\tsignal(SIGQUIT, SIG_IGN);\n");
	if (!(emit_c_needs(plan, step) & PART_IN_TIME)) {
		text_add(text, "\tint status;\n\n");
		emit_c_try(text, plan, step, "waitpid(pid, &status, 0) < 0");
		text_add(text, "\treturn exit_status(status);\n");
		return;
	}
	text_add(text, "\treturn wait_in_time(pid, ");
	text_add(text, plan->cause[OPTION_DIE_WITH_PARENT] ? "parent_fd, " : "-1, ");
	if (plan->cause[OPTION_TIMEOUT])
		add_timespec(text, step->wait.timeout);
	else
		text_add(text, "NULL");
	text_add(text, ", ");
	add_timespec(text, step->wait.kill_after);
	text_add(text, ");\n");
}

static void add_exec(struct text *text, const struct plan *plan)
{
	text_add(text, "\texecvp(");
	if (strcmp(plan->file, plan->argv[0]) == 0)
		text_add(text, "command[0]");
	else
		text_add_c_string(text, plan->file);
	text_add(text,
		 ", command);\n"
		 "\tint error = errno;\n\n"
		 "\tfprintf(stderr, \"cannot execute %s: %s\\n\", command[0], strerror(error));\n"
		 "\texit(error == ENOENT ? 127 : 126);\n");
}

static void add_statements(struct text *text, const struct plan *plan, const struct step *step)
{
	switch (step->kind) {
	case STEP_WATCH_PARENT:
		text_add(text, "\tint parent_fd = syscall(SYS_pidfd_open, getppid(), 0);\n\n");
		emit_c_try(text, plan, step, "parent_fd < 0");
		return;
	case STEP_CLONE:
		emit_c_clone(text, plan, step);
		return;
	case STEP_HELPER:
		text_add(text, "\tpid_t pid = getpid(), helper = fork();\n\n");
		emit_c_try(text, plan, step, "helper < 0");
		text_add(text, "\tif (helper == 0) {\n"
			       "\t\touter(pid);\n"
			       "\t\texit(0);\n"
			       "\t}\n");
		return;
	case STEP_UNSHARE:
		emit_c_unshare(text, plan, step);
		return;
	case STEP_DEATH_SIGNAL:
		emit_c_try(text, plan, step, "prctl(PR_SET_PDEATHSIG, ~) < 0");
		text_add(text, "\t/* It comes of no end that came before. */\n"
			       "\tif (other_has_ended(turns[1]))\n"
			       "\t\texit(125);\n");
		return;
	case STEP_SETGROUPS:
		emit_c_try(text, plan, step,
			   step->allow ? "write_file(\"/proc/self/setgroups\", \"allow\") < 0"
				       : "write_file(\"/proc/self/setgroups\", \"deny\") < 0");
		return;
	case STEP_MAP_GID:
		add_map(text, plan, step, &plan->gids, "gid_map");
		return;
	case STEP_MAP_UID:
		add_map(text, plan, step, &plan->uids, "uid_map");
		return;
	case STEP_RUN_MAPPERS:
		add_mappers(text, plan, step);
		return;
	case STEP_CLOCKS:
		add_clocks(text, plan, step);
		return;
	case STEP_KEEP:
		add_keep(text, plan, step);
		return;
	case STEP_PROPAGATION:
		add_propagation(text, plan, step);
		return;
	case STEP_LOAD_INTERP:
		emit_c_try(text, plan, step, "register_format(@) < 0");
		return;
	case STEP_CHANGE_ROOT:
		emit_c_try(text, plan, step, "chroot(@) < 0 || chdir(\"/\") < 0");
		return;
	case STEP_MOUNT_PROC:
		emit_c_try(
			text, plan, step,
			"mount(\"proc\", @, \"proc\", MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0");
		return;
	case STEP_MOUNT_BINFMT:
		emit_c_try(text, plan, step,
			   "mount(\"binfmt_misc\", @, \"binfmt_misc\",\n"
			   "\t\t  MS_NOSUID | MS_NODEV | MS_NOEXEC, NULL) < 0");
		return;
	case STEP_HOSTNAME:
		add_name(text, plan, step, "sethostname");
		return;
	case STEP_DOMAINNAME:
		add_name(text, plan, step, "setdomainname");
		return;
	case STEP_LOOPBACK_UP:
		emit_c_try(text, plan, step, "bring_up_lo() < 0");
		return;
	case STEP_CHANGE_DIR:
		emit_c_try(text, plan, step, "chdir(@) < 0");
		return;
	case STEP_INIT:
		text_add(text, "\tpid_t child = fork();\n\n");
		emit_c_try(text, plan, step, "child < 0");
		text_add(text, "\tif (child > 0)\n\t\tbe_init(child);\n");
		return;
	case STEP_NOTE_STATUS:
		return;
	case STEP_CLEAR_INHERITABLE:
		text_add(text, "\tstruct __user_cap_data_struct caps[2];\n\n");
		emit_c_try(text, plan, step, "read_caps(caps) < 0");
		text_add(text, "\tcaps[0].inheritable = caps[1].inheritable = 0;\n");
		emit_c_try(text, plan, step, "write_caps(caps) < 0");
		return;
	case STEP_RETAIN_CAPS:
		emit_c_try(text, plan, step, "prctl(PR_SET_KEEPCAPS, 1, 0, 0, 0) < 0");
		return;
	case STEP_DROP_GROUPS:
		emit_c_try(text, plan, step, "setgroups(0, NULL) < 0");
		return;
	case STEP_SETGID:
		emit_c_try(text, plan, step, "setresgid(#, #, #) < 0");
		return;
	case STEP_SETUID:
		emit_c_try(text, plan, step, "setresuid(#, #, #) < 0");
		return;
	case STEP_AMBIENT_CAPS:
		emit_c_try(text, plan, step, "make_caps_ambient() < 0");
		return;
	case STEP_CLEAR_ENV:
		add_clear_env(text, step);
		return;
	case STEP_EDIT_ENV:
		add_edit_env(text, plan, step);
		return;
	case STEP_LISTEN_PID:
		text_add(text, "\tchar own_pid[16];\n\n"
			       "\tsnprintf(own_pid, sizeof(own_pid), \"%d\", (int)getpid());\n");
		emit_c_try(text, plan, step, "setenv(\"LISTEN_PID\", own_pid, 1) < 0");
		return;
	case STEP_NEW_SESSION:
		emit_c_try(text, plan, step, "setsid() < 0");
		return;
	case STEP_CLOSE_FDS:
		add_close_fds(text, plan, step);
		return;
	case STEP_EXEC:
		add_exec(text, plan);
		return;
	case STEP_WAIT:
		add_wait(text, plan, step);
		return;
	}
}

void emit_c_step(struct text *text, const struct plan *plan, const struct step *step)
{
	emit_c_step_comment(text, plan, step);
	add_statements(text, plan, step);
}
