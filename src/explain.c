/* All wording about steps and problems. */
#include "explain.h"

#include <signal.h>
#include <string.h>

#include "options.h"

static void add_new_namespaces(struct text *text, namespace_set set)
{
	bool is_one = (set & (set - 1)) == 0;

	text_add(text, is_one ? "a new " : "new ");
	namespaces_add_names(text, set);
	text_add(text, is_one ? " namespace" : " namespaces");
}

/* A path of nsrun's own needs no quotes; the user's may hold anything. */
static void add_path(struct text *text, const char *path)
{
	if (strcmp(path, "/proc") == 0)
		text_add(text, path);
	else
		text_add_quoted(text, path);
}

/* "1000", or "1000 to 1009". */
static void add_ids(struct text *text, uint32_t first, uint32_t count)
{
	text_add_number(text, first);
	if (count > 1) {
		text_add(text, "-");
		text_add_number(text, first + (count - 1));
	}
}

static void add_map(struct text *text, const char *what, struct id_range map)
{
	text_add(text, what);
	add_ids(text, map.inside, map.count);
	text_add(text, " to ");
	add_ids(text, map.outside, map.count);
}

void step_describe(struct text *text, const struct plan *plan, const struct step *step)
{
	switch (step->kind) {
	case STEP_CLONE:
		text_add(text, "start a process");
		if (step->namespaces) {
			text_add(text, " in ");
			add_new_namespaces(text, step->namespaces);
		}
		return;
	case STEP_UNSHARE:
		text_add(text, "move to ");
		add_new_namespaces(text, step->namespaces);
		return;
	case STEP_DEATH_SIGNAL:
		text_add(text, "arrange to be killed when outer ends");
		return;
	case STEP_SETGROUPS:
		text_add(text, step->allow ? "allow setgroups" : "deny setgroups");
		return;
	case STEP_MAP_GID:
		add_map(text, "map gid ", step->map);
		return;
	case STEP_MAP_UID:
		add_map(text, "map uid ", step->map);
		return;
	case STEP_PRIVATE_MOUNTS:
		text_add(text, "make every mount private");
		return;
	case STEP_MOUNT_PROC:
		text_add(text, "mount proc on ");
		add_path(text, step->string);
		return;
	case STEP_HOSTNAME:
		text_add(text, "set the hostname to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_DOMAINNAME:
		text_add(text, "set the domain name to ");
		text_add_quoted(text, step->string);
		return;
	case STEP_LOOPBACK_UP:
		text_add(text, "bring up lo");
		return;
	case STEP_CLEAR_INHERITABLE:
		text_add(text, "empty the inheritable capability set");
		return;
	case STEP_EXEC:
		text_add(text, "execute ");
		text_add_quoted(text, plan->file);
		return;
	case STEP_WAIT:
		text_add(text, "wait for the command");
		return;
	}
}

/* The options of a step, each once. */
struct causes {
	struct text *text;
	bool seen[OPTION_COUNT];
	bool is_any;
};

static void add_cause(struct causes *causes, enum option_id option)
{
	if (option == OPTION_NONE || causes->seen[option])
		return;
	causes->seen[option] = true;
	text_add(causes->text, causes->is_any ? ", " : " (");
	causes->is_any = true;
	text_add(causes->text, options_spelling(option));
}

void step_add_causes(struct text *text, const struct plan *plan, const struct step *step)
{
	struct causes causes = { .text = text };
	bool has_set = step->kind == STEP_CLONE || step->kind == STEP_UNSHARE;

	for (enum namespace_kind kind = 0; has_set && kind < NAMESPACE_KINDS; kind++)
		if (step->namespaces & namespace_bit(kind))
			add_cause(&causes, plan->cause[namespace_option(kind)]);
	add_cause(&causes, step->cause);
	if (causes.is_any)
		text_add(text, ")");
}

static void add_proc_file(struct text *text, const struct step *step, const char *file)
{
	text_add(text, step->actor == ACTOR_OUTER ? " to /proc/INNER/" : " to /proc/self/");
	text_add(text, file);
}

static void add_map_call(struct text *text, const struct step *step, const char *file)
{
	text_add(text, "write '");
	text_add_number(text, step->map.inside);
	text_add(text, " ");
	text_add_number(text, step->map.outside);
	text_add(text, " ");
	text_add_number(text, step->map.count);
	text_add(text, "'");
	add_proc_file(text, step, file);
}

static void add_call_on(struct text *text, const char *before, const char *string,
			const char *behind)
{
	text_add(text, before);
	text_add_c_string(text, string);
	text_add(text, behind);
}

/* What opens /proc/self to the one who writes the maps. */
static void add_dumpable_call(struct text *text, namespace_set set)
{
	if (set & namespace_bit(NAMESPACE_USER))
		text_add(text, "prctl(PR_SET_DUMPABLE, 1), then ");
}

static void add_clone_call(struct text *text, namespace_set set)
{
	add_dumpable_call(text, set);
	text_add(text, "clone3(");
	namespaces_add_flags(text, set);
	text_add(text, "), or clone(2) where clone3 is not allowed");
}

/* The system call that carries the step out. */
static void add_call(struct text *text, const struct plan *plan, const struct step *step)
{
	switch (step->kind) {
	case STEP_CLONE:
		add_clone_call(text, step->namespaces);
		return;
	case STEP_UNSHARE:
		add_dumpable_call(text, step->namespaces);
		text_add(text, "unshare(");
		namespaces_add_flags(text, step->namespaces);
		text_add(text, ")");
		return;
	case STEP_DEATH_SIGNAL:
		text_add(text, "prctl(PR_SET_PDEATHSIG, SIGKILL)");
		return;
	case STEP_SETGROUPS:
		text_add(text, step->allow ? "write 'allow'" : "write 'deny'");
		add_proc_file(text, step, "setgroups");
		return;
	case STEP_MAP_GID:
		add_map_call(text, step, "gid_map");
		return;
	case STEP_MAP_UID:
		add_map_call(text, step, "uid_map");
		return;
	case STEP_PRIVATE_MOUNTS:
		text_add(text, "mount(NULL, \"/\", NULL, MS_REC|MS_PRIVATE, NULL)");
		return;
	case STEP_MOUNT_PROC:
		add_call_on(text, "mount(\"proc\", ", step->string,
			    ", \"proc\", MS_NOSUID|MS_NODEV|MS_NOEXEC, NULL)");
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
	case STEP_CLEAR_INHERITABLE:
		text_add(text, "capset(inheritable = 0)");
		return;
	case STEP_EXEC:
		add_call_on(text, "execve(", plan->file, ")");
		text_add(text, strchr(plan->file, '/') ? "" : ", looked up in PATH");
		return;
	case STEP_WAIT:
		text_add(text, "waitpid(inner); signals are taken by sigwaitinfo() and sent on");
		return;
	}
}

/* The manual page that the rule comes from. */
static const char *manual_page(enum step_kind kind)
{
	switch (kind) {
	case STEP_CLONE:
		return "clone(2)";
	case STEP_UNSHARE:
		return "unshare(2)";
	case STEP_DEATH_SIGNAL:
		return "prctl(2)";
	case STEP_SETGROUPS:
	case STEP_MAP_GID:
	case STEP_MAP_UID:
		return "user_namespaces(7)";
	case STEP_PRIVATE_MOUNTS:
		return "mount_namespaces(7)";
	case STEP_MOUNT_PROC:
		return "proc(5)";
	case STEP_HOSTNAME:
		return "sethostname(2)";
	case STEP_DOMAINNAME:
		return "setdomainname(2)";
	case STEP_LOOPBACK_UP:
		return "netdevice(7)";
	case STEP_CLEAR_INHERITABLE:
		return "capabilities(7)";
	case STEP_EXEC:
		return "execve(2)";
	case STEP_WAIT:
		return "wait(2)";
	}
	return "";
}

static void explain_step(struct text *text, const struct plan *plan, size_t index)
{
	const struct step *step = &plan->steps[index];

	text_add(text, index < 9 ? " " : "");
	text_add_number(text, index + 1);
	text_add(text, step->actor == ACTOR_OUTER ? ". outer: " : ". inner: ");
	step_describe(text, plan, step);
	step_add_causes(text, plan, step);
	text_add(text, "\n           ");
	add_call(text, plan, step);
	text_add(text, "; see ");
	text_add(text, manual_page(step->kind));
	text_add(text, "\n");
}

/* What is new, in a sentence, and who the actors are. */
static void explain_whole(struct text *text, const struct plan *plan)
{
	namespace_set set = 0;

	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++)
		if (plan->cause[namespace_option(kind)])
			set |= namespace_bit(kind);
	text_add(text, "Runs ");
	text_add_quoted(text, plan->file);
	text_add(text, " in ");
	if (set)
		add_new_namespaces(text, set);
	else
		text_add(text, "the caller's namespaces");
	text_add(text, plan_forks(plan) ? ".\nouter is nsrun and waits; inner is a second process "
					  "and becomes the command.\n\n"
					: ".\ninner is nsrun itself and becomes the command; there "
					  "is no second process.\n\n");
}

void explain_plan(struct text *text, const struct plan *plan)
{
	explain_whole(text, plan);
	for (size_t i = 0; i < plan->count; i++)
		explain_step(text, plan, i);
}

static void describe_unknown(struct text *text, const struct problem *why)
{
	const char letter[] = { '-', why->letter, '\0' };

	text_add(text, "unknown option ");
	text_add_quoted(text, why->value ? why->value : letter);
}

void problem_describe(struct text *text, const struct problem *why)
{
	switch (why->kind) {
	case PROBLEM_UNKNOWN_OPTION:
		describe_unknown(text, why);
		return;
	case PROBLEM_AMBIGUOUS_OPTION:
		text_add(text, "more than one option begins with ");
		text_add_quoted(text, why->value);
		return;
	case PROBLEM_VALUE_MISSING:
		text_add(text, options_spelling(why->option));
		text_add(text, " needs a value: ");
		text_add(text, options_value_name(why->option));
		return;
	case PROBLEM_VALUE_UNWANTED:
		text_add(text, options_spelling(why->option));
		text_add(text, " takes no value");
		return;
	case PROBLEM_VALUE_INVALID:
		text_add(text, options_spelling(why->option));
		text_add(text, " cannot be ");
		text_add_quoted(text, why->value);
		break;
	case PROBLEM_NEEDS:
		text_add(text, options_spelling(why->option));
		text_add(text, " has no effect without ");
		text_add(text, options_spelling(why->other));
		return;
	case PROBLEM_EXCLUDES:
		text_add(text, options_spelling(why->option));
		text_add(text, " and ");
		text_add(text, options_spelling(why->other));
		text_add(text, " exclude each other");
		break;
	case PROBLEM_HOST:
		break;
	}
	if (why->reason) {
		text_add(text, why->kind == PROBLEM_HOST ? "" : ": ");
		text_add(text, why->reason);
	}
}
