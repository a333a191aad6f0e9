/* The steps that are about the command itself: what it inherits, its start and its end. */
#include "pattern.h"

#include <string.h>

#include "c.h"
#include "sh.h"

const struct step_row step_watch_parent = {
	.phrase = "watch outer's own parent",
	.call = "pidfd_open(getppid())",
	.page = "pidfd_open(2)",
	.c = "\tint parent_fd = syscall(SYS_pidfd_open, getppid(), 0);\n"
	     "\n"
	     "\tif (parent_fd < 0)\n"
	     "{fail}",
	.c_parts = PART_SYSCALL,
	.place = SH_GUARD,
	.sh = { [SH_GUARD] = " --pdeathsig=SIGKILL" },
};

const struct step_row step_note_status = {
	.phrase = "note the command's pids and namespaces",
	.call = "stat() of each file in /proc/INNER/ns",
	.page = "proc(5)",
	.no_c = "What nsrun says to --status-fd is of nsrun alone.",
	.no_sh = "none of its tools tells when the command has started, and how it has ended",
	.hint = hint_note,
};

/* Adds the names, which have commas between them, each as a string of C. */
static void add_name_list(struct text *text, const char *names)
{
	while (*names) {
		size_t length = strcspn(names, ",");

		text_add_c_bytes(text, names, length);
		text_add(text, ", ");
		names += length + (names[length] == ',');
	}
}

static void add_but_for(const struct telling *telling)
{
	if (telling->step->string)
		pattern_add(telling, " but for {string}");
}

static void add_clear(const struct telling *telling)
{
	if (!telling->step->string) {
		text_add(telling->text, "\tclearenv();\n");
		return;
	}
	text_add(telling->text, "\tkeep_variables((const char *const[]){ ");
	add_name_list(telling->text, telling->step->string);
	text_add(telling->text, "NULL });\n");
}

static part_set needs_to_clear(const struct plan *plan, const struct step *step)
{
	(void)plan;
	return step->string ? PART_VARIABLES : 0;
}

/* Whether a shell can have a variable of this name. */
static bool is_name(const char *name, size_t length)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_";

	return length > 0 && strchr(letters, *name) &&
	       strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789") >=
		       length;
}

/* A name like "a.b" may be in the environment, but the script could not write ${a.b}. */
static const char *refuse_names(const struct sh_layout *layout, const struct step *step)
{
	(void)layout;
	for (const char *name = step->string; name; name = strchr(name, ',')) {
		name += *name == ',';
		if (*name != ',' && *name && !is_name(name, strcspn(name, ",")))
			return "its variables have no such names";
	}
	return NULL;
}

const struct step_row step_clear_env = {
	.phrase = "clear the environment{but_for}",
	.call = "environ[0] = NULL, but for what stays",
	.page = "environ(7)",
	.c = "{clear}",
	.c_needs = needs_to_clear,
	.place = SH_ENV,
	.sh = { [SH_ENV] = "" },
	.find_refusal = refuse_names,
	.operands = OPERANDS({ "but_for", add_but_for }, { "clear", add_clear }),
};

static void add_edits(const struct telling *telling)
{
	const struct step *step = telling->step;

	for (size_t i = 0; i < step->env.count; i++) {
		const char *edit = step->env.edits[i];
		bool is_set = strchr(edit, '=');

		if (telling->language == IN_WORDS) {
			text_add(telling->text, i ? ", " : "");
			text_add(telling->text, is_set ? "set " : "unset ");
			pattern_add_string(telling, edit);
		} else {
			text_add(telling->text, is_set ? "\tif (putenv(" : "\tif (unsetenv(");
			pattern_add_string(telling, edit);
			pattern_add(telling, ") != 0)\n{fail}");
		}
	}
}

const struct step_row step_edit_env = {
	.phrase = "{edits}",
	.call = "putenv(3) and unsetenv(3)",
	.page = "environ(7)",
	.c = "{edits}",
	.c_parts = PART_FAIL,
	.place = SH_ENV,
	.sh = { [SH_ENV] = "" },
	.operands = OPERANDS({ "edits", add_edits }),
};

const struct step_row step_listen_pid = {
	.phrase = "set LISTEN_PID to the command's pid",
	.call = "setenv(\"LISTEN_PID\", getpid())",
	.page = "sd_listen_fds(3)",
	.c = "\tchar own_pid[16];\n"
	     "\n"
	     "\tsnprintf(own_pid, sizeof(own_pid), \"%d\", (int)getpid());\n"
	     "\tif (setenv(\"LISTEN_PID\", own_pid, 1) < 0)\n"
	     "{fail}",
	.place = SH_ENV,
	.sh = { [SH_ENV] = "" },
};

const struct step_row step_new_session = {
	.phrase = "start a new session",
	.call = "setsid()",
	.page = "setsid(2)",
	.rule = "It has no terminal: nothing can be typed into the caller's.",
	.c_fails = "setsid() < 0",
	.place = SH_SETSID,
	.sh = { [SH_SETSID] = "" },
};

static void add_first(const struct telling *telling)
{
	text_add_number(telling->text, 3 + (uint64_t)telling->step->kept.listened);
}

static void add_kept(const struct telling *telling)
{
	const struct step *step = telling->step;
	bool is_c = telling->language == IN_C;

	for (size_t i = 0; i < step->kept.count; i++) {
		if (is_c)
			text_add(telling->text, "\tif (fcntl(");
		else
			text_add(telling->text, i ? ", " : " but for ");
		text_add_number(telling->text, (uint64_t)telling->plan->kept_fds[i]);
		if (is_c)
			pattern_add(telling, ", F_SETFD, 0) < 0)\n{fail}");
	}
}

const struct step_row step_close_fds = {
	.phrase = "close all file descriptors from {first} on{kept}",
	.call = "close_range({first}, ~0U, CLOSE_RANGE_CLOEXEC)",
	.page = "close_range(2)",
	.c = "\tif (syscall(SYS_close_range, {first}, ~0U, CLOSE_RANGE_CLOEXEC) < 0)\n"
	     "{fail}"
	     "{kept}",
	.c_parts = PART_FDS,
	.no_sh = "it has names for the file descriptors from 0 to 9 alone",
	.operands = OPERANDS({ "first", add_first }, { "kept", add_kept }),
};

static void add_file(const struct telling *telling)
{
	const struct plan *plan = telling->plan;

	if (telling->language == IN_C && strcmp(plan->file, plan->argv[0]) == 0)
		text_add(telling->text, "command[0]");
	else
		pattern_add_string(telling, plan->file);
}

static void add_in_path(const struct telling *telling)
{
	if (!strchr(telling->plan->file, '/'))
		text_add(telling->text, ", looked up in PATH");
}

const struct step_row step_exec = {
	.phrase = "execute {file}",
	.call = "execve({file}){in_path}",
	.page = "execve(2)",
	.c = "\texecvp({file}, command);\n"
	     "\tint error = errno;\n"
	     "\n"
	     "\tfprintf(stderr, \"cannot execute %s: %s\\n\", command[0], strerror(error));\n"
	     "\texit(error == ENOENT ? 127 : 126);\n",
	.hint = hint_exec,
	.operands = OPERANDS({ "file", add_file }, { "in_path", add_in_path }),
};

static bool has_timeout(const struct step *step)
{
	return step->wait.timeout.seconds || step->wait.timeout.nanoseconds;
}

static void add_timeout(const struct telling *telling)
{
	const struct step *step = telling->step;

	if (!has_timeout(step))
		return;
	text_add(telling->text, ", send it SIGTERM after ");
	duration_add(telling->text, step->wait.timeout);
	text_add(telling->text, " s, and kill all after ");
	duration_add(telling->text, step->wait.kill_after);
	text_add(telling->text, " s more");
}

static bool is_watchful(const struct plan *plan)
{
	return plan->cause[OPTION_TIMEOUT] || plan->cause[OPTION_DIE_WITH_PARENT];
}

static void add_timespec(struct text *text, struct duration duration)
{
	text_add(text, "&(struct timespec){ ");
	text_add_number(text, (uint64_t)duration.seconds);
	text_add(text, ", ");
	text_add_number(text, (uint64_t)duration.nanoseconds);
	text_add(text, " }");
}

static void add_wait(const struct telling *telling)
{
	const struct plan *plan = telling->plan;

	if (!is_watchful(plan)) {
		pattern_add(telling, "\tint status;\n\n"
				     "\tif (waitpid(pid, &status, 0) < 0)\n"
				     "{fail}"
				     "\treturn exit_status(status);\n");
		return;
	}
	text_add(telling->text, "\treturn wait_in_time(pid, ");
	text_add(telling->text, plan->cause[OPTION_DIE_WITH_PARENT] ? "parent_fd, " : "-1, ");
	if (plan->cause[OPTION_TIMEOUT])
		add_timespec(telling->text, telling->step->wait.timeout);
	else
		text_add(telling->text, "NULL");
	text_add(telling->text, ", ");
	add_timespec(telling->text, telling->step->wait.kill_after);
	text_add(telling->text, ");\n");
}

static part_set needs_to_wait(const struct plan *plan, const struct step *step)
{
	(void)step;
	return is_watchful(plan) ? PART_IN_TIME : 0;
}

static const char *refuse_timeout(const struct sh_layout *layout, const struct step *step)
{
	(void)layout;
	return has_timeout(step) ? "unshare waits without a time limit and keeps SIGTERM to itself"
				 : NULL;
}

const struct step_row step_wait = {
	.phrase = "wait for the command{timeout}",
	.call = "wait4(inner); signals are taken by signalfd() and sent on by "
		"pidfd_send_signal()",
	.page = "wait(2)",
	.c = "\tsignal(SIGINT, SIG_IGN);\n"
	     "\tsignal(SIGQUIT, SIG_IGN);\n"
	     "{wait}",
	.c_note = "What is typed as ^C or ^\\ comes here too, and is for the command.",
	.c_parts = PART_FAIL | PART_SIGNAL | PART_WAIT | PART_STATUS | PART_CHILDREN,
	.c_needs = needs_to_wait,
	.find_refusal = refuse_timeout,
	.sh_comment = SH_COMMENT_IN_FRONT,
	.operands = OPERANDS({ "timeout", add_timeout }, { "wait", add_wait }),
};
