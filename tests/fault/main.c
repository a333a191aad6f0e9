/*
 * faults [--kills] [--quick] [--only PART] NSRUN
 *
 * Runs each row without a fault, and then once for every fault. Each system call that nsrun or one
 * of its processes made has these faults: it fails, once with each errno, or it reads or writes
 * fewer bytes; with --kills, the process is killed in front of it. Root runs the rows for root and,
 * as nsrun-test, those for a user; any other user runs the latter. Prints a TAP line for each row.
 *
 * --quick tries one errno for each call, another at every call, but for rows with SETUP_WHOLE.
 * --only tries the rows whose line has PART in it.
 */
#include <fcntl.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "coverage.h"
#include "rows.h"
#include "work.h"

/* A process that tries one row. */
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
	work_row(task, job->row, job->as_user, job->result);
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

/* Prints the row's result. Returns whether nothing was wrong. */
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

/* Runs all the jobs, as many at once as there are processors. */
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
