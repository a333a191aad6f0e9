/* A plan as a program in C: its skeleton. What the actors do stands in emit_c_steps.c. */
#include "emit_c.h"

#include "describe.h"
#include "emit_c_enter.h"
#include "emit_c_parts.h"
#include "emit_c_steps.h"
#include "emit_c_text.h"

/* A program for one plan. */
struct program {
	struct plan plan;
	bool has_helper;  /* else outer waits, if there is one */
	bool takes_turns; /* outer and inner wait for each other */
	bool has_between; /* a process makes inner for outer */
};

/* What nsrun says to --status-fd is of nsrun alone. */
static void leave_out_status(struct plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind != STEP_NOTE_STATUS)
			plan->steps[count++] = plan->steps[i];
	plan->count = count;
}

static void look_at(struct program *program, const struct plan *plan)
{
	program->plan = *plan;
	leave_out_status(&program->plan);
	program->has_helper = plan->steps[0].kind == STEP_HELPER;
	program->has_between = plan_forks(plan) && plan->owner.is_other;
	program->takes_turns = program->has_between;
	for (size_t i = 0; i < program->plan.count; i++)
		program->takes_turns |= plan_changes_hands(&program->plan, i);
}

static void add_head(struct text *text, const struct program *program)
{
	struct text words = { .fd = -1 };
	const char *actors = "inner is this program, which becomes the command.";

	describe_whole(&words, &program->plan);
	text_add(&words, ".");
	if (plan_forks(&program->plan))
		actors = "outer is this program, which waits; inner is its child, which becomes "
			 "the command.";
	if (program->has_helper)
		actors = "inner is this program, which becomes the command; outer is its child, "
			 "which stays outside and ends before that.";
	emit_c_comment(text, "", text_string(&words), actors);
}

static void add_command(struct text *text, const struct plan *plan)
{
	text_add(text, "\nstatic char *command[] = { ");
	for (char **word = plan->argv; *word; word++) {
		text_add_c_string(text, *word);
		text_add(text, ", ");
	}
	text_add(text, "NULL };\n");
}

static part_set parts_of(const struct program *program)
{
	part_set parts = PART_ALWAYS;

	for (size_t i = 0; i < program->plan.count; i++)
		parts |= emit_c_needs(&program->plan, &program->plan.steps[i]);
	return program->takes_turns ? parts | PART_TURNS : parts;
}

static void add_turn(struct text *text, const char *call, enum actor actor)
{
	text_add(text, "\t");
	text_add(text, call);
	text_add(text, actor == ACTOR_OUTER ? "(turns[0]);\n" : "(turns[1]);\n");
}

/* The body of a function that begins with some statements, or with none. */
static void add_body(struct text *text, const struct program *program, enum actor actor,
		     const char *beginning)
{
	const struct plan *plan = &program->plan;
	bool is_first = !*beginning;

	text_add(text, "{\n");
	text_add(text, beginning);
	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];

		if (step->actor != actor)
			continue;
		if (plan_changes_hands(plan, i))
			add_turn(text, "await_turn", actor);
		text_add(text, is_first ? "" : "\n");
		is_first = false;
		/* It has ended: the turn was its last word. */
		if (step->kind == STEP_EXEC && program->has_helper)
			text_add(text, "\twaitpid(helper, NULL, 0);\n\n");
		emit_c_step(text, plan, step);
		/* Else outer would not hear of inner's end. */
		if (step->kind == STEP_CLONE && program->takes_turns && !program->has_between)
			text_add(text, "\tclose(turns[1]);\n");
		if (step->kind == STEP_HELPER)
			text_add(text, "\tclose(turns[0]);\n");
		if (plan_changes_hands(plan, i + 1))
			add_turn(text, "pass_turn", actor);
	}
	text_add(text, "}\n");
}

/* Other steps of outer's may come before it. */
static const struct step *clone_of(const struct plan *plan)
{
	size_t at = 0;

	while (plan->steps[at].kind != STEP_CLONE)
		at++;
	return &plan->steps[at];
}

void emit_c(struct text *text, const struct plan *plan)
{
	static const char make_turns[] =
		"\tif (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, turns) < 0)\n"
		"\t\tfail(\"make a socket\");\n";
	static struct program program;
	part_set parts;

	look_at(&program, plan);
	parts = parts_of(&program);
	add_head(text, &program);
	text_add(text, "#define _GNU_SOURCE\n");
	emit_c_includes(text, parts);
	add_command(text, &program.plan);
	emit_c_functions(text, parts);
	if (plan_forks(plan)) {
		text_add(text, "\n/* Stands in the new namespaces, and becomes the command. */\n"
			       "static _Noreturn void inner(void)\n");
		add_body(text, &program, ACTOR_INNER,
			 program.takes_turns ? "\tclose(turns[0]);\n" : "");
	}
	if (program.has_between)
		emit_c_between(text, &program.plan, clone_of(&program.plan));
	if (program.has_helper) {
		text_add(text, "\n/* Stays in the caller's namespaces; pid is inner's. */\n"
			       "static void outer(pid_t pid)\n");
		add_body(text, &program, ACTOR_OUTER, "\tclose(turns[1]);\n");
	}
	text_add(text, "\nint main(void)\n");
	add_body(text, &program, plan_forks(plan) ? ACTOR_OUTER : ACTOR_INNER,
		 program.takes_turns ? make_turns : "");
}
