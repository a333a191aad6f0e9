/* One run of nsrun under ptrace(2), in which one system call of one of its processes goes wrong. */
#ifndef NSRUN_FAULT_TRACER_H
#define NSRUN_FAULT_TRACER_H

#include <stdbool.h>
#include <sys/types.h>

enum { PROCESS_NAME_BYTES = 24, PROCESSES_MAX = 16, CALLS_MAX = 1024 };

enum fault_kind {
	FAULT_NONE,
	FAULT_ERROR, /* the call is not carried out, and fails with value as its errno */
	FAULT_SHORT, /* the call is carried out for value bytes */
	FAULT_KILL   /* the process gets SIGKILL before the call */
};

/* A process is named by its place in the tree, which is the same in every run: "nsrun", its second
 * child "nsrun.2", that child's first "nsrun.2.1". Its calls are counted from 0; those of nsrun's
 * first process, from main on. */
struct fault {
	enum fault_kind kind;
	char process[PROCESS_NAME_BYTES];
	unsigned call;
	int number; /* which system call it is; FAULT_SHORT strikes no other */
	int value;
};

struct traced_call {
	int number;
	long result;
};

struct traced_process {
	char name[PROCESS_NAME_BYTES];
	unsigned count;
	unsigned own; /* so many are nsrun's; the rest are a mapper's that it executed */
	struct traced_call calls[CALLS_MAX];
};

/* What came of a run. */
struct observation {
	int wait_status;     /* nsrun's */
	bool is_late;        /* nsrun did not end in time and was killed */
	bool has_struck;     /* the fault has */
	int number;          /* the call that it struck */
	bool struck_program; /* it struck a program that nsrun runs for a step */
	bool command_began;
	unsigned alive; /* how many other processes were there when nsrun ended */
	unsigned left;  /* how many of these had to be killed */
	/* Only of a run without a fault: */
	unsigned process_count;
	struct traced_process processes[PROCESSES_MAX];
};

struct launch {
	/* Becomes nsrun, in a child. */
	void (*start)(const void *what);
	const void *what;
	/* newuidmap and newgidmap are not traced: traced by a plain user, they would have no
	 * privilege, ptrace(2). */
	bool lets_programs_go;
	/* Up to the fault every process stops at its calls, not just the one that the fault is for:
	 * so another process is the faster one. */
	bool slows_all;
};

/* Runs nsrun once, with this fault. The caller must be the subreaper of its descendants and have no
 * child. */
void tracer_run(struct observation *observation, const struct launch *launch,
		const struct fault *fault);

#endif
