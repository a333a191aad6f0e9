/* Finding and starting the command. */
#ifndef NSRUN_SYSTEM_EXECUTE_H
#define NSRUN_SYSTEM_EXECUTE_H

#include <limits.h>
#include <stdbool.h>

/* A search for a command. A name with a slash is a path, and is the only one to try; any other name
 * is looked up in each entry of PATH, where an empty entry is the working directory (POSIX.1-2017,
 * 8.3). */
struct search {
	const char *file;
	const char *entry; /* the next in PATH; NULL: none is left */
	bool is_path;      /* the file has a slash */
};

/* Begins a search. file and the environment's PATH must outlive it. */
struct search execute_search(const char *file);

/* The next path to be tried. Returns false when there is none. */
bool execute_next(char path[static PATH_MAX], struct search *search);

/* Becomes the command, found as above; a text file without "#!" is given to /bin/sh, as execvp(3)
 * does. Returns only on failure, -1 with errno: ENOENT where no file was found, else the error of
 * the file that was. */
int execute(const char *file, char **argv);

/* Looks whether execute would find a file that the caller may run. It does not look into the file.
 * Returns 0, or -1 with the errno that execute would give. */
int execute_look(const char *file);

#endif
