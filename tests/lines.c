/* Shell lines and what they give. */
#include "lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char *read_state(const char *path)
{
	static char both[2][131072];
	static int turn;
	char *into = both[turn ^= 1];
	FILE *file = fopen(path, "re");
	size_t length = file ? fread(into, 1, sizeof(both[0]) - 1, file) : 0;

	if (file)
		fclose(file);
	into[length] = '\0';
	return into;
}

static void line_gives(void **state)
{
	const struct line_row *row = *state;
	char folder[] = "/tmp/nsrun-test-XXXXXX", clean_up[64], hostname[2][128] = { "", "" };
	const struct outcome *outcome;
	char *mounts = read_state("/proc/self/mountinfo");

	harness_need_namespaces();
	assert_non_null(mkdtemp(folder));
	setenv("D", folder, 1);
	gethostname(hostname[0], sizeof(hostname[0]) - 1);
	outcome = harness_shell(row->line);
	snprintf(clean_up, sizeof(clean_up), "rm -rf %s", folder);
	assert_int_equal(system(clean_up), 0);

	gethostname(hostname[1], sizeof(hostname[1]) - 1);
	assert_string_equal(hostname[0], hostname[1]);
	assert_string_equal(mounts, read_state("/proc/self/mountinfo"));
	assert_false(outcome->is_late);
	assert_false(outcome->left_alive);
	if (row->err && !strstr(outcome->err, row->err))
		assert_string_equal(outcome->err, row->err);
	if (!row->err)
		assert_string_equal(outcome->err, "");
	assert_string_equal(outcome->out, row->out);
	if (row->status < 0)
		assert_true(WIFSIGNALED(outcome->wait_status));
	assert_int_equal(harness_status(outcome),
			 row->status < 0 ? 128 - row->status : row->status);
}

static bool cannot_hold(const struct line_row *row)
{
	return (row->not_in == SANITIZED && getenv("ASAN_OPTIONS")) ||
	       (row->not_in == FALLBACKS && getenv("NSRUN_FALLBACKS"));
}

int lines_run(const struct line_row *rows, size_t count)
{
	struct line_row *mine = calloc(count, sizeof(*mine));
	bool is_root = getuid() == 0;
	size_t mine_count = 0;
	int failures;

	setenv("R", is_root ? "" : "--map-root", 1);
	for (size_t i = 0; mine && i < count; i++)
		if (rows[i].who != (is_root ? USER : ROOT) && !cannot_hold(&rows[i]))
			mine[mine_count++] = rows[i];
	failures = mine ? harness_rows("lines", line_gives, mine, mine_count, sizeof(*mine)) : 1;
	free(mine);
	return failures;
}
