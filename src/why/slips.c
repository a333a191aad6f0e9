/* Slips of the one who typed the command line: what was to be an option's value, several words, or
 * something else was taken for the command. */
#include "causes.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ask/options.h"
#include "base/signals.h"
#include "base/util.h"
#include "system/execute.h"

/* Whether the word, of which length bytes count, is the name of a program that can be executed. */
static bool is_command(const char *word, size_t length)
{
	char name[NAME_MAX + 1], path[PATH_MAX];
	struct search search;
	struct stat status;

	if (length == 0 || length >= sizeof(name))
		return false;
	memcpy(name, word, length);
	name[length] = '\0';
	search = execute_search(name);
	while (execute_next(path, &search))
		if (stat(path, &status) == 0 && S_ISREG(status.st_mode) && access(path, X_OK) == 0)
			return true;
	return false;
}

static bool is_folder(const char *path)
{
	struct stat status;

	return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Whether the word is likely to be meant for the option's value, and not for the command. next is
 * the word behind it, or NULL. */
static bool is_meant_as_value(enum option_id option, const char *word, const char *next)
{
	bool is_next_command = next && is_command(next, strlen(next));
	bool is_either = is_command(word, strlen(word)) && !is_next_command;
	int signal;

	if (option == OPTION_EXPLAIN || option == OPTION_CHECK)
		return options_value_is_named(option, word) && !is_either;
	if (option == OPTION_KILL_CHILD)
		return signals_parse(&signal, word) == 0 && is_next_command;
	if (option == OPTION_MOUNT_PROC || option == OPTION_MOUNT_BINFMT)
		return is_folder(word);
	/* The FILE of a namespace. */
	return strchr(word, '/') && is_next_command;
}

bool blame_missing_sign(struct text *text, const struct plan *plan)
{
	enum option_id option = plan->valueless;

	if (!option || !is_meant_as_value(option, plan->file, plan->argv[1]))
		return false;
	text_add_quoted(text, plan->file);
	text_add(text, " is taken for the command; a value of ");
	text_add(text, options_spelling(option));
	text_add(text, " follows an equals sign: ");
	text_add(text, options_spelling(option));
	text_add(text, "=");
	text_add_quoted(text, plan->file);
	return true;
}

/* "ls -l" in quotes. */
static bool blame_quotes(struct text *text, const char *file)
{
	size_t length = strcspn(file, " \t\n");

	if (!file[length] || !is_command(file, length))
		return false;
	text_add(text, "this is one word, and so the name of a command; without the quotes it is a "
		       "command with arguments, and sh -c ");
	text_add_quoted(text, file);
	text_add(text, " lets a shell read it");
	return true;
}

/* FOO=1 in front of the command, which a shell takes for a variable. */
static bool blame_variable(struct text *text, const struct plan *plan)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
				      "0123456789";
	size_t length = strspn(plan->file, letters);

	if (length == 0 || plan->file[length] != '=' || (*plan->file >= '0' && *plan->file <= '9'))
		return false;
	text_add(text, "a shell would take this for a variable; ");
	text_add(text, plan->personality == AS_UNSHARE ? "env " : "--setenv ");
	text_add_quoted(text, plan->file);
	text_add(text, " sets it");
	return true;
}

/* POSIX.1-2017, XCU 2.14 and 2.9.1: what a shell does itself, since a program could not, and the
 * source of other shells. Where a system has a program of that name all the same, it is found. */
static bool blame_shell(struct text *text, const char *file)
{
	static const char *const built_in[] = {
		".",        "alias",  "bg",      "cd",    "command", "continue", "eval", "exec",
		"exit",     "export", "fc",      "fg",    "getopts", "hash",     "jobs", "read",
		"readonly", "return", "set",     "shift", "source",  "times",    "trap", "type",
		"ulimit",   "umask",  "unalias", "unset", "wait",
	};

	for (size_t i = 0; i < COUNT(built_in); i++) {
		if (strcmp(file, built_in[i]) != 0)
			continue;
		text_add_quoted(text, file);
		text_add(text, " is no program, but a part of the shell, as in sh -c '");
		text_add(text, file);
		text_add(text, strcmp(file, "cd") == 0
				       ? " ...'; --wd sets the command's working folder"
				       : " ...'");
		return true;
	}
	return false;
}

bool blame_slip(struct text *text, const struct refusal *refusal)
{
	const struct plan *plan = refusal->plan;
	int error = refusal->failure.error;

	/* What there is in another root cannot be seen from here. */
	if (plan->cause[OPTION_ROOT] || (error != ENOENT && error != EACCES))
		return false;
	if (blame_missing_sign(text, plan))
		return true;
	return error == ENOENT && (blame_quotes(text, plan->file) || blame_variable(text, plan) ||
				   blame_shell(text, plan->file));
}
