/* The ways into new namespaces, for --explain=c. */
#include "c_enter.h"

#include <stddef.h>

#include "base/util.h"
#include "c_text.h"

/* Who makes a user namespace owns it. */
static void add_owner(struct text *text, const struct plan *plan, const struct step *step)
{
	const uint32_t ids[] = { plan->owner.gid, plan->owner.uid };

	text_add(text, "\tif (setgroups(0, NULL) < 0");
	for (size_t i = 0; i < COUNT(ids); i++) {
		text_add(text, i ? " || setresuid(" : " || setresgid(");
		for (size_t k = 0; k < 3; k++) {
			text_add_number(text, ids[i]);
			text_add(text, k < 2 ? ", " : ") < 0");
		}
	}
	text_add(text, ")\n");
	emit_c_fail(text, plan, step);
}

static void add_clone_args(struct text *text, const struct step *step, const char *more_flags,
			   const char *end_signal)
{
	text_add(text, "\tconst struct clone_args args = {\n\t\t.flags = ");
	namespaces_add_flags(text, step->namespaces, " | ");
	text_add(text, more_flags);
	text_add(text, ",\n\t\t.exit_signal = ");
	text_add(text, end_signal);
	text_add(text, ",\n\t};\n");
}

void emit_c_between(struct text *text, const struct plan *plan, const struct step *clone)
{
	text_add(text, "\n/*\n"
		       " * Who makes a user namespace owns it. So this process takes the owner's "
		       "ids, makes\n"
		       " * inner, as a child of outer's, tells outer its pid, and leaves.\n"
		       " */\n"
		       "static _Noreturn void between(void)\n"
		       "{\n");
	add_clone_args(text, clone, " | CLONE_PARENT", "0");
	text_add(text, "\tpid_t pid;\n\n");
	add_owner(text, plan, clone);
	text_add(text, "\tpid = syscall(SYS_clone3, &args, sizeof(args));\n");
	emit_c_try(text, plan, clone, "pid < 0");
	text_add(text, "\tif (pid == 0) {\n"
		       "\t\tawait_turn(turns[1]);\n"
		       "\t\tif (prctl(PR_SET_DUMPABLE, 1) < 0)\n"
		       "\t\t\tfail(\"open /proc/self to the new owner\");\n"
		       "\t\tinner();\n"
		       "\t}\n"
		       "\texit(send(turns[1], &pid, sizeof(pid), MSG_NOSIGNAL) < 0);\n"
		       "}\n");
}

void emit_c_clone(struct text *text, const struct plan *plan, const struct step *step)
{
	if (!plan_changes_owner(plan, step->namespaces)) {
		add_clone_args(text, step, "", "SIGCHLD");
		text_add(text, "\tpid_t pid = syscall(SYS_clone3, &args, sizeof(args));\n\n");
		emit_c_try(text, plan, step, "pid < 0");
		text_add(text, "\tif (pid == 0)\n\t\tinner();\n");
		return;
	}
	text_add(text, "\tpid_t pid, maker = fork();\n\n");
	emit_c_try(text, plan, step, "maker < 0");
	text_add(text, "\tif (maker == 0)\n"
		       "\t\tbetween();\n"
		       "\tclose(turns[1]);\n"
		       "\tif (recv(turns[0], &pid, sizeof(pid), 0) != (ssize_t)sizeof(pid))\n"
		       "\t\texit(125);\n"
		       "\twaitpid(maker, NULL, 0);\n"
		       "\tpass_turn(turns[0]);\n");
}

/* The change of ids closes /proc/self to the process itself, proc(5). */
void emit_c_unshare(struct text *text, const struct plan *plan, const struct step *step)
{
	bool is_owned = plan_changes_owner(plan, step->namespaces);

	if (is_owned)
		add_owner(text, plan, step);
	text_add(text, "\tif (unshare(");
	namespaces_add_flags(text, step->namespaces, " | ");
	text_add(text, is_owned ? ") < 0 || prctl(PR_SET_DUMPABLE, 1) < 0)\n" : ") < 0)\n");
	emit_c_fail(text, plan, step);
}
