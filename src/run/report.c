/* The lines on stderr. Each message is one write(2), so that it is not torn; --status-fd gets the
 * same. */
#include "run/report.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/text.h"
#include "system/sigstate.h"
#include "system/users.h"
#include "tell/status.h"
#include "tell/words.h"
#include "why/hints.h"

/* The parts of a message, each in a text of its own. */
struct report {
	enum personality personality;
	int status_fd; /* -1: none */
	struct status_failure failure;
	struct text step;
	struct text message;
	struct text hint;
};

static struct text in_memory(void)
{
	return (struct text){ .fd = -1 };
}

static int failed_status(enum personality personality)
{
	return personality == AS_UNSHARE ? EXIT_FAILURE : STATUS_FAILED;
}

static void begin(struct report *report, enum personality personality, int status_fd)
{
	*report = (struct report){ .personality = personality, .status_fd = status_fd };
	report->step = report->message = report->hint = in_memory();
	report->failure.status = failed_status(personality);
}

static void add_line(struct text *text, enum personality personality, const char *before,
		     const char *words)
{
	text_add(text, program_name(personality));
	text_add(text, before);
	text_add(text, words);
	text_add(text, "\n");
}

/* Prints the message and returns the status. A write to a closed pipe or past the file size limit
 * must not end nsrun by a signal, whose status would hide this one. */
static int finish(struct report *report, bool tells_of_help)
{
	struct sigaction ignore = { .sa_handler = SIG_IGN };
	struct text text = { .fd = STDERR_FILENO };

	sigaction(SIGPIPE, &ignore, NULL);
	sigaction(SIGXFSZ, &ignore, NULL);
	report->failure.message = text_string(&report->message);
	if (report->hint.length)
		report->failure.hint = text_string(&report->hint);
	if (report->step.length)
		report->failure.step = text_string(&report->step);
	add_line(&text, report->personality, ": ", report->failure.message);
	if (report->failure.hint)
		add_line(&text, report->personality, ": hint: ", report->failure.hint);
	if (tells_of_help) {
		text_add(&text, "Try '");
		text_add(&text, program_name(report->personality));
		text_add(&text, " --help'.\n");
	}
	(void)text_flush(&text);
	if (report->status_fd >= 0)
		status_failed(report->status_fd, &report->failure);
	return report->failure.status;
}

int report_problem(const struct request *request, const struct problem *why)
{
	struct report report;

	begin(&report, request->personality,
	      request->given[OPTION_STATUS_FD] ? request->status_fd : -1);
	problem_describe(&report.message, why);
	problem_add_hint(&report.hint, request, why);
	report.failure.option = why->option;
	return finish(&report, why->kind != PROBLEM_HOST && why->kind != PROBLEM_UNMET &&
				       why->kind != PROBLEM_BAD_FD);
}

static int step_status(const struct plan *plan, const struct step *step, int error)
{
	if (step->kind != STEP_EXEC)
		return failed_status(plan->personality);
	return error == ENOENT ? STATUS_NOT_FOUND : STATUS_NOT_RUNNABLE;
}

int report_step(const struct plan *plan, const struct step *step, struct failure failure,
		void (*undo)(const void *context), const void *context)
{
	struct report report;
	enum option_id causes[OPTION_COUNT];

	begin(&report, plan->personality, plan->status_fd);
	step_describe(&report.step, plan, step);
	step_describe_failure(&report.message, plan, step, failure);
	step_add_hint(&report.hint, plan, step, failure, &(struct facts){ .tree = "" });
	report.failure.option = step_causes(causes, plan, step) ? causes[0] : OPTION_NONE;
	report.failure.error = failure.error;
	report.failure.status = step_status(plan, step, failure.error);
	undo(context);
	return finish(&report, false);
}

int report_death(const struct plan *plan, struct failure failure)
{
	struct report report;

	begin(&report, plan->personality, plan->status_fd);
	text_add(&report.message, "cannot start the command: ");
	failure_describe(&report.message, failure);
	return finish(&report, false);
}

int report_output(enum personality personality, int error)
{
	struct report report;

	begin(&report, personality, -1);
	text_add(&report.message, "cannot write to standard output: ");
	text_add(&report.message, strerror(error));
	return finish(&report, false);
}

/* A write to a closed pipe or past the file size limit would end the process by SIGPIPE or SIGXFSZ.
 * These are blocked for the write, and then the mask is put back: it is the command's. */
int report_line(struct text *text)
{
	const struct timespec none = { 0 };
	sigset_t own, before;

	sigemptyset(&own);
	sigaddset(&own, SIGPIPE);
	sigaddset(&own, SIGXFSZ);
	if (signals_mask(SIG_BLOCK, &own, &before) < 0)
		return -1;
	text_add(text, "\n");
	if (text_flush(text) < 0)
		sigtimedwait(&own, NULL, &none);
	return signals_mask(SIG_SETMASK, &before, NULL);
}

static void add_remedy(struct text *text, const char *name)
{
	text_add(text, "\nnsrun: hint: ");
	if (name) {
		text_add(text, "--as ");
		text_add_quoted(text, name);
		text_add(text, " takes the gid and the groups that login gives; ");
	}
	text_add(text, "--setgid takes a gid, and drops all other groups");
}

static void warn_of_root_gid(struct text *text, const struct plan *plan)
{
	const struct step *step = plan_find(plan, STEP_SETUID);

	text_add(text, "nsrun: warning: the command keeps gid 0");
	text_add(text, plan->keeps_root_groups ? " and root's groups (--setuid)" : " (--setuid)");
	/* In a new user namespace which ids there are is a matter of the maps. */
	if (!plan->cause[OPTION_USER])
		add_remedy(text, users_name(step->id));
}

/* A function of its own, so that its texts cost page faults only where it is called. */
static __attribute__((noinline)) void warn(const struct plan *plan)
{
	struct text text = { .fd = STDERR_FILENO }, remedy = in_memory();

	if (plan->keeps_root_gid)
		warn_of_root_gid(&text, plan);
	if (plan->valueless == OPTION_EXPLAIN && blame_missing_sign(&remedy, plan)) {
		text_add(&text, text.length ? "\nnsrun: hint: " : "nsrun: hint: ");
		text_add(&text, text_string(&remedy));
	}
	if (text.length)
		(void)report_line(&text);
}

void report_warning(const struct plan *plan)
{
	/* Any other option that is right in front of the command, without a value, runs it: it is
	 * told of when it cannot be executed. */
	if (plan->keeps_root_gid || plan->valueless == OPTION_EXPLAIN)
		warn(plan);
}
