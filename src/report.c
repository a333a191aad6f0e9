/* The lines on stderr. Each message is one write(2), so that it is not torn. */
#include "report.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "describe.h"
#include "diagnose.h"
#include "text.h"

/* A closed pipe on stderr must not turn the status into SIGPIPE's. */
static int finish(struct text *text, int status)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };

	sigaction(SIGPIPE, &ignore, NULL);
	(void)text_flush(text);
	return status;
}

static struct text begin(enum personality personality)
{
	struct text text = { .fd = STDERR_FILENO };

	text_add(&text, program_name(personality));
	text_add(&text, ": ");
	return text;
}

static int failed_status(enum personality personality)
{
	return personality == AS_UNSHARE ? EXIT_FAILURE : STATUS_FAILED;
}

int report_problem(enum personality personality, const struct problem *why)
{
	struct text text = begin(personality);

	problem_describe(&text, why);
	if (why->kind != PROBLEM_HOST) {
		text_add(&text, "\nTry '");
		text_add(&text, program_name(personality));
		text_add(&text, " --help'.");
	}
	text_add(&text, "\n");
	return finish(&text, failed_status(personality));
}

static int step_status(const struct plan *plan, const struct step *step, int error)
{
	if (step->kind != STEP_EXEC)
		return failed_status(plan->personality);
	return error == ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_RUNNABLE;
}

static void add_end(struct text *text, int wait_status)
{
	if (wait_status >= 0 && WIFSIGNALED(wait_status)) {
		text_add(text, " was killed by signal ");
		text_add_number(text, (uint64_t)WTERMSIG(wait_status));
	} else if (wait_status >= 0 && WIFEXITED(wait_status)) {
		text_add(text, " ended with status ");
		text_add_number(text, (uint64_t)WEXITSTATUS(wait_status));
	} else {
		text_add(text, " ended");
	}
}

static void add_reason(struct text *text, struct failure failure)
{
	if (failure.program == PROGRAM_NONE) {
		text_add(text, strerror(failure.error));
		return;
	}
	text_add(text, failure.program == PROGRAM_NEWUIDMAP ? "newuidmap" : "newgidmap");
	if (failure.error == ENOENT)
		text_add(text, " is not installed");
	else if (failure.error == ETIMEDOUT)
		text_add(text, " did not end in time");
	else
		add_end(text, failure.wait_status);
}

int report_step(const struct plan *plan, const struct step *step, struct failure failure)
{
	struct text text = begin(plan->personality);

	text_add(&text, "cannot ");
	step_describe(&text, plan, step);
	step_add_causes(&text, plan, step);
	text_add(&text, ": ");
	add_reason(&text, failure);
	text_add(&text, "\n");
	diagnose(&text, plan, step, failure);
	return finish(&text, step_status(plan, step, failure.error));
}

int report_death(const struct plan *plan, int wait_status)
{
	struct text text = begin(plan->personality);

	text_add(&text, "cannot start the command: nsrun's second process");
	add_end(&text, wait_status);
	text_add(&text, "\n");
	return finish(&text, failed_status(plan->personality));
}

int report_output(enum personality personality, int error)
{
	struct text text = begin(personality);

	text_add(&text, "cannot write to standard output: ");
	text_add(&text, strerror(error));
	text_add(&text, "\n");
	return finish(&text, failed_status(personality));
}
