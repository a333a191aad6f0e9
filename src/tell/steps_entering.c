/* Rows of the steps that make processes and namespaces, and that keep or end them. */
#include "pattern.h"

#include <signal.h>

#include "ask/options.h"
#include "c.h"
#include "sh.h"
#include "tell/words.h"

static bool is_owned(const struct telling *telling)
{
	return plan_changes_owner(telling->plan, telling->step->namespaces);
}

/* "new mount and user namespaces, owned by uid 1000 and gid 1000". */
static void add_set(const struct telling *telling)
{
	const struct owner *owner = &telling->plan->owner;
	namespace_set set = telling->step->namespaces;

	if (telling->language != IN_WORDS) {
		namespaces_add_flags(telling->text, set, telling->language == IN_C ? " | " : "|");
		return;
	}
	if (set)
		describe_new_namespaces(telling->text, set);
	if (!is_owned(telling))
		return;
	text_add(telling->text, ", owned by uid ");
	text_add_number(telling->text, owner->uid);
	text_add(telling->text, " and gid ");
	text_add_number(telling->text, owner->gid);
}

static void add_in_set(const struct telling *telling)
{
	if (telling->step->namespaces)
		pattern_add(telling, " in {set}");
}

static void add_owner_uid(const struct telling *telling)
{
	text_add_number(telling->text, telling->plan->owner.uid);
}

static void add_owner_gid(const struct telling *telling)
{
	text_add_number(telling->text, telling->plan->owner.gid);
}

/* The process that makes a user namespace owns it, so it takes the ids of the new owner first. */
static void add_as_owner(const struct telling *telling)
{
	if (!is_owned(telling))
		return;
	if (telling->language == IN_C)
		pattern_add(telling, "\tif (setgroups(0, NULL) < 0 || "
				     "setresgid({gid}, {gid}, {gid}) < 0 || "
				     "setresuid({uid}, {uid}, {uid}) < 0)\n{fail}");
	else
		pattern_add(telling, "setgroups(0, NULL), setresgid({gid}, {gid}, {gid}), "
				     "setresuid({uid}, {uid}, {uid}), ");
}

/* The maps are written to files in /proc/self, which are root's while the process is not dumpable,
 * proc(5). nsrun itself may have started so; a program is only so after a change of its ids. */
static void add_dumpable(const struct telling *telling)
{
	if (telling->language == IN_C)
		text_add(telling->text,
			 is_owned(telling) ? " || prctl(PR_SET_DUMPABLE, 1) < 0" : "");
	else if (telling->step->namespaces & namespace_bit(NAMESPACE_USER))
		text_add(telling->text, "prctl(PR_SET_DUMPABLE, 1), then ");
}

static void add_in_between(const struct telling *telling)
{
	text_add(telling->text, is_owned(telling) ? "clone3(0), in the new process " : "");
}

static void add_as_sibling(const struct telling *telling)
{
	text_add(telling->text, is_owned(telling) ? "|CLONE_PARENT" : "");
}

/* outer closes inner's end of the socket: else outer itself would hold it open, and would never
 * read end of file when inner dies. */
static void add_close(const struct telling *telling)
{
	text_add(telling->text, telling->parts & PART_SOCKET ? "\tclose(turns[1]);\n" : "");
}

static const char clone_in_c[] = "\tconst struct clone_args args = {\n"
				 "\t\t.flags = {set},\n"
				 "\t\t.exit_signal = SIGCHLD,\n"
				 "\t};\n"
				 "\tpid_t pid = syscall(SYS_clone3, &args, sizeof(args));\n"
				 "\n"
				 "\tif (pid < 0)\n"
				 "{fail}"
				 "\tif (pid == 0)\n"
				 "\t\tinner();\n"
				 "{close}";

static const char clone_for_owner_in_c[] =
	"\tpid_t pid, maker = fork();\n"
	"\n"
	"\tif (maker < 0)\n"
	"{fail}"
	"\tif (maker == 0)\n"
	"\t\tbetween();\n"
	"\tclose(turns[1]);\n"
	"\tif (recv(turns[0], &pid, sizeof(pid), 0) != (ssize_t)sizeof(pid))\n"
	"\t\texit(125);\n"
	"\twaitpid(maker, NULL, 0);\n"
	"\tpass_turn(turns[0]);\n";

static const char between_in_c[] =
	"\n/*\n"
	" * Who makes a user namespace owns it. So this process takes the owner's ids, makes\n"
	" * inner, as a child of outer's, tells outer its pid, and leaves.\n"
	" */\n"
	"static _Noreturn void between(void)\n"
	"{\n"
	"\tconst struct clone_args args = {\n"
	"\t\t.flags = {set} | CLONE_PARENT,\n"
	"\t\t.exit_signal = 0,\n"
	"\t};\n"
	"\tpid_t pid;\n"
	"\n"
	"{as_owner}"
	"\tpid = syscall(SYS_clone3, &args, sizeof(args));\n"
	"\tif (pid < 0)\n"
	"{fail}"
	"\tif (pid == 0) {\n"
	"\t\tawait_turn(turns[1]);\n"
	"\t\tif (prctl(PR_SET_DUMPABLE, 1) < 0)\n"
	"\t\t\tfail(\"open /proc/self to the new owner\");\n"
	"\t\tinner();\n"
	"\t}\n"
	"\texit(send(turns[1], &pid, sizeof(pid), MSG_NOSIGNAL) < 0);\n"
	"}\n";

static void add_clone(const struct telling *telling)
{
	pattern_add(telling, is_owned(telling) ? clone_for_owner_in_c : clone_in_c);
}

static void add_between(const struct telling *telling)
{
	if (is_owned(telling))
		pattern_add(telling, between_in_c);
}

static part_set needs_for_owner(const struct plan *plan, const struct step *step)
{
	return plan_changes_owner(plan, step->namespaces) ? PART_GROUPS | PART_PRCTL : 0;
}

static void add_kept_file(const struct telling *telling, enum namespace_kind kind)
{
	const struct script *script = telling->script;

	for (size_t i = 0; i < telling->plan->count; i++) {
		const struct step *step = &telling->plan->steps[i];

		if (step->kind != STEP_KEEP || step->keep.kind != kind ||
		    script->layout->places[i] != SH_UNSHARE)
			continue;
		text_add(telling->text, "=");
		pattern_add_path(telling, step->keep.file);
	}
}

/* unshare(1) makes every mount private unless it is told not to. */
static void add_kinds(const struct telling *telling, namespace_set set)
{
	const struct step *propagation = plan_find(telling->plan, STEP_PROPAGATION);

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & namespace_bit(kind)) ||
		    (kind == NAMESPACE_PID && telling->script->layout->has_late_pid))
			continue;
		text_add(telling->text, " ");
		text_add(telling->text, options_spelling(namespace_option(kind)));
		add_kept_file(telling, kind);
	}
	if (set & namespace_bit(NAMESPACE_MOUNT) && !(propagation && sh_is_of_all(propagation)))
		text_add(telling->text, " --propagation=unchanged");
}

static void add_all_options(const struct telling *telling)
{
	add_kinds(telling, plan_kinds(telling->plan));
}

/* Where the plan also has a clone, the options for all kinds stand there. */
static void add_options(const struct telling *telling)
{
	if (!plan_forks(telling->plan))
		add_kinds(telling, telling->step->namespaces);
}

static void add_later(const struct telling *telling)
{
	const namespace_set later = namespace_bit(NAMESPACE_PID) | namespace_bit(NAMESPACE_TIME);

	if (telling->step->namespaces & later)
		text_add(telling->text,
			 "A PID namespace begins with the next child, a time namespace also with "
			 "the next exec; to the others the process itself moves.");
}

static const struct operand way_in[] = {
	{ "set", add_set },
	{ "in_set", add_in_set },
	{ "uid", add_owner_uid },
	{ "gid", add_owner_gid },
	{ "as_owner", add_as_owner },
	{ "dumpable", add_dumpable },
	{ "in_between", add_in_between },
	{ "as_sibling", add_as_sibling },
	{ "close", add_close },
	{ "clone", add_clone },
	{ "between", add_between },
	{ "options", add_options },
	{ "all_options", add_all_options },
	{ "later", add_later },
	{ NULL, NULL },
};

const struct step_row step_clone = {
	.phrase = "start a process{in_set}",
	.call = "{in_between}{as_owner}{dumpable}clone3({set}{as_sibling}), or clone(2) where "
		"clone3 is not allowed",
	.page = "clone(2)",
	.c = "{clone}",
	.c_functions = "{between}",
	.c_parts = PART_FAIL | PART_CLONE,
	.c_needs = needs_for_owner,
	.place = SH_UNSHARE,
	.sh = { [SH_UNSHARE] = "{all_options} --fork" },
	.hint = hint_entering,
	.operands = way_in,
};

const struct step_row step_unshare = {
	.phrase = "move to {set}",
	.call = "{as_owner}{dumpable}unshare({set})",
	.page = "unshare(2)",
	.rule = "{later}",
	.c = "{as_owner}\tif (unshare({set}) < 0{dumpable})\n{fail}",
	.c_parts = PART_UNSHARE,
	.c_needs = needs_for_owner,
	.place = SH_UNSHARE,
	.sh = { [SH_UNSHARE] = "{options}" },
	.hint = hint_entering,
	.operands = way_in,
};

const struct step_row step_helper = {
	.phrase = "start a helper that stays outside",
	.call = "clone3(0), with no signal at its end",
	.page = "clone(2)",
	.c = "\tpid_t pid = getpid(), helper = fork();\n"
	     "\n"
	     "\tif (helper < 0)\n"
	     "{fail}"
	     "\tif (helper == 0) {\n"
	     "\t\touter(pid);\n"
	     "\t\texit(0);\n"
	     "\t}\n"
	     "\tclose(turns[0]);\n",
	.c_parts = PART_WAIT | PART_CHILDREN,
	.sh_comment = SH_COMMENT_APART,
};

/* unshare --kill-child sets the signal. A change of ids clears it; setpriv sets it again. */
static enum sh_place place_death_signal(const struct sh_layout *layout, const struct step *step)
{
	return step == plan_find(layout->plan, STEP_DEATH_SIGNAL) ? SH_UNSHARE : SH_SETPRIV;
}

/* With --root the ids are changed by the last unshare, and no setpriv can stand behind it. */
static const char *refuse_death_signal(const struct sh_layout *layout, const struct step *step)
{
	const struct plan *plan = layout->plan;

	if (!plan_find(plan, STEP_CHANGE_ROOT) || plan_find(plan, STEP_AMBIENT_CAPS) ||
	    !plan_find(plan, STEP_SETUID) || step == plan_find(plan, STEP_DEATH_SIGNAL))
		return NULL;
	return "the change of uid clears the signal, and in the new root there need be no setpriv "
	       "to set it again";
}

static void add_unless_kill(const struct telling *telling)
{
	if (telling->step->signal != SIGKILL)
		pattern_add(telling, "={signal}");
}

const struct step_row step_death_signal = {
	.phrase = "arrange to get {signal} when outer ends",
	.call = "prctl(PR_SET_PDEATHSIG, {signal})",
	.page = "prctl(2)",
	.rule = "Else inner would go on alone if outer were killed.",
	.c = "\tif (prctl(PR_SET_PDEATHSIG, {signal}) < 0)\n"
	     "{fail}"
	     "\t/* If outer ended before that call, no signal comes. */\n"
	     "\tif (other_has_ended(turns[1]))\n"
	     "\t\texit(125);\n",
	.c_parts = PART_PRCTL | PART_SIGNAL | PART_SOCKET | PART_HELD,
	.find_place = place_death_signal,
	.find_refusal = refuse_death_signal,
	.sh = { [SH_UNSHARE] = " --kill-child{unless_kill}",
		[SH_SETPRIV] = " --pdeathsig={signal}" },
	.operands = OPERANDS({ "unless_kill", add_unless_kill }),
};

/* In words the seconds, "-0.25"; in a script an option, or nothing where the clock is not moved;
 * in system calls and C the line that the kernel takes, "monotonic -1 750000000". */
static void add_offset(const struct telling *telling, const char *clock, const char *option,
		       struct duration offset)
{
	if (telling->language == IN_WORDS) {
		duration_add(telling->text, offset);
	} else if (telling->language != IN_SH) {
		clocks_add_offset(telling->text, clock, offset);
	} else if (offset.seconds) {
		text_add(telling->text, option);
		duration_add(telling->text, offset);
	}
}

static void add_monotonic(const struct telling *telling)
{
	add_offset(telling, "monotonic", " --monotonic=", telling->step->clocks.monotonic);
}

static void add_boottime(const struct telling *telling)
{
	add_offset(telling, "boottime", " --boottime=", telling->step->clocks.boottime);
}

static const char *refuse_clocks(const struct sh_layout *layout, const struct step *step)
{
	bool has_fraction = step->clocks.monotonic.nanoseconds || step->clocks.boottime.nanoseconds;

	(void)layout;
	return has_fraction ? "unshare takes whole seconds" : NULL;
}

const struct step_row step_clocks = {
	.phrase = "move the monotonic clock by {monotonic} s and the boot-time clock by "
		  "{boottime} s",
	.call = "write '{monotonic}\\n{boottime}' to /proc/self/timens_offsets",
	.page = "time_namespaces(7)",
	.rule = "Only as long as nobody is in the new time namespace.",
	.c = "\tif (write_file(\"/proc/self/timens_offsets\",\n"
	     "\t\t       \"{monotonic}\\n\"\n"
	     "\t\t       \"{boottime}\\n\") < 0)\n"
	     "{fail}",
	.c_parts = PART_WRITE_FILE,
	.place = SH_UNSHARE,
	.find_refusal = refuse_clocks,
	.sh = { [SH_UNSHARE] = "{monotonic}{boottime}" },
	.hint = hint_clocks,
	.operands = OPERANDS({ "monotonic", add_monotonic }, { "boottime", add_boottime }),
};

static void add_kind(const struct telling *telling)
{
	const struct namespace_info *kind = &namespace_table[telling->step->keep.kind];

	text_add(telling->text, telling->language == IN_WORDS ? kind->name : kind->file);
}

static void add_link(const struct telling *telling)
{
	char link[NAMESPACE_LINK_BYTES];

	namespaces_link(link, telling->step->keep.kind, telling->step->keep.kind == NAMESPACE_TIME);
	text_add(telling->text, link);
}

static void add_file(const struct telling *telling)
{
	pattern_add_path(telling, telling->step->keep.file);
}

/* unshare would mount the file from inside the new user namespace, where it may not; so outer does.
 */
static enum sh_place place_keep(const struct sh_layout *layout, const struct step *step)
{
	(void)step;
	return plan_kinds(layout->plan) & namespace_bit(NAMESPACE_USER) ? SH_OUTER : SH_UNSHARE;
}

/* unshare --net=FILE mounts on the file (see add_kept_file), but wants it to exist: sh_ahead makes
 * it. */
const struct step_row step_keep = {
	.phrase = "keep the {kind} namespace at {file}",
	.call = "open_tree(/proc/INNER/ns/{kind}), then move_mount() to {file}",
	.page = "namespaces(7)",
	.rule = "Else it would end with the last process in it.",
	.c_fails = "keep(proc_file(pid, \"{link}\"), {file}) < 0",
	.c_parts = PART_KEEP | PART_PROC_FILE,
	.find_place = place_keep,
	.sh = { [SH_UNSHARE] = "",
		[SH_OUTER] = "\t[ -e {file} ] || touch {file} || exit\n"
			     "\tmount --bind \"/proc/$pid/ns/{kind}\" {file} || exit\n" },
	.sh_ahead = "[ -e {file} ] || touch {file}{or_exit}",
	.hint = hint_keep,
	.operands = OPERANDS({ "kind", add_kind }, { "link", add_link }, { "file", add_file }),
};

/* Each process gets the number after the last one that was given. If a tool has run as PID 2, the
 * command would not be PID 2 unless that last number is set back. */
static void add_next_pid(const struct telling *telling)
{
	const struct plan *plan = telling->plan;

	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];

		if (telling->script->layout->places[i] != SH_SHELL || step == telling->step ||
		    step_row(step->kind)->is_built_in)
			continue;
		pattern_add(telling, "{line}# the command is PID 2, as if nothing had been before\n"
				     "{line}{ echo 1 >/proc/sys/kernel/ns_last_pid; } "
				     "2>/dev/null\n");
		return;
	}
}

const struct step_row step_init = {
	.phrase = "start a process for the command, and stay as its init",
	.call = "clone3(0); the parent then calls sigwaitinfo() and waitpid() until the command "
		"ends",
	.page = "pid_namespaces(7)",
	.rule = "A PID 1 has to reap every process that has lost its parent.",
	.c = "\tpid_t child = fork();\n"
	     "\n"
	     "\tif (child < 0)\n"
	     "{fail}"
	     "\tif (child > 0)\n"
	     "\t\tbe_init(child);\n",
	.c_parts = PART_INIT | PART_STATUS,
	.place = SH_SHELL,
	.sh = { [SH_SHELL] = "{next_pid}" },
	.operands = OPERANDS({ "next_pid", add_next_pid }),
};
