/*
 * Transcripts: tests that read as what somebody types at a shell and sees. The format is cram's
 * (bitheap.org/cram), which editors know:
 *
 *	Prose stands at the margin.
 *
 *	A case begins with one line that ends with a colon, and that is its name:
 *
 *	  $ a command, indented by two
 *	  > the lines that it goes on in
 *	  what it prints, stdout and stderr together, in the order in which they come
 *	  $ the next command
 *	  [3]
 *
 * All commands of a case run in one sh, whose working folder is an empty one of the case's own, $D.
 * A line of output may end with
 *
 *	(re)      the line is an extended regular expression, regex(7), for the whole line
 *	(glob)    * stands for any bytes, ? for one, \ takes their meaning away
 *	(esc)     \t, \r, \\ and \xNN stand for bytes that cannot be printed
 *	(no-eol)  what was printed ends without a newline; before one of the others
 *
 * and the last one may be the status, where it is not 0: [3]. A command that ends the shell (exit,
 * exec) must be the case's last. Its status is the shell's; [SIGTERM] says that the shell did not
 * exit but died of that signal, while [143] is an exit.
 *
 * Unlike cram, a path in $D is shown as "$D/...", so that it is the same in every run.
 *
 * "As root, " in front of a name: only root runs it; "As a plain user, ": root does not. Behind the
 * name "(not sanitized)": a sanitizer's own run-time would refuse first, so that a build with it
 * leaves the case out; "(not with fallbacks)": it is about a call that such a build (see
 * fallbacks.h) does not make. All of this belongs to the name.
 */
#ifndef NSRUN_TESTS_TRANSCRIPT_H
#define NSRUN_TESTS_TRANSCRIPT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct transcript {
	const char *path;
	char **lines; /* without their newlines */
	size_t count;
};

/* A line that came, and how it would stand in the file: escaped, if it must be. */
struct transcript_line {
	char *raw, *shown;
};

/* Lines of a transcript, by their index: the command's own from first on, what it prints from
 * output on, to that before end. And what came, if it has run. */
struct transcript_command {
	size_t first, output, end;
	bool has_run;
	size_t count;
	struct transcript_line *lines;
};

enum transcript_who { WHO_ANYONE, WHO_ROOT, WHO_USER };
enum transcript_not_in { NOT_IN_NONE, NOT_IN_SANITIZED, NOT_IN_FALLBACKS };

struct transcript_case {
	const char *name; /* first, see harness_rows */
	const struct transcript *transcript;
	size_t line;
	enum transcript_who who;
	enum transcript_not_in not_in;
	size_t count;
	struct transcript_command *commands;
};

struct transcript_cases {
	size_t count;
	struct transcript_case *cases;
};

/* Reads a file and adds its cases. Returns it, or NULL and says on stderr what is wrong and where.
 * What is read is never freed: it is used until the program ends. */
const struct transcript *transcript_read(struct transcript_cases *all, const char *path);

/* Tells a command that it has run, and what has come: the bytes before end, and the status as its
 * line has it, "[3]", or "". */
void transcript_came(struct transcript_command *command, const char *bytes, const char *end,
		     const char *status);

/* Whether what came is not what is expected. */
bool transcript_differs(const struct transcript_case *test);

/* Prints, for each command of which they differ, what was expected (-) and what came (+), as
 * comments of TAP. */
void transcript_diff(FILE *out, const struct transcript_case *test);

/* Prints the transcript as it would be now: what came stands in place of the lines that do not
 * match. The cases are all that were read, and what has not run stays as it is. */
void transcript_show(FILE *out, const struct transcript *transcript,
		     const struct transcript_cases *all);

#endif
