/* One run of nsrun under ptrace(2), in which one system call of one of its processes goes wrong. */
#ifndef NSRUN_FAULT_TRACER_H
#define NSRUN_FAULT_TRACER_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_NAME_BYTES = 24, PROCESSES_MAX = 16, CALLS_MAX = 1024 };

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR, /* the call fails with the errno that is the value, and does not happen */
	FAULT_SHORT, /* it happens for so many bytes as the value says */
	FAULT_KILL   /* the process gets SIGKILL in front of it */
};

/* A process is named by its place in the tree, whatever the scheduling: "nsrun", its second child
 * "nsrun.2", that one's first "nsrun.2.1". Its calls count from 0: nsrun's own from main on. */
struct fault {
	enum fault_kind kind;
	char process[PROCESS_NAME_BYTES];
	unsigned call;
	int number; /* of the call that is meant: another one has other lengths */
	int value;
};

struct traced_call {
	int number;
	long result;
};

struct traced_process {
	char name[PROCESS_NAME_BYTES];
	unsigned count;
	unsigned own; /* of those: the ones behind are of a program that it has executed */
	struct traced_call calls[CALLS_MAX];
};

/* What came of a run. */
struct observation {
	int wait_status;     /* nsrun's */
	bool is_late;        /* it had to be killed */
	bool has_struck;     /* the fault */
	int number;          /* the call that it struck */
	bool struck_program; /* it struck a program that nsrun runs for a step */
	bool command_began;
	unsigned alive; /* processes that had not ended when nsrun had */
	unsigned left;  /* those that did not end by themselves */
	/* Of a run without a fault: */
	unsigned process_count;
	struct traced_process processes[PROCESSES_MAX];
};

struct launch {
	/* Becomes nsrun, in a child. */
	void (*start)(const void *what);
	const void *what;
	/* Whether newuidmap and newgidmap are let go: under the tracer of a plain user they would
	 * have no privilege, ptrace(2). */
	bool lets_programs_go;
	/* Whether every process stops at its calls up to the fault, not the one alone that it is
	 * for: who is faster then is another. */
	bool slows_all;
};

/* The caller must be the subreaper of its descendants and have no child. */
void tracer_run(struct observation *observation, const struct launch *launch,
		const struct fault *fault);

#endif
