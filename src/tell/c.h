/* What the programs of --explain=c are put together from. */
#ifndef NSRUN_TELL_C_H
#define NSRUN_TELL_C_H

#include "tell/step_row.h"

/* Headers, and functions that steps call. Each is a bit. Those that are only headers come first,
 * then the functions in the order in which they call each other. */
enum part {
	PART_ALWAYS = 1 << 0,      /* what every program calls */
	PART_CLONE = 1 << 1,       /* clone3(2), for which libc has no function */
	PART_UNSHARE = 1 << 2,     /* unshare(2) */
	PART_SYSCALL = 1 << 3,     /* syscall(2) */
	PART_PRCTL = 1 << 4,       /* prctl(2) */
	PART_SIGNAL = 1 << 5,      /* signal(2), the signals' names */
	PART_MOUNT = 1 << 6,       /* mount(2) */
	PART_GROUPS = 1 << 7,      /* setgroups(2) */
	PART_FDS = 1 << 8,         /* close_range(2), fcntl(2) */
	PART_WAIT = 1 << 9,        /* waitpid(2) */
	PART_CHILDREN = 1 << 10,   /* SIGCHLD at its default, so that wait(2) works */
	PART_FAIL = 1 << 11,       /* fail(step) */
	PART_SOCKET = 1 << 12,     /* turns[2], outer's end and inner's of a socket */
	PART_HELD = 1 << 13,       /* other_has_ended(fd) */
	PART_TURNS = 1 << 14,      /* pass_turn(fd), await_turn(fd) */
	PART_WRITE_FILE = 1 << 15, /* write_file(path, text) */
	PART_PROC_FILE = 1 << 16,  /* proc_file(pid, name) */
	PART_RUN = 1 << 17,        /* run(argv) */
	PART_KEEP = 1 << 18,       /* keep(namespace, file) */
	PART_REGISTER = 1 << 19,   /* register_format(format) */
	PART_LOOPBACK = 1 << 20,   /* bring_up_lo() */
	PART_CAPS = 1 << 21,       /* read_caps(caps), write_caps(caps) */
	PART_AMBIENT = 1 << 22,    /* make_caps_ambient() */
	PART_VARIABLES = 1 << 23,  /* keep_variables(names) */
	PART_STATUS = 1 << 24,     /* exit_status(status) */
	PART_INIT = 1 << 25,       /* be_init(command) */
	PART_IN_TIME = 1 << 26,    /* wait_in_time(pid, parent_fd, timeout, patience) */
};

typedef unsigned part_set;

/* Adds the #include lines. */
void c_add_includes(struct text *text, part_set parts);

/* Adds the functions, each with a blank line in front. */
void c_add_functions(struct text *text, part_set parts);

/* The parts that the step's statements need. */
part_set c_needs(const struct plan *plan, const struct step *step);

/* Adds words, and more words behind them, as one comment. Each line begins with indent, some tabs.
 */
void c_add_comment(struct text *text, const char *indent, const char *words, const char *more);

/* Adds a comment on the step and its statements, for a function of the step's actor. In outer's
 * function the variable `pid` is inner's pid. A statement that fails calls fail(). */
void c_add_step(const struct telling *telling);

/* The operand {fail} of every row: adds "fail(PHRASE);", which stands behind an `if`. */
void c_add_fail(const struct telling *telling);

#endif
