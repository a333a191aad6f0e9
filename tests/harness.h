/* What the tests share: tables of rows as cmocka tests, and running a shell line to its end. */
#ifndef NSRUN_TESTS_HARNESS_H
#define NSRUN_TESTS_HARNESS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/text.h"

/* Runs one test for each row of a table; a row begins with its name (a `const char *`) and reaches
 * the test as *state. Returns the number of failures. */
int harness_rows(const char *group, CMUnitTestFunction test, const void *rows, size_t count,
		 size_t row_size);

#define HARNESS_ROWS(test, rows)                                                                   \
	harness_rows(#test, test, rows, sizeof(rows) / sizeof((rows)[0]), sizeof((rows)[0]))

/* A text that is written to memory; harness_text_read gives what it holds, in static storage. */
struct text harness_text(void);
const char *harness_text_read(struct text *text);

/* Splits a line at blanks, in place; argv[0] is "nsrun". Returns argc. */
enum { HARNESS_WORDS_MAX = 64 };
int harness_split(char *argv[HARNESS_WORDS_MAX], char *line);

/* How a command ended, and what it said. */
struct outcome {
	int wait_status;
	char out[65536];
	char err[65536];
	bool is_late;    /* it was killed, for it had not ended after HARNESS_SECONDS */
	bool left_alive; /* a process of its outlived it */
};

/* Long enough beside other work: 256 launches that close a million fds each take half a minute. */
enum { HARNESS_SECONDS = 240 };

/* Runs `sh -c line` in a session of its own, with NSRUN and TESTS (the folder of the test
 * programs) in the environment. The outcome is valid until the next call. */
const struct outcome *harness_shell(const char *line);

/* As a shell has it in $?: the exit status, or 128 + the signal. */
int harness_status(const struct outcome *outcome);

/* Milliseconds on CLOCK_MONOTONIC, for deadlines. */
long harness_now(void);

/* Skips the test where this process cannot make namespaces as the tests do: root without, anybody
 * else with a user namespace. It tries in a child. Where NSRUN_MUST_RUN is set it fails instead. */
void harness_need_namespaces(void);

#endif
