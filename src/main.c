/* nsrun: run a command in new Linux namespaces. */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <unistd.h>

#include "ask/help.h"
#include "ask/options.h"
#include "base/text.h"
#include "check/check.h"
#include "check/kinds.h"
#include "plan/host.h"
#include "plan/plan.h"
#include "run/report.h"
#include "run/run.h"
#include "tell/explain.h"

/* A file that is opened later must not become a closed stdin, stdout or stderr. Close-on-exec:
 * the command gets the caller's state. */
static int fill_standard_fds(void)
{
	struct pollfd fds[3] = { { .fd = 0 }, { .fd = 1 }, { .fd = 2 } };

	if (poll(fds, 3, 0) < 0)
		return -1;
	/* Lowest first, since open(2) takes the lowest that is free. */
	for (int fd = 0; fd < 3; fd++)
		if (fds[fd].revents & POLLNVAL && open("/dev/null", O_RDWR | O_CLOEXEC) != fd)
			return -1;
	return 0;
}

static void explain(struct text *text, const struct plan *plan, enum explain_form form)
{
	switch (form) {
	case EXPLAIN_TEXT: explain_plan(text, plan); return;
	case EXPLAIN_JSON: explain_json(text, plan); return;
	case EXPLAIN_SH: explain_sh(text, plan); return;
	case EXPLAIN_C: explain_c(text, plan); return;
	}
}

/* Prints what was asked for on stdout. Returns the exit status. */
static int tell(const struct request *request, const struct plan *plan)
{
	struct text text = { .fd = STDOUT_FILENO };
	int status = 0;

	/* A file that may not grow is told of, as one on a full disk. */
	signal(SIGXFSZ, SIG_IGN);
	switch (request->action) {
	case ACTION_HELP: help_print(&text, request->personality); break;
	case ACTION_VERSION:
		if (request->personality == AS_UNSHARE)
			text_add(&text, "unshare from ");
		text_add(&text, "nsrun " NSRUN_VERSION "\n");
		break;
	case ACTION_LIST_OPTIONS: help_list(&text); break;
	case ACTION_EXPLAIN: explain(&text, plan, request->explain_form); break;
	case ACTION_CHECK: status = check_plan(&text, plan, request->wants_json); break;
	case ACTION_CHECK_KINDS: status = kinds_check(&text, request->wants_json); break;
	case ACTION_RUN: break;
	}
	return text_flush(&text) < 0 ? report_output(request->personality, text.error) : status;
}

/* There is no plan. A program that asked whether there would be gets its answer where it reads. */
static int refuse(const struct request *request, const struct problem *why)
{
	struct text text = { .fd = STDOUT_FILENO };
	int status;

	bool is_check = request->action == ACTION_CHECK || request->action == ACTION_CHECK_KINDS;

	if (!is_check || !request->wants_json)
		return report_problem(request, why);
	signal(SIGXFSZ, SIG_IGN);
	status = check_refuse_json(&text, request, why);
	return text_flush(&text) < 0 ? report_output(request->personality, text.error) : status;
}

/* Whether what is asked for is a text of nsrun's own, the same on each host. */
static bool looks_at_nothing(const struct request *request)
{
	return request->action == ACTION_HELP || request->action == ACTION_VERSION ||
	       request->action == ACTION_LIST_OPTIONS;
}

int main(int argc, char **argv)
{
	/* Large, but hardly touched: on the stack they would put page faults between the frames. */
	static struct request request;
	static struct host host;
	static struct plan plan;
	static const struct problem no_standard_fds = {
		.kind = PROBLEM_HOST,
		.reason = "stdin, stdout or stderr is closed and cannot be opened on /dev/null",
	};
	struct problem why;

	/* Opens nothing, and says whose name and status a failure has. */
	if (options_parse(&request, argc, argv, &why) < 0)
		return refuse(&request, &why);
	if (fill_standard_fds() < 0)
		return report_problem(&request, &no_standard_fds);
	if (looks_at_nothing(&request))
		return tell(&request, NULL);
	/* First of all it says no where nsrun has been started set-uid. */
	if (host_probe(&host, &request, &why) < 0)
		return refuse(&request, &why);
	if (request.action == ACTION_CHECK_KINDS)
		return tell(&request, NULL);
	if (plan_build(&plan, &request, &host, &why) < 0)
		return refuse(&request, &why);
	report_warning(&plan);
	if (request.action != ACTION_RUN)
		return tell(&request, &plan);
	/* There is nothing for exit(3) to do, and it touches pages for that. */
	_exit(run(&plan));
}
