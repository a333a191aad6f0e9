/*
 * The tracer.
 *
 * It follows every process of nsrun's from its birth. Each stops when it makes a process and when
 * it executes a program. The process that the fault is for stops at its system calls as well; in
 * every other run all processes do, so that the order in which they work varies. A call that is to
 * fail gets the number -1 at its entry, so that the kernel does nothing, and the errno as its
 * result at its exit. After the fault no process stops at calls any more.
 *
 * Signals have their usual effect: they are passed on to the process, and a process that a signal
 * stops stays stopped (PTRACE_LISTEN).
 */
#include "tracer.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "strike.h"

/* How long nsrun may take, which itself waits five seconds for newuidmap; and how long the
 * processes that are there when it has ended may take to end by themselves. */
enum { RUN_SECONDS = 8, REST_SECONDS = 2 };

/* The kernel's struct ptrace_syscall_info: <linux/ptrace.h> and <sys/ptrace.h> exclude each other
 * with some libcs. */
struct syscall_info {
	uint8_t op;
	uint8_t pad[3];
	uint32_t arch;
	uint64_t instruction_pointer, stack_pointer;
	union {
		struct {
			uint64_t number, arguments[6];
		} entry;
		struct {
			int64_t result;
			uint8_t is_error;
		} exit;
	};
};

enum { AT_ENTRY = 1, AT_EXIT = 2 };

struct tracee {
	pid_t pid; /* 0: it has ended */
	char name[PROCESS_NAME_BYTES];
	unsigned children;
	bool is_known;   /* its parent's stop has been seen, so it has a name */
	bool is_waiting; /* it is stopped until it has one */
	bool has_begun;  /* its calls are counted: nsrun's from main on */
	bool is_program;
	bool is_command;
	unsigned calls;
	struct traced_process *record;
};

struct tracer {
	struct observation *observation;
	const struct launch *launch;
	const struct fault *fault;
	pid_t root;
	bool has_ended;
	struct strike strike;
	int64_t deadline;
	size_t count;
	struct tracee tracees[64];
};

static int64_t milliseconds_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * INT64_C(1000) + now.tv_nsec / 1000000;
}

static struct tracee *find(struct tracer *tracer, pid_t pid)
{
	for (size_t i = 0; i < tracer->count; i++)
		if (tracer->tracees[i].pid == pid)
			return &tracer->tracees[i];
	return NULL;
}

static struct tracee *add(struct tracer *tracer, pid_t pid)
{
	struct tracee *tracee = &tracer->tracees[tracer->count];

	if (tracer->count == sizeof(tracer->tracees) / sizeof(tracer->tracees[0]))
		abort();
	tracer->count++;
	*tracee = (struct tracee){ .pid = pid };
	return tracee;
}

static void name_tracee(struct tracer *tracer, struct tracee *tracee, const char *name)
{
	struct observation *observation = tracer->observation;

	snprintf(tracee->name, sizeof(tracee->name), "%s", name);
	tracee->is_known = true;
	if (tracer->fault->kind != FAULT_NONE || observation->process_count == PROCESSES_MAX)
		return;
	tracee->record = &observation->processes[observation->process_count++];
	memcpy(tracee->record->name, tracee->name, sizeof(tracee->record->name));
	tracee->record->count = 0;
	tracee->record->own = CALLS_MAX;
}

static bool is_target(const struct tracer *tracer, const struct tracee *tracee)
{
	return tracer->fault->kind != FAULT_NONE && !tracer->observation->has_struck &&
	       strcmp(tracee->name, tracer->fault->process) == 0;
}

/* Whether the process is to stop at its next system call. */
static bool stops_at_calls(const struct tracer *tracer, const struct tracee *tracee)
{
	if (tracee->is_command)
		return false;
	if (tracer->strike.is_open || tracer->fault->kind == FAULT_NONE)
		return true;
	/* A call that executes newuidmap must be seen; such a call comes early. */
	if (tracer->launch->lets_programs_go && tracee->calls < CALLS_MAX)
		return true;
	return is_target(tracer, tracee) ||
	       (tracer->launch->slows_all && !tracer->observation->has_struck);
}

static void resume(const struct tracer *tracer, struct tracee *tracee, int signal)
{
	bool stops = stops_at_calls(tracer, tracee);

	ptrace(stops ? PTRACE_SYSCALL : PTRACE_CONT, tracee->pid, 0, (long)signal);
}

/* Whether the last component of the path is newuidmap or newgidmap. */
static bool is_mapper_path(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;

	return strcmp(name, "newuidmap") == 0 || strcmp(name, "newgidmap") == 0;
}

static bool reads_mapper_path(pid_t pid, unsigned long address)
{
	char path[256];
	struct iovec here = { path, sizeof(path) - 1 }, there = { (void *)address, here.iov_len };
	ssize_t got;

	/* The memory behind the string may not be mapped: then a shorter piece is read. */
	do
		got = process_vm_readv(pid, &here, 1, &there, 1, 0);
	while (got < 0 && (there.iov_len /= 2) > 0);
	path[got > 0 ? got : 0] = '\0';
	return is_mapper_path(path);
}

static bool executes_mapper(pid_t pid)
{
	char link[64], path[4096];
	ssize_t length;

	snprintf(link, sizeof(link), "/proc/%d/exe", (int)pid);
	length = readlink(link, path, sizeof(path) - 1);
	path[length > 0 ? length : 0] = '\0';
	return is_mapper_path(path);
}

static void strike(struct tracer *tracer, struct tracee *tracee, const struct syscall_info *info)
{
	struct observation *observation = tracer->observation;

	observation->has_struck = true;
	observation->number = (int)info->entry.number;
	observation->struck_program = tracee->is_program;
	strike_begin(&tracer->strike, tracer->fault, tracee->pid, observation->number,
		     info->entry.arguments);
}

static void record_entry(struct tracee *tracee, const struct syscall_info *info)
{
	struct traced_process *record = tracee->record;

	if (!record || record->count == CALLS_MAX)
		return;
	record->calls[record->count++] = (struct traced_call){ .number = (int)info->entry.number };
}

/* Counts the call, and strikes it if it is the fault's. Returns whether the process is to be let
 * go, since it executes a program that needs privilege. */
static bool stop_at_entry(struct tracer *tracer, struct tracee *tracee,
			  const struct syscall_info *info)
{
	/* poll(2) is the first call that nsrun's main makes. */
	if (info->entry.number == SYS_poll)
		tracee->has_begun = true;
	if (tracee->has_begun) {
		record_entry(tracee, info);
		if (is_target(tracer, tracee) && tracee->calls == tracer->fault->call &&
		    (tracer->fault->kind != FAULT_SHORT ||
		     tracer->fault->number == (int)info->entry.number))
			strike(tracer, tracee, info);
		tracee->calls++;
	}
	return tracer->launch->lets_programs_go && info->entry.number == SYS_execve &&
	       !tracer->strike.is_open && reads_mapper_path(tracee->pid, info->entry.arguments[0]);
}

static void stop_at_call(struct tracer *tracer, struct tracee *tracee)
{
	struct syscall_info info = { .op = 0 };
	struct traced_process *record = tracee->record;

	ptrace(PTRACE_GET_SYSCALL_INFO, tracee->pid, sizeof(info), &info);
	if (info.op == AT_ENTRY && stop_at_entry(tracer, tracee, &info)) {
		ptrace(PTRACE_DETACH, tracee->pid, 0, 0);
		tracee->pid = 0;
		return;
	}
	if (info.op == AT_EXIT && tracer->strike.is_open &&
	    strcmp(tracee->name, tracer->fault->process) == 0)
		strike_finish(&tracer->strike, tracer->fault, tracee->pid);
	if (info.op == AT_EXIT && record && record->count)
		record->calls[record->count - 1].result = info.exit.result;
	resume(tracer, tracee, 0);
}

static void stop_at_birth(struct tracer *tracer, struct tracee *parent)
{
	unsigned long message = 0;
	char name[PROCESS_NAME_BYTES + 12];
	struct tracee *child;

	ptrace(PTRACE_GETEVENTMSG, parent->pid, 0, &message);
	child = find(tracer, (pid_t)message);
	if (!child)
		child = add(tracer, (pid_t)message);
	snprintf(name, sizeof(name), "%s.%u", parent->name, ++parent->children);
	name_tracee(tracer, child, name);
	child->has_begun = true;
	if (child->is_waiting)
		resume(tracer, child, 0);
	resume(tracer, parent, 0);
}

static void stop_at_exec(struct tracer *tracer, struct tracee *tracee)
{
	static const char first[] = "nsrun";

	if (tracee->pid == tracer->root && !tracee->is_known) {
		name_tracee(tracer, tracee, first);
	} else if (executes_mapper(tracee->pid)) {
		tracee->is_program = true;
		if (tracee->record)
			tracee->record->own = tracee->record->count;
	} else {
		tracee->is_command = true;
		tracer->observation->command_began = true;
	}
	resume(tracer, tracee, 0);
}

static void stop(struct tracer *tracer, pid_t pid, int status)
{
	struct tracee *tracee = find(tracer, pid);
	int event = status >> 16, signal = WSTOPSIG(status);

	/* A new process, whose parent has not stopped yet to say that it made it. */
	if (!tracee) {
		add(tracer, pid)->is_waiting = true;
		return;
	}
	switch (event) {
	case PTRACE_EVENT_FORK:
	case PTRACE_EVENT_VFORK:
	case PTRACE_EVENT_CLONE: stop_at_birth(tracer, tracee); return;
	case PTRACE_EVENT_EXEC: stop_at_exec(tracer, tracee); return;
	case PTRACE_EVENT_STOP:
		if (signal == SIGTRAP)
			resume(tracer, tracee, 0);
		else
			ptrace(PTRACE_LISTEN, pid, 0, 0);
		return;
	}
	if (signal == (SIGTRAP | 0x80))
		stop_at_call(tracer, tracee);
	else
		resume(tracer, tracee, signal);
}

/* Whether the process is neither dead nor about to end. In /proc/PID/stat, proc(5), the name in
 * brackets is followed by the state, five numbers, and the flags. */
static bool is_alive(pid_t pid)
{
	enum { IS_EXITING = 4 };
	char path[64], text[512], state;
	const char *bracket;
	unsigned flags;
	ssize_t length;
	int fd;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	length = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);
	if (fd >= 0)
		close(fd);
	text[length > 0 ? length : 0] = '\0';
	bracket = strrchr(text, ')');
	return bracket && sscanf(bracket, ") %c %*d %*d %*d %*d %*d %u", &state, &flags) == 2 &&
	       state != 'Z' && state != 'X' && !(flags & IS_EXITING);
}

static void allow(struct tracer *tracer, long seconds)
{
	/* The signal is repeated, since the first one may come right before waitpid(2) begins. */
	const struct itimerval timer = { .it_value = { .tv_sec = seconds },
					 .it_interval = { .tv_usec = 50000 } };

	tracer->deadline = milliseconds_now() + seconds * 1000;
	setitimer(ITIMER_REAL, &timer, NULL);
}

static void end(struct tracer *tracer, pid_t pid, int status)
{
	struct tracee *tracee = find(tracer, pid);

	if (tracee)
		tracee->pid = 0;
	if (pid != tracer->root)
		return;
	tracer->has_ended = true;
	tracer->observation->wait_status = status;
	for (size_t i = 0; i < tracer->count; i++)
		if (tracer->tracees[i].pid > 0 && is_alive(tracer->tracees[i].pid))
			tracer->observation->alive++;
	allow(tracer, REST_SECONDS);
}

/* Kills every process that is there, and returns how many. A program that was let go is no tracee
 * any more: when its parent has ended, it is found among this process's children. */
static unsigned kill_all(struct tracer *tracer)
{
	char path[64], text[1024] = "", *rest = text, *end;
	unsigned count = 0;
	FILE *file;
	long pid;

	for (size_t i = 0; i < tracer->count; i++)
		if (tracer->tracees[i].pid > 0 && kill(tracer->tracees[i].pid, SIGKILL) == 0)
			count++;
	snprintf(path, sizeof(path), "/proc/self/task/%d/children", (int)getpid());
	file = fopen(path, "re");
	if (file && !fgets(text, sizeof(text), file))
		text[0] = '\0';
	if (file)
		fclose(file);
	for (; (pid = strtol(rest, &end, 10)) > 0; rest = end)
		if (!find(tracer, (pid_t)pid) && kill((pid_t)pid, SIGKILL) == 0)
			count++;
	return count;
}

static void pass_deadline(struct tracer *tracer)
{
	unsigned killed;

	if (milliseconds_now() < tracer->deadline)
		return;
	killed = kill_all(tracer);
	if (tracer->has_ended)
		tracer->observation->left += killed;
	else
		tracer->observation->is_late = true;
	tracer->deadline = INT64_MAX;
}

static void follow(struct tracer *tracer)
{
	const struct itimerval none = { 0 };

	for (;;) {
		int status;
		pid_t pid = waitpid(-1, &status, __WALL);

		if (pid < 0 && errno == EINTR) {
			pass_deadline(tracer);
			continue;
		}
		if (pid < 0)
			break;
		if (WIFSTOPPED(status))
			stop(tracer, pid, status);
		else
			end(tracer, pid, status);
	}
	setitimer(ITIMER_REAL, &none, NULL);
}

static void wake(int signal)
{
	(void)signal;
}

void tracer_run(struct observation *observation, const struct launch *launch,
		const struct fault *fault)
{
	static struct tracer tracer;
	const struct sigaction action = { .sa_handler = wake };
	const long options = PTRACE_O_EXITKILL | PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACEEXEC |
			     PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
	int gate[2];
	char byte = 0;

	memset(observation, 0, offsetof(struct observation, processes));
	tracer.count = 0;
	tracer.has_ended = false;
	tracer.strike = (struct strike){ .is_open = false };
	tracer.observation = observation;
	tracer.launch = launch;
	tracer.fault = fault;
	sigaction(SIGALRM, &action, NULL);
	if (pipe2(gate, O_CLOEXEC) < 0)
		abort();
	tracer.root = fork();
	if (tracer.root == 0) {
		close(gate[1]);
		/* The child waits for this byte until it is traced. */
		if (read(gate[0], &byte, 1) == 1)
			launch->start(launch->what);
		_exit(99);
	}
	if (tracer.root < 0 || ptrace(PTRACE_SEIZE, tracer.root, 0, options) < 0)
		abort();
	add(&tracer, tracer.root);
	allow(&tracer, RUN_SECONDS);
	if (write(gate[1], &byte, 1) != 1)
		abort();
	close(gate[0]);
	close(gate[1]);
	follow(&tracer);
}
