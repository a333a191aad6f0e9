/* A plan as a program in C. This file makes the skeleton; the statements of each step come from the
 * row of its kind. */
#include "c.h"

#include "tell/explain.h"
#include "tell/words.h"

/* A program for one plan. */
struct program {
	struct plan plan;
	part_set parts;
	bool has_helper; /* outer is a helper that ends before the exec; else outer, if any, waits
			  */
	bool has_socket; /* outer and inner have a socket between them */
};

/* A program has no use for the steps that only serve nsrun itself, as the notes for --status-fd. */
static void leave_out_steps(struct plan *plan)
{
	size_t count = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (!step_row(plan->steps[i].kind)->no_c)
			plan->steps[count++] = plan->steps[i];
	plan->count = count;
}

static void look_at(struct program *program, const struct plan *plan)
{
	bool takes_turns;

	program->plan = *plan;
	leave_out_steps(&program->plan);
	program->has_helper = plan->steps[0].kind == STEP_HELPER;
	/* With another owner a third process makes inner, and inner waits until outer knows its
	 * pid. */
	takes_turns = plan_forks(plan) && plan->owner.is_other;
	program->parts = PART_ALWAYS;
	for (size_t i = 0; i < program->plan.count; i++) {
		takes_turns = takes_turns || plan_changes_hands(&program->plan, i);
		program->parts |= c_needs(&program->plan, &program->plan.steps[i]);
	}
	if (takes_turns)
		program->parts |= PART_TURNS | PART_SOCKET;
	program->has_socket = program->parts & PART_SOCKET;
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
	c_add_comment(text, "", text_string(&words), actors);
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

static void add_turn(struct text *text, const char *call, enum actor actor)
{
	text_add(text, "\t");
	text_add(text, call);
	text_add(text, actor == ACTOR_OUTER ? "(turns[0]);\n" : "(turns[1]);\n");
}

/* Adds the statements of the actor's steps and the end of the function. is_first: the function has
 * no statements yet, so no blank line is needed in front of the first. */
static void add_body(struct text *text, const struct program *program, enum actor actor,
		     bool is_first)
{
	const struct plan *plan = &program->plan;

	for (size_t i = 0; i < plan->count; i++) {
		const struct step *step = &plan->steps[i];

		if (step->actor != actor)
			continue;
		if (plan_changes_hands(plan, i))
			add_turn(text, "await_turn", actor);
		text_add(text, is_first ? "" : "\n");
		is_first = false;
		/* The helper has done all its steps when it passes the turn, and is reaped here. */
		if (step->kind == STEP_EXEC && program->has_helper)
			text_add(text, "\twaitpid(helper, NULL, 0);\n\n");
		c_add_step(&(struct telling){ .text = text,
					      .language = IN_C,
					      .plan = plan,
					      .step = step,
					      .parts = program->parts });
		if (plan_changes_hands(plan, i + 1))
			add_turn(text, "pass_turn", actor);
	}
	text_add(text, "}\n");
}

static void add_inner(struct text *text, const struct program *program)
{
	text_add(text, "\n/* Stands in the new namespaces, and becomes the command. */\n"
		       "static _Noreturn void inner(void)\n{\n");
	text_add(text, program->has_socket ? "\tclose(turns[0]);\n" : "");
	add_body(text, program, ACTOR_INNER, !program->has_socket);
}

/* Adds the functions that only this plan needs, as between() for another owner. */
static void add_own_functions(struct text *text, const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		const char *functions = step_row(plan->steps[i].kind)->c_functions;

		if (functions)
			step_tell(text, IN_C, plan, &plan->steps[i], functions);
	}
}

static void add_helper(struct text *text, const struct program *program)
{
	text_add(text, "\n/* Stays in the caller's namespaces; pid is inner's. */\n"
		       "static void outer(pid_t pid)\n{\n"
		       "\tclose(turns[1]);\n");
	add_body(text, program, ACTOR_OUTER, false);
}

static void add_main(struct text *text, const struct program *program)
{
	bool has_children = program->parts & PART_CHILDREN;

	text_add(text, "\nint main(void)\n{\n");
	if (has_children)
		text_add(text,
			 "\t/* wait(2) knows of no child while the caller has it ignored. */\n"
			 "\tsignal(SIGCHLD, SIG_DFL);\n");
	if (program->has_socket)
		text_add(text,
			 "\tif (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, turns) < 0)\n"
			 "\t\tfail(\"make a socket\");\n");
	add_body(text, program, plan_forks(&program->plan) ? ACTOR_OUTER : ACTOR_INNER,
		 !has_children && !program->has_socket);
}

void explain_c(struct text *text, const struct plan *plan)
{
	static struct program program;

	look_at(&program, plan);
	add_head(text, &program);
	text_add(text, "#define _GNU_SOURCE\n");
	c_add_includes(text, program.parts);
	add_command(text, &program.plan);
	c_add_functions(text, program.parts);
	if (plan_forks(plan))
		add_inner(text, &program);
	add_own_functions(text, &program.plan);
	if (program.has_helper)
		add_helper(text, &program);
	add_main(text, &program);
}
