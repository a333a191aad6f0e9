/*
 * The transcripts (transcript.h) against the real kernel. kernel-transcripts [--show] [FILE...]
 * runs those beside it where no file is given. --show prints the files as they would be now,
 * instead of testing; `make accept` writes that back.
 *
 * $NSRUN is the binary, $TESTS the folder of the test programs. A case finds the binary as `nsrun`
 * in its PATH. $R is --map-root where that is what a plain user needs and root does not. After
 * every case no process may be left, and the host's mounts and hostname must be what they were: two
 * runs at once are told apart by tests/apart.sh.
 */
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "harness.h"
#include "transcript.h"

/* Holds bin/nsrun, and of the case that runs its folder, $D, and its script. */
static char folder[] = "/tmp/nsrun-test-XXXXXX";

/* What stands in the output behind each command, with its status. */
static char mark[64];

/* What a case must leave as it was. */
struct host {
	char hostname[128];
	char mounts[131072];
};

static void read_host(struct host *host)
{
	FILE *file = fopen("/proc/self/mountinfo", "re");
	size_t length = file ? fread(host->mounts, 1, sizeof(host->mounts) - 1, file) : 0;

	if (file)
		fclose(file);
	host->mounts[length] = '\0';
	gethostname(host->hostname, sizeof(host->hostname) - 1);
}

/* What a line of a command says: behind its mark, of which "  >" alone is an empty line. */
static const char *text_of(const char *line)
{
	return strlen(line) > strlen("  >") ? line + strlen("  > ") : "";
}

static bool write_script(const struct transcript_case *test)
{
	char *const *lines = test->transcript->lines;
	FILE *script = fopen("script", "we");

	for (size_t i = 0; script && i < test->count; i++) {
		const struct transcript_command *command = &test->commands[i];

		for (size_t line = command->first; line < command->output; line++)
			fprintf(script, "%s\n", text_of(lines[line]));
		fprintf(script, "echo \"%s$?\"\n", mark);
	}
	return script && fclose(script) == 0;
}

/* The output with "$D" for the folder's path. */
static const char *without_folder(const char *output)
{
	static char text[sizeof(((struct outcome *)NULL)->out)];
	const char *path = getenv("D"), *found;
	char *to = text;

	while ((found = strstr(output, path))) {
		to = mempcpy(to, output, (size_t)(found - output));
		to = stpcpy(to, "$D");
		output = found + strlen(path);
	}
	strcpy(to, output);
	return text;
}

/* The shell's own status, as a transcript has it. */
static const char *status_line(const struct outcome *outcome)
{
	static char line[32];
	int status = outcome->wait_status;

	if (WIFSIGNALED(status))
		snprintf(line, sizeof(line), "[SIG%s]", sigabbrev_np(WTERMSIG(status)));
	else
		snprintf(line, sizeof(line), "[%d]", WEXITSTATUS(status));
	return strcmp(line, "[0]") == 0 ? "" : line;
}

/* Gives each command its part of the output. Returns what is wrong with the rest, or NULL. */
static const char *share_out(struct transcript_case *test, const struct outcome *outcome)
{
	const char *at = without_folder(outcome->out);

	for (size_t i = 0; i < test->count; i++) {
		const char *end = strstr(at, mark);
		char status[32] = "";
		int number = 0, length = 0;

		if (!end) {
			transcript_came(&test->commands[i], at, at + strlen(at),
					status_line(outcome));
			return i + 1 < test->count ? "the shell ended before the last command"
						   : NULL;
		}
		sscanf(end + strlen(mark), "%d%n", &number, &length);
		if (number != 0)
			snprintf(status, sizeof(status), "[%d]", number);
		transcript_came(&test->commands[i], at, end, status);
		at = end + strlen(mark) + length + strlen("\n");
	}
	return *at || outcome->wait_status ? "something came behind the last command" : NULL;
}

/* Runs a case. Returns what is wrong however its output compares, or NULL. */
static const char *run(struct transcript_case *test)
{
	static struct host before, after;
	const struct outcome *outcome;
	const char *why;

	if (mkdir("d", 0755) < 0 || !write_script(test))
		return "its folder cannot be made";
	read_host(&before);
	outcome = harness_shell("cd \"$D\" && exec sh ../script 2>&1");
	if (system("rm -rf d") != 0)
		return "its folder cannot be removed";
	read_host(&after);
	why = share_out(test, outcome);
	if (outcome->is_late)
		return "it has not ended in time";
	if (outcome->left_alive)
		return "it has left a process behind";
	if (strcmp(before.hostname, after.hostname) != 0)
		return "it has changed the hostname";
	if (strcmp(before.mounts, after.mounts) != 0)
		return "it has left a mount behind";
	return why;
}

static void is_as_written(void **state)
{
	struct transcript_case *test = *state;
	const char *why;

	harness_need_namespaces();
	why = run(test);
	if (!why && !transcript_differs(test))
		return;
	printf("# %s:%zu: %s\n", test->transcript->path, test->line + 1, test->name);
	transcript_diff(stdout, test);
	if (why)
		printf("# %s\n", why);
	fail();
}

static bool is_mine(const struct transcript_case *test)
{
	if ((test->not_in == NOT_IN_SANITIZED && getenv("ASAN_OPTIONS")) ||
	    (test->not_in == NOT_IN_FALLBACKS && getenv("NSRUN_FALLBACKS")))
		return false;
	return test->who != (getuid() == 0 ? WHO_USER : WHO_ROOT);
}

static int test_all(const struct transcript_cases *all)
{
	struct transcript_case *mine = calloc(all->count, sizeof(*mine));
	size_t count = 0;

	for (size_t i = 0; mine && i < all->count; i++)
		if (is_mine(&all->cases[i]))
			mine[count++] = all->cases[i];
	return mine ? harness_rows("transcripts", is_as_written, mine, count, sizeof(*mine)) : 1;
}

static int show_all(const struct transcript_cases *all)
{
	int failures = 0;

	for (size_t i = 0; i < all->count; i++) {
		struct transcript_case *test = &all->cases[i];
		const char *why = is_mine(test) ? run(test) : NULL;

		if (why) {
			fprintf(stderr, "%s:%zu: %s\n", test->transcript->path, test->line + 1,
				why);
			failures++;
		}
		if (i + 1 == all->count || test[1].transcript != test->transcript)
			transcript_show(stdout, test->transcript, all);
	}
	return failures;
}

static bool make_absolute(const char *variable)
{
	char *path = getenv(variable) ? realpath(getenv(variable), NULL) : NULL;

	return path && setenv(variable, path, 1) == 0;
}

/* The folder with bin/nsrun becomes the working folder. Every user can go there: some cases change
 * to another one. */
static bool prepare(void)
{
	char path[4096];

	umask(022);
	/* What nohup(1) and a shell's & ignore would be ignored in the commands as well. */
	signal(SIGHUP, SIG_DFL);
	signal(SIGINT, SIG_DFL);
	signal(SIGQUIT, SIG_DFL);
	if (!make_absolute("NSRUN") || !make_absolute("TESTS") || !mkdtemp(folder) ||
	    chmod(folder, 0755) < 0 || chdir(folder) < 0 || mkdir("bin", 0755) < 0 ||
	    symlink(getenv("NSRUN"), "bin/nsrun") < 0)
		return false;
	snprintf(path, sizeof(path), "%s/bin:%s", folder, getenv("PATH"));
	setenv("PATH", path, 1);
	snprintf(path, sizeof(path), "%s/d", folder);
	setenv("D", path, 1);
	setenv("R", getuid() == 0 ? "" : "--map-root", 1);
	setenv("LC_ALL", "C", 1);
	unsetenv("NSRUN_ONLY");
	snprintf(mark, sizeof(mark), "end of a command in %s: ", folder + strlen("/tmp/"));
	return true;
}

static bool read_all(struct transcript_cases *all, char **files)
{
	static glob_t found;
	char pattern[4096];

	if (!*files && getenv("TESTS")) {
		snprintf(pattern, sizeof(pattern), "%s/*.t", getenv("TESTS"));
		if (glob(pattern, 0, NULL, &found) == 0)
			files = found.gl_pathv;
	}
	for (; *files; files++)
		if (!transcript_read(all, *files))
			return false;
	return all->count > 0;
}

int main(int argc, char **argv)
{
	struct transcript_cases all = { 0 };
	bool is_show = argc > 1 && strcmp(argv[1], "--show") == 0;
	int failures;

	if (!read_all(&all, argv + 1 + is_show) || !prepare()) {
		fprintf(stderr, "usage: NSRUN=PATH TESTS=PATH %s [--show] [FILE...]\n", argv[0]);
		return 1;
	}
	failures = is_show ? show_all(&all) : test_all(&all);
	if (system("cd / && rm -rf \"${D%/d}\"") != 0)
		return 1;
	return failures ? 1 : 0;
}
