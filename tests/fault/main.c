/*
 * faults [--kills] [--quick] [--only PART] NSRUN
 *
 * Runs each row once without a fault, and then once for every fault: each system call that nsrun
 * or one of its processes made fails with each errno, or hands over fewer bytes; with --kills its
 * process is killed in front of it. Root does the rows for root and, as nsrun-test, those for a
 * user; anybody else does the latter. Prints a TAP line for each row.
 *
 * --quick takes one errno for each call, in turn, but for some rows. --only takes the rows whose
 * line has PART in it.
 */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coverage.h"
#include "errors.h"
#include "judge.h"
#include "names.h"
#include "rows.h"
#include "state.h"
#include "tracer.h"
#include "world.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

enum { COMPLAINTS_MAX = 60, TRIES = 3 };

/* What the driver was asked. */
struct task {
	bool kills, quick, shows;
	const char *only;
	char nsrun[PATH_MAX], probe[PATH_MAX], folder[PATH_MAX];
};

/* What came of a row: workers and the driver share it. */
struct result {
	unsigned counts[VERDICTS];
	bool steps[STEP_KINDS]; /* whether it uses a step of that kind */
	bool is_done;
};

/* A worker at its row. */
struct work {
	const struct task *task;
	struct result *result;
	struct world world;
	struct start start;
	struct launch launch;
	struct outside before;
	struct expectation expected;
	struct sight sight;
	size_t step;   /* that was named for the process's last fault */
	unsigned turn; /* for what is done in turns */
};

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
		world_start(&start);
	if (pid < 0 || waitpid(pid, &wait_status, 0) < 0)
		return false;
	world_read(text, sizeof(text), work->world.out_fd);
	read_steps(work, text);
	return work->expected.step_count > 0;
}

/* Two faultless runs must agree: what the probe tells must not differ by itself. */
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
		printf("# it is not explained: %s", work->sight.err);
		return false;
	}
	work->launch.lets_programs_go = getuid() != 0 && work->result->steps[STEP_RUN_MAPPERS];
	run_once(work, &none, &expected->sight);
	status = expected->sight.observation.wait_status;
	if (!WIFEXITED(status) || WEXITSTATUS(status) != PROBE_STATUS) {
		printf("# without a fault it ends with %x: %s", (unsigned)status,
		       expected->sight.err);
		return false;
	}
	error = state_error(expected);
	if (error) {
		printf("# without a fault: %s\n", error);
		return false;
	}
	run_once(work, &none, &work->sight);
	if (strcmp(expected->sight.out, work->sight.out) == 0 &&
	    strcmp(expected->before.state, work->sight.outside.state) == 0)
		return true;
	printf("# two faultless runs differ: %s, %s\n",
	       judge_difference(expected->sight.out, work->sight.out),
	       judge_difference(expected->before.state, work->sight.outside.state));
	return false;
}

static const char *tell_fault(const struct fault *fault)
{
	static char text[64];

	switch (fault->kind) {
	case FAULT_NONE:
		return "";
	case FAULT_KILL:
		return "SIGKILL";
	case FAULT_SHORT:
		snprintf(text, sizeof(text), "%d bytes", fault->value);
		return text;
	case FAULT_ERROR:
		break;
	}
	return errors_name(fault->value) ? errors_name(fault->value) : "an errno";
}

/* A later call of a process belongs to the same step or to a later one. Half a record may be told
 * as the failure of who got it. */
static bool is_in_order(struct work *work)
{
	size_t step = judge_step(&work->sight, work->step, &work->expected);
	bool is_right = step == 0 || step >= work->step;

	if (step)
		work->step = step;
	return is_right;
}

/* A call that was not made this time, since another process was faster, is tried again. */
static void try_fault(struct work *work, const struct fault *fault)
{
	enum verdict verdict = VERDICT_UNREACHED;
	const char *wrong = NULL, *call;

	for (int i = 0; i < TRIES && verdict == VERDICT_UNREACHED; i++) {
		run_once(work, fault, &work->sight);
		verdict = judge(&wrong, &work->sight, fault, &work->expected);
	}
	if (verdict == VERDICT_REFUSED && fault->kind == FAULT_ERROR && !is_in_order(work)) {
		verdict = VERDICT_WRONG;
		wrong = "the step that is named is earlier than that of the call before";
	}
	work->result->counts[verdict]++;
	call = names_call(work->sight.observation.number);
	if (work->task->shows)
		printf("# %s %u %s %s: %d status %x %s\n", fault->process, fault->call, call,
		       tell_fault(fault), (int)verdict,
		       (unsigned)work->sight.observation.wait_status, work->sight.err);
	if (verdict != VERDICT_WRONG || work->result->counts[verdict] > COMPLAINTS_MAX)
		return;
	printf("# %s | %s | call %u, %s: %s | %s%s", work->expected.row->line, fault->process,
	       fault->call, call, tell_fault(fault), wrong,
	       wrong[strlen(wrong) - 1] == '\n' ? "" : "\n");
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
	/* It has one way to fail. */
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

/* Up to a hundred lengths one by one, else some from the whole range. None at all would be the end
 * of a file; on a socket it would be the peer's. */
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
	struct fault fault = { .call = at };

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

static void do_row(const struct task *task, const struct row *row, bool as_user,
		   struct result *result)
{
	static struct work work;

	work.task = task;
	work.result = result;
	work.start = (struct start){ .world = &work.world, .row = row, .as_user = as_user };
	work.launch = (struct launch){ .start = world_start, .what = &work.start };
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	world_make(&work.world, task->folder, task->nsrun, task->probe);
	if (expect(&work))
		try_all(&work);
	else
		result->counts[VERDICT_WRONG]++;
	world_remove(&work.world);
}

/* One at work. */
struct job {
	pid_t pid; /* 0: it has ended */
	int log_fd;
	const struct row *row;
	bool as_user;
	struct result *result;
};

static void start_job(struct job *job, const struct task *task)
{
	job->log_fd = memfd_create("log", MFD_CLOEXEC);
	fflush(NULL);
	job->pid = fork();
	if (job->pid != 0)
		return;
	dup2(job->log_fd, STDOUT_FILENO);
	do_row(task, job->row, job->as_user, job->result);
	fflush(NULL);
	job->result->is_done = true;
	_exit(0);
}

static void print_log(int fd)
{
	char text[4096];
	ssize_t got;

	for (off_t at = 0; (got = pread(fd, text, sizeof(text), at)) > 0; at += got)
		fwrite(text, 1, (size_t)got, stdout);
	close(fd);
}

/* Returns whether the row holds. */
static bool tell_job(const struct job *job, size_t number, const struct task *task)
{
	const unsigned *counts = job->result->counts;
	bool is_right = job->result->is_done && counts[VERDICT_WRONG] == 0;

	printf("%s %zu - %s: nsrun %s%s: ", is_right ? "ok" : "not ok", number,
	       job->as_user ? "user" : "root", job->row->line,
	       job->row->setup & ~(unsigned)SETUP_WHOLE ? " (started unusually)" : "");
	if (task->kills)
		printf("%u ended", counts[VERDICT_ENDED]);
	else
		printf("%u given up", counts[VERDICT_GIVEN_UP]);
	printf(", %u refused, %u not executed, %u without effect, %u not reached, %u wrong\n",
	       counts[VERDICT_REFUSED], counts[VERDICT_NOT_EXECUTED], counts[VERDICT_NO_MATTER],
	       counts[VERDICT_UNREACHED], counts[VERDICT_WRONG]);
	print_log(job->log_fd);
	fflush(stdout);
	return is_right;
}

/* As many at once as there are processors. */
static void work_off(struct job *jobs, size_t count, const struct task *task)
{
	long most = sysconf(_SC_NPROCESSORS_ONLN), busy = 0;
	size_t next = 0;

	while (busy > 0 || next < count) {
		pid_t ended;

		for (; busy < most && next < count; busy++)
			start_job(&jobs[next++], task);
		ended = wait(NULL);
		for (size_t i = 0; i < next; i++) {
			if (jobs[i].pid != ended)
				continue;
			jobs[i].pid = 0;
			busy--;
		}
	}
}

static size_t list_jobs(struct job *jobs, const struct task *task)
{
	size_t count = 0;

	for (size_t i = 0; i < row_count; i++) {
		for (int as_user = 0; as_user < 2; as_user++) {
			if (!(rows[i].who & (as_user ? AS_USER : AS_ROOT)))
				continue;
			if (!as_user && getuid() != 0)
				continue;
			if (task->only && !strstr(rows[i].line, task->only))
				continue;
			jobs[count++] = (struct job){ .row = &rows[i], .as_user = as_user };
		}
	}
	return count;
}

static void sum_up(const struct job *jobs, size_t count, const struct task *task)
{
	unsigned sums[VERDICTS] = { 0 }, total = 0;

	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < VERDICTS; k++)
			sums[k] += jobs[i].result->counts[k];
	for (size_t k = 0; k < VERDICTS; k++)
		total += k == VERDICT_UNREACHED ? 0 : sums[k];
	printf("# %u %s: %u refused (125), %u not executed (126, 127), %u without effect, %u given "
	       "up while the command ran, %u ended with who was killed, %u wrong; %u more not "
	       "reached\n",
	       total, task->kills ? "kills" : "faults", sums[VERDICT_REFUSED],
	       sums[VERDICT_NOT_EXECUTED], sums[VERDICT_NO_MATTER], sums[VERDICT_GIVEN_UP],
	       sums[VERDICT_ENDED], sums[VERDICT_WRONG], sums[VERDICT_UNREACHED]);
}

static bool read_arguments(struct task *task, int argc, char **argv)
{
	char self[PATH_MAX] = "";

	for (int i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--kills") == 0)
			task->kills = true;
		else if (strcmp(argv[i], "--quick") == 0)
			task->quick = true;
		else if (strcmp(argv[i], "--show") == 0)
			task->shows = true;
		else if (strcmp(argv[i], "--only") == 0 && i + 1 < argc)
			task->only = argv[++i];
		else if (!realpath(argv[i], task->nsrun))
			return false;
	}
	if (!task->nsrun[0] || readlink("/proc/self/exe", self, sizeof(self) - 1) < 0)
		return false;
	return snprintf(task->probe, PATH_MAX, "%s/probe", dirname(self)) < PATH_MAX;
}

int main(int argc, char **argv)
{
	static struct task task;
	bool used[STEP_KINDS] = { false };
	size_t count, failed = 0;
	struct job *jobs = calloc(row_count * 2, sizeof(*jobs));
	struct result *results = mmap(NULL, row_count * 2 * sizeof(*results),
				      PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (!read_arguments(&task, argc, argv) || !jobs || results == MAP_FAILED) {
		fputs("Usage: faults [--kills] [--quick] [--only PART] NSRUN\n", stderr);
		return 1;
	}
	strcpy(task.folder, "/tmp/nsrun-faults.XXXXXX");
	if (!mkdtemp(task.folder) || chmod(task.folder, 0755) < 0)
		return 1;
	count = list_jobs(jobs, &task);
	for (size_t i = 0; i < count; i++)
		jobs[i].result = &results[i];
	work_off(jobs, count, &task);
	for (size_t i = 0; i < count; i++) {
		failed += !tell_job(&jobs[i], i + 1, &task);
		for (size_t kind = 0; kind < STEP_KINDS; kind++)
			used[kind] = used[kind] || results[i].steps[kind];
	}
	if (!task.only &&
	    (!coverage_has_options(task.nsrun) || (getuid() == 0 && !coverage_has_steps(used)))) {
		puts("not ok - every option and every kind of step is in a row");
		failed++;
	}
	sum_up(jobs, count, &task);
	rmdir(task.folder);
	return failed > 0;
}
