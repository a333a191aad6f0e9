/* Trying a row. */
#include "work.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/errors.h"
#include "coverage.h"
#include "names.h"
#include "start.h"
#include "state.h"
#include "tracer.h"
#include "world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Of one row: how many complaints are printed, after how many hangs it is given up, and how often a
 * fault is tried whose call is not made. */
enum { COMPLAINTS_MAX = 60, HANGS_MAX = 5, TRIES = 3 };

/* What a worker knows. */
struct work {
	const struct task *task;
	struct result *result;
	struct world world;
	struct start start;
	struct launch launch;
	struct outside before;
	struct expectation expected;
	struct sight sight;
	size_t step; /* the step that was named for the last fault of the process */
	unsigned hangs;
	unsigned turn; /* grows by one with each call that was tried */
};

/* Prints the first line of the message as a TAP comment. */
static void __attribute__((format(printf, 1, 2))) complain(const char *format, ...)
{
	char text[4096];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	printf("# %.*s\n", (int)strcspn(text, "\n"), text);
}

static void run_once(struct work *work, const struct fault *fault, struct sight *sight)
{
	static char printed[PRINTED_BYTES / 2];

	world_clear(&work->world);
	work->launch.slows_all = !work->launch.slows_all;
	tracer_run(&sight->observation, &work->launch, fault);
	world_look(&sight->outside, &work->world);
	world_read(printed, sizeof(printed), work->world.out_fd);
	judge_normalise(sight->out, printed, work->world.is_private);
	world_read(sight->err, sizeof(sight->err), work->world.err_fd);
	world_read(sight->status, sizeof(sight->status), work->world.status_fd);
}

/* " 1. outer: PHRASE (OPTIONS)". */
static void read_steps(struct work *work, char *text)
{
	struct expectation *expected = &work->expected;
	char *rest = NULL;

	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		char *step = strstr(line, ". outer: "), *end;

		if (!step)
			step = strstr(line, ". inner: ");
		if (!step || step > line + 3 || expected->step_count == STEPS_MAX)
			continue;
		step += strlen(". outer: ");
		snprintf(expected->steps[expected->step_count++], sizeof(expected->steps[0]), "%s",
			 step);
		end = strstr(step, " (--");
		if (end)
			*end = '\0';
		coverage_note(work->result->steps, step);
	}
}

static bool explain(struct work *work)
{
	struct start start = work->start;
	static char text[PRINTED_BYTES];
	int wait_status;
	pid_t pid;

	world_clear(&work->world);
	start.explains = true;
	pid = fork();
	if (pid == 0)
		start_nsrun(&start);
	if (pid < 0 || waitpid(pid, &wait_status, 0) < 0)
		return false;
	world_read(text, sizeof(text), work->world.out_fd);
	read_steps(work, text);
	return work->expected.step_count > 0;
}

/* Runs the row twice without a fault. What is seen must be the same both times: only then does a
 * difference come from a fault. */
static bool expect(struct work *work)
{
	const struct fault none = { .kind = FAULT_NONE };
	struct expectation *expected = &work->expected;
	const char *error;
	int status;

	expected->row = work->start.row;
	world_clear(&work->world);
	world_look(&expected->before, &work->world);
	if (!explain(work)) {
		world_read(work->sight.err, sizeof(work->sight.err), work->world.err_fd);
		complain("it is not explained: %s", work->sight.err);
		return false;
	}
	work->launch.lets_programs_go = getuid() != 0 && work->result->steps[STEP_RUN_MAPPERS];
	run_once(work, &none, &expected->sight);
	status = expected->sight.observation.wait_status;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != judge_status(expected->row)) {
		complain("without a fault it ends with %x: %s", (unsigned)status,
			 expected->sight.err);
		return false;
	}
	error = row_checks(expected->row) ? NULL : state_error(expected);
	if (error) {
		complain("without a fault: %s", error);
		return false;
	}
	run_once(work, &none, &work->sight);
	if (strcmp(expected->sight.out, work->sight.out) == 0 &&
	    strcmp(expected->before.state, work->sight.outside.state) == 0)
		return true;
	complain("two faultless runs differ: %s, %s",
		 judge_difference(expected->sight.out, work->sight.out),
		 judge_difference(expected->before.state, work->sight.outside.state));
	return false;
}

static const char *tell_fault(const struct fault *fault)
{
	static char text[64];

	switch (fault->kind) {
	case FAULT_NONE: return "";
	case FAULT_KILL: return "SIGKILL";
	case FAULT_SHORT: snprintf(text, sizeof(text), "%d bytes", fault->value); return text;
	case FAULT_ERROR: break;
	}
	return errors_name(fault->value) ? errors_name(fault->value) : "an errno";
}

/* A later call of a process belongs to the same step or to a later one: whether the step that is
 * named says so as well. Asked of errors alone: a record that was cut short can be reported as the
 * failure of the process that received it. */
static bool is_in_order(struct work *work)
{
	size_t step = judge_step(&work->sight, work->step, &work->expected);
	bool is_right = step == 0 || step >= work->step;

	if (step)
		work->step = step;
	return is_right;
}

/* Tries a fault, and once more if its call was not made because another process was faster. */
static void try_fault(struct work *work, const struct fault *fault)
{
	enum verdict verdict = VERDICT_UNREACHED;
	const char *wrong = NULL, *call;

	if (work->hangs >= HANGS_MAX)
		return;
	for (int i = 0; i < TRIES && verdict == VERDICT_UNREACHED; i++) {
		run_once(work, fault, &work->sight);
		verdict = judge(&wrong, &work->sight, fault, &work->expected);
	}
	if (verdict == VERDICT_REFUSED && fault->kind == FAULT_ERROR && !is_in_order(work)) {
		verdict = VERDICT_WRONG;
		wrong = "the step that is named is earlier than that of the call before";
	}
	work->result->counts[verdict]++;
	work->hangs += work->sight.observation.is_late;
	call = names_call(work->sight.observation.number);
	if (work->task->shows)
		complain("%s %u %s %s: %d status %x %s", fault->process, fault->call, call,
			 tell_fault(fault), (int)verdict,
			 (unsigned)work->sight.observation.wait_status, work->sight.err);
	if (verdict != VERDICT_WRONG || work->result->counts[verdict] > COMPLAINTS_MAX)
		return;
	complain("%s | %s | call %u, %s: %s | %s", work->expected.row->line, fault->process,
		 fault->call, call, tell_fault(fault), wrong);
}

static void try_errors(struct work *work, struct fault *fault, int number)
{
	static const int errors[] = { EPERM, EACCES, ENOMEM, EAGAIN, EINVAL,
				      EIO,   ENOSPC, ENOSYS, EINTR };
	static const int exec_errors[] = { ENOENT, ENOEXEC };
	bool is_whole = !work->task->quick || work->expected.row->setup & SETUP_WHOLE;

	if (names_never_fails(number))
		return;
	fault->kind = FAULT_ERROR;
	/* brk(2) can fail in one way only. */
	if (number == SYS_brk) {
		fault->value = ENOMEM;
		try_fault(work, fault);
		return;
	}
	for (size_t i = 0; i < COUNT(errors); i++) {
		fault->value = errors[i];
		if (is_whole || i == work->turn % COUNT(errors))
			try_fault(work, fault);
	}
	for (size_t i = 0; i < COUNT(exec_errors) && number == SYS_execve; i++) {
		fault->value = exec_errors[i];
		try_fault(work, fault);
	}
	work->turn++;
}

/* Tries each shorter length, or ten of them if there are more than a hundred. Length 0 is tried for
 * a file, as its end; on a socket it would mean that the peer has ended. */
static void try_lengths(struct work *work, struct fault *fault, const struct traced_call *call)
{
	bool reads, is_whole = !work->task->quick || work->expected.row->setup & SETUP_WHOLE;
	bool is_file;
	long step;

	if (!names_counts_bytes(&reads, call->number) || call->result <= 0)
		return;
	is_file = call->number == SYS_read || call->number == SYS_pread64;
	fault->kind = FAULT_SHORT;
	step = !is_whole ? call->result : call->result > 100 ? call->result / 10 : 1;
	for (long length = is_file ? 0 : 1; length < call->result; length += step) {
		fault->value = (int)length;
		try_fault(work, fault);
	}
	fault->value = (int)call->result - 1;
	if (step > 1 && fault->value > 0)
		try_fault(work, fault);
}

static void try_call(struct work *work, const struct traced_process *process, unsigned at)
{
	struct fault fault = { .call = at, .number = process->calls[at].number };

	memcpy(fault.process, process->name, sizeof(fault.process));
	if (work->task->kills) {
		fault.kind = FAULT_KILL;
		try_fault(work, &fault);
		return;
	}
	if (at >= process->own)
		return;
	try_errors(work, &fault, process->calls[at].number);
	try_lengths(work, &fault, &process->calls[at]);
}

static void try_all(struct work *work)
{
	const struct observation *observation = &work->expected.sight.observation;

	for (unsigned i = 0; i < observation->process_count; i++) {
		work->step = 1;
		for (unsigned at = 0; at < observation->processes[i].count; at++)
			try_call(work, &observation->processes[i], at);
	}
}

void work_row(const struct task *task, const struct row *row, bool as_user, struct result *result)
{
	static struct work work;

	work.task = task;
	work.result = result;
	work.start = (struct start){ .world = &work.world, .row = row, .as_user = as_user };
	work.launch = (struct launch){ .start = start_nsrun, .what = &work.start };
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	world_make(&work.world, task->folder, task->nsrun, task->probe);
	if (expect(&work))
		try_all(&work);
	else
		result->counts[VERDICT_WRONG]++;
	world_remove(&work.world);
}
