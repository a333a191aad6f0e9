/* Finding and starting the command: execvp(3), the same with every libc. */
#include "system/execute.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/util.h"

struct search execute_search(const char *file)
{
	struct search search = { .file = file, .entry = getenv("PATH") };

	search.is_path = strchr(file, '/') != NULL;
	if (!search.entry)
		search.entry = "/bin:/usr/bin";
	/* An empty name is found nowhere, not even in the empty entry of PATH. */
	if (!*file)
		search.entry = NULL;
	return search;
}

/* Joins folder, which is length bytes long, and file. Returns false where that is no path. */
static bool join(char path[static PATH_MAX], const char *folder, size_t length, const char *file)
{
	size_t file_size = strlen(file) + 1;

	if (length + 1 + file_size > PATH_MAX)
		return false;
	memcpy(path, folder, length);
	path[length++] = '/';
	memcpy(path + length, file, file_size);
	return true;
}

bool execute_next(char path[static PATH_MAX], struct search *search)
{
	if (search->is_path && search->entry) {
		search->entry = NULL;
		return string_join(path, PATH_MAX, "", search->file);
	}
	while (search->entry) {
		const char *folder = search->entry;
		size_t length = strcspn(folder, ":");

		search->entry = folder[length] ? folder + length + 1 : NULL;
		/* With "./" in front: /bin/sh would take a bare name that begins with "-" for an
		 * option of its own. */
		if (length ? join(path, folder, length, search->file)
			   : join(path, ".", 1, search->file))
			return true;
	}
	return false;
}

/* execve(2) gives ENOEXEC for a program for another machine and for a script without "#!". Only the
 * script is for the shell. They are told apart as shells do: a text has no NUL at its beginning. */
static bool is_text(const char *path)
{
	char beginning[128];
	long length = read_file(beginning, sizeof(beginning), path);

	return length >= 0 && !memchr(beginning, '\0', (size_t)length);
}

/* execve(2), and where the file is text without "#!", /bin/sh on it. */
static void execute_path(const char *path, char **argv)
{
	size_t count = 0;
	char **shell_argv;

	execve(path, argv, environ);
	if (errno != ENOEXEC)
		return;
	if (!is_text(path)) {
		errno = ENOEXEC;
		return;
	}
	while (argv[count])
		count++;
	shell_argv = calloc(count + 2, sizeof(*shell_argv));
	if (!shell_argv)
		return;
	shell_argv[0] = (char *)"sh";
	shell_argv[1] = (char *)path;
	for (size_t i = 1; i < count; i++)
		shell_argv[i + 1] = argv[i];
	execve("/bin/sh", shell_argv, environ);
	free(shell_argv);
	/* The error of /bin/sh itself would mislead: it is this file that cannot be run. */
	errno = ENOEXEC;
}

/* Whether the search in PATH goes on after this error: the file is not there or cannot be reached.
 */
static bool is_absent(int error)
{
	return error == ENOENT || error == ENOTDIR || error == EACCES || error == ELOOP ||
	       error == ENAMETOOLONG || error == ESTALE || error == ENODEV || error == ETIMEDOUT;
}

/* Whether execve(2) would take the file, as far as its mode and its mount tell. */
static int look_at(const char *path)
{
	struct stat status;

	if (stat(path, &status) < 0 || faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) < 0)
		return -1;
	if (S_ISREG(status.st_mode))
		return 0;
	errno = EACCES;
	return -1;
}

/* Tries each path of the search; without argv it only looks. A function of its own, so that a
 * command that needs no search costs no page fault for the buffer. */
static __attribute__((noinline)) int execute_found(const char *file, char **argv)
{
	struct search search = execute_search(file);
	char path[PATH_MAX];
	int error = ENOENT;

	while (execute_next(path, &search)) {
		if (argv)
			execute_path(path, argv);
		else if (look_at(path) == 0)
			return 0;
		if (!is_absent(errno))
			return -1;
		/* EACCES of a file that may not be run is remembered; that of a folder that may not
		 * be searched is not. */
		if (errno == EACCES && access(path, F_OK) == 0)
			error = EACCES;
	}
	errno = error;
	return -1;
}

int execute(const char *file, char **argv)
{
	if (!strchr(file, '/'))
		return execute_found(file, argv);
	execute_path(file, argv);
	return -1;
}

int execute_look(const char *file)
{
	return strchr(file, '/') ? look_at(file) : execute_found(file, NULL);
}
