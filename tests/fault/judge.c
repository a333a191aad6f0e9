/*
 * The judge.
 *
 * A fault may have one of two outcomes. Either the command did not run: then nsrun's own status and
 * a message that names the step say so. Or the fault did not matter: the command ran in exactly the
 * state that it has without a fault, and its status came back. For a call that nsrun makes while
 * the command runs there is a third: nsrun ends the command, and says that it could not wait for
 * it.
 */
#include "judge.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>

#include "base/errors.h"
#include "names.h"

static const char *own_or_new(const char *name, unsigned long long inode)
{
	char path[64];
	struct stat status;

	if (inode == 0)
		return "not to be seen";
	snprintf(path, sizeof(path), "/proc/self/ns/%s", name);
	return stat(path, &status) == 0 && status.st_ino == inode ? "the host's" : "new";
}

/* How many seconds this clock, of the probe, was ahead of ours; rounded to 20: some have passed. */
static long long offset(clockid_t clock, long long seconds)
{
	struct timespec now;

	clock_gettime(clock, &now);
	seconds -= now.tv_sec;
	return (seconds + (seconds < 0 ? -10 : 10)) / 20 * 20;
}

void judge_normalise(char *out, const char *printed, bool has_own_mounts)
{
	while (*printed) {
		int length = (int)strcspn(printed, "\n");
		unsigned long long inode;
		long long seconds;
		char name[32], point[8];
		bool is_others = !has_own_mounts && sscanf(printed, "mount: %*s %7s", point) == 1 &&
				 strncmp(point, "/tmp/", 5) == 0;

		if (is_others)
			out += 0;
		else if (sscanf(printed, "ns %31s %llu", name, &inode) == 2)
			out += sprintf(out, "ns %s %s\n", name, own_or_new(name, inode));
		else if (sscanf(printed, "clock monotonic %lld", &seconds) == 1)
			out += sprintf(out, "clock monotonic %lld\n",
				       offset(CLOCK_MONOTONIC, seconds));
		else if (sscanf(printed, "clock boottime %lld", &seconds) == 1)
			out += sprintf(out, "clock boottime %lld\n",
				       offset(CLOCK_BOOTTIME, seconds));
		else
			out += sprintf(out, "%.*s\n", length, printed);
		printed += length;
		printed += *printed == '\n';
	}
	*out = '\0';
}

static const char *program(const struct expectation *expected)
{
	return expected->row->setup & SETUP_UNSHARE ? "unshare" : "nsrun";
}

static int failed_status(const struct expectation *expected)
{
	return expected->row->setup & SETUP_UNSHARE ? 1 : STATUS_FAILED;
}

int judge_status(const struct row *row)
{
	return row_checks(row) ? 0 : PROBE_STATUS;
}

/* "refused    inner: PHRASE (OPTIONS): ERROR" */
static bool refuses(const char *out, const char *step)
{
	static const char prefix[] = "refused    inner: ";
	const char *line = strstr(out, "refused ");
	size_t length = strlen(step);

	return line && strlen(line) > sizeof(prefix) &&
	       strncmp(line + sizeof(prefix) - 1, step, length) == 0 &&
	       strchr(": ", line[sizeof(prefix) - 1 + length]);
}

static bool says(const struct sight *sight, size_t step, const struct expectation *expected)
{
	char words[600];

	if (row_checks(expected->row))
		return refuses(sight->out, expected->steps[step - 1]);
	snprintf(words, sizeof(words), "%s: cannot %s: ", program(expected),
		 expected->steps[step - 1]);
	return strstr(sight->err, words);
}

size_t judge_step(const struct sight *sight, size_t from, const struct expectation *expected)
{
	for (size_t i = from; i <= expected->step_count; i++)
		if (says(sight, i, expected))
			return i;
	return from > 1 ? judge_step(sight, 1, expected) : 0;
}

/* Whether the message is one of those that name no step: for a failure before the first step, or
 * for a second process that was killed. */
static bool names_other(const char *err, const struct fault *fault,
			const struct expectation *expected)
{
	static const char death[] = ": cannot start the command: nsrun's second process ";
	static const char *const others[] = {
		"stdin, stdout or stderr is closed",
		"the caller's ids cannot be read",
		"the caller's capabilities cannot be read",
		"cannot write to standard output",
		"--",
	};
	char words[128];

	if (fault->kind == FAULT_KILL && strstr(err, death))
		return true;
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		snprintf(words, sizeof(words), "%s: %s", program(expected), others[i]);
		if (strncmp(err, words, strlen(words)) == 0)
			return true;
	}
	return false;
}

const char *judge_difference(const char *expected, const char *found)
{
	static char text[1024];

	for (;;) {
		size_t length = strcspn(expected, "\n"), other = strcspn(found, "\n");

		if (length != other || strncmp(expected, found, length) != 0) {
			snprintf(text, sizeof(text), "'%.*s' for '%.*s'", (int)other, found,
				 (int)length, expected);
			return text;
		}
		if (!expected[length] || !found[other])
			return "nothing";
		expected += length + 1;
		found += other + 1;
	}
}

static const char *words(const char *what, const char *more)
{
	static char text[2048];

	snprintf(text, sizeof(text), "%.100s: %.1800s", what, more);
	return text;
}

/* Whether processes may still be there when nsrun has ended: if nsrun itself was killed, it could
 * not wait for them; and if the parent of newuidmap was, nothing ends that, since the exec of a
 * set-uid program clears a death signal. All these must end by themselves soon. */
static bool may_outlive(const struct fault *fault, const struct expectation *expected)
{
	const struct observation *faultless = &expected->sight.observation;
	size_t length = strlen(fault->process);

	if (fault->kind != FAULT_KILL)
		return false;
	for (unsigned i = 0; i < faultless->process_count; i++) {
		const struct traced_process *process = &faultless->processes[i];

		if (process->own < process->count &&
		    strncmp(process->name, fault->process, length) == 0 &&
		    process->name[length] == '.')
			return true;
	}
	return strcmp(fault->process, "nsrun") == 0;
}

/* What is wrong whatever the fault was, or NULL. */
static const char *never(const struct sight *sight, const struct fault *fault,
			 const struct expectation *expected)
{
	const struct observation *observation = &sight->observation;
	if (observation->is_late)
		return "it hangs";
	if (WIFSIGNALED(observation->wait_status) && fault->kind != FAULT_KILL)
		return "it crashed";
	if (observation->left)
		return "a process is left";
	if (observation->alive && !may_outlive(fault, expected))
		return "a process outlived nsrun";
	if (strcmp(sight->outside.state, expected->before.state) != 0)
		return words("the outside changed",
			     judge_difference(expected->before.state, sight->outside.state));
	if (row_checks(expected->row))
		return observation->command_began ? "the command ran" : NULL;
	if (sight->out[0] && strcmp(sight->out, expected->sight.out) != 0)
		return words("the command ran in another state",
			     judge_difference(expected->sight.out, sight->out));
	if (!sight->out[0] && observation->command_began && fault->kind != FAULT_KILL &&
	    WIFEXITED(observation->wait_status) &&
	    WEXITSTATUS(observation->wait_status) == PROBE_STATUS)
		return "the command told nothing";
	return NULL;
}

/* The lines on --status-fd must not contradict the status. One may be missing: the fault may have
 * struck its write. */
static const char *contradiction(const struct sight *sight, int status)
{
	bool has_failed = strstr(sight->status, "\"event\":\"failed\"");
	bool has_ended = strstr(sight->status, "\"event\":\"ended\"");

	if (has_failed && status == PROBE_STATUS)
		return "the status is the command's, and --status-fd tells of a failure";
	if (has_ended && status != PROBE_STATUS)
		return "the status is nsrun's, and --status-fd has the command's";
	return NULL;
}

static bool is_kept_as_expected(const struct sight *sight, const struct expectation *expected)
{
	return strcmp(sight->outside.kept, expected->sight.outside.kept) == 0;
}

/* Whether stderr is as without a fault. Not asked of --trace, whose times differ. */
static bool is_silent(const struct sight *sight, const struct expectation *expected)
{
	return strstr(expected->row->line, "--trace") ||
	       strcmp(sight->err, expected->sight.err) == 0;
}

static enum verdict judge_success(const char **wrong, const struct sight *sight,
				  const struct expectation *expected)
{
	if (!sight->out[0])
		*wrong = "the command's status, and it did not run";
	else if (!is_kept_as_expected(sight, expected))
		*wrong = words("what is kept differs",
			       judge_difference(expected->sight.outside.kept, sight->outside.kept));
	else if (!is_silent(sight, expected))
		*wrong = words("the command ran, and there is a message", sight->err);
	return *wrong ? VERDICT_WRONG : VERDICT_NO_MATTER;
}

/* Whether --status-fd names an errno, and that is not the fault's. */
static bool tells_another_errno(const struct sight *sight, const struct fault *fault)
{
	char words[64];

	snprintf(words, sizeof(words), "\"errno\":\"%s\"", errors_name(fault->value));
	return strstr(sight->status, "\"errno\":\"") && !strstr(sight->status, words);
}

static enum verdict judge_failure(const char **wrong, const struct sight *sight, int status,
				  const struct fault *fault, const struct expectation *expected)
{
	size_t number = judge_step(sight, 1, expected);
	const char *step = number ? expected->steps[number - 1] : NULL;
	bool is_exec = step && strncmp(step, "execute ", 8) == 0;
	bool is_wait = step && strncmp(step, "wait for ", 9) == 0;

	if (strcmp(sight->outside.kept, expected->before.kept) != 0 &&
	    !(is_wait && is_kept_as_expected(sight, expected)))
		*wrong = words("a file is left in the folder", sight->outside.kept);
	else if (sight->out[0] && !is_wait)
		*wrong = words("the command ran, and nsrun says", sight->err);
	else if (!sight->err[0])
		*wrong = "there is no message";
	else if (!step && !names_other(sight->err, fault, expected))
		*wrong = words("the message names no step", sight->err);
	else if (is_exec != (status == STATUS_NOT_RUNNABLE || status == STATUS_NOT_FOUND))
		*wrong = words("the status is not that of the message", sight->err);
	else if (fault->kind == FAULT_ERROR && number && tells_another_errno(sight, fault))
		*wrong = words("--status-fd has another errno", sight->status);
	if (*wrong)
		return VERDICT_WRONG;
	return is_exec ? VERDICT_NOT_EXECUTED : is_wait ? VERDICT_GIVEN_UP : VERDICT_REFUSED;
}

/* Whether the process that was killed would have become the command, and had not yet said "ready",
 * which is the last thing that it sends. */
static bool was_not_ready(const struct fault *fault, const struct expectation *expected)
{
	const struct observation *faultless = &expected->sight.observation;
	const struct traced_process *process = NULL;
	unsigned ready = 0;

	for (unsigned i = 0; i < faultless->process_count && !process; i++)
		if (strcmp(faultless->processes[i].name, fault->process) == 0)
			process = &faultless->processes[i];
	if (!process || process->count == 0 ||
	    process->calls[process->count - 1].number != SYS_execve)
		return false;
	for (unsigned i = 0; i < process->count; i++)
		if (process->calls[i].number == SYS_sendto)
			ready = i;
	return fault->call <= ready;
}

/* A process was killed, and nsrun died of a signal. That is right if nsrun was killed itself, or if
 * inner was, after "ready": then nsrun cannot tell its end from the command's, see run.c. */
static enum verdict judge_kill(const char **wrong, const struct sight *sight,
			       const struct fault *fault, const struct expectation *expected)
{
	int wait_status = sight->observation.wait_status;
	bool is_killed = WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL;

	if (!is_killed)
		*wrong = "it crashed";
	else if (strcmp(fault->process, "nsrun") == 0)
		return VERDICT_ENDED;
	else if (sight->observation.struck_program)
		*wrong = "a program was killed, and nsrun died";
	else if (was_not_ready(fault, expected))
		*wrong =
			"inner was killed before it was ready, and nsrun died as the command would";
	else if (sight->err[0] && !strstr(expected->row->line, "--trace"))
		*wrong = words("it died, and says", sight->err);
	return *wrong ? VERDICT_WRONG : VERDICT_ENDED;
}

/* A check must keep no namespace, and its list must name the step that was refused. */
static enum verdict judge_check(const char **wrong, const struct sight *sight,
				const struct fault *fault, const struct expectation *expected)
{
	int status = WEXITSTATUS(sight->observation.wait_status);
	bool is_same = strcmp(sight->out, expected->sight.out) == 0;

	if (strcmp(sight->outside.kept, expected->before.kept) != 0)
		*wrong = words("a file is left in the folder", sight->outside.kept);
	else if (status == 0 && (!is_same || sight->err[0]))
		*wrong = words("all is well, and it says", is_same ? sight->err : sight->out);
	else if (status == 0)
		return sight->observation.has_struck ? VERDICT_NO_MATTER : VERDICT_UNREACHED;
	else if (status != STATUS_FAILED)
		*wrong = words("another status", sight->out);
	else if (!judge_step(sight, 1, expected) && !names_other(sight->err, fault, expected))
		*wrong = words("it names no step", sight->err[0] ? sight->err : sight->out);
	return *wrong ? VERDICT_WRONG : VERDICT_REFUSED;
}

enum verdict judge(const char **wrong, const struct sight *sight, const struct fault *fault,
		   const struct expectation *expected)
{
	int wait_status = sight->observation.wait_status, status = WEXITSTATUS(wait_status);
	static char numbers[64];
	enum verdict verdict;

	*wrong = never(sight, fault, expected);
	if (*wrong)
		return VERDICT_WRONG;
	if (WIFSIGNALED(wait_status))
		return judge_kill(wrong, sight, fault, expected);
	if (row_checks(expected->row))
		return judge_check(wrong, sight, fault, expected);
	*wrong = contradiction(sight, status);
	if (*wrong)
		return VERDICT_WRONG;
	if (fault->kind == FAULT_KILL && strcmp(fault->process, "nsrun") == 0 &&
	    sight->observation.has_struck)
		*wrong = "nsrun was killed, and did not die of that";
	else if (fault->kind == FAULT_KILL && sight->observation.struck_program &&
		 status == PROBE_STATUS)
		*wrong = "a program that was killed passes for one that did its work";
	if (*wrong)
		return VERDICT_WRONG;
	if (status == PROBE_STATUS) {
		verdict = judge_success(wrong, sight, expected);
		return *wrong || sight->observation.has_struck ? verdict : VERDICT_UNREACHED;
	}
	if (status == failed_status(expected) || status == STATUS_NOT_RUNNABLE ||
	    status == STATUS_NOT_FOUND)
		return judge_failure(wrong, sight, status, fault, expected);
	snprintf(numbers, sizeof(numbers), "status %d", status);
	*wrong = words(numbers, sight->err);
	return VERDICT_WRONG;
}
