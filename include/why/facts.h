/* Facts from the host's files that explain a refusal. They are read only after a step has failed,
 * or for --check. */
#ifndef NSRUN_WHY_FACTS_H
#define NSRUN_WHY_FACTS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the files are: "" for the host itself; in tests, a folder with files of the same names. */
struct facts {
	const char *tree;
};

/* Reads the beginning of a file, at most size - 1 bytes, and adds a NUL. Returns false where it
 * cannot be read. */
bool facts_read(char *out, size_t size, const struct facts *facts, const char *path);

/* The number that a file holds, as one in /proc/sys; -1 where there is none. */
int64_t facts_number(const struct facts *facts, const char *path);

/* How many namespaces of one kind there are among the processes that the caller may look at. file
 * names the kind as in /proc/PID/ns: "net". Returns 0 where the caller may look at none. */
size_t facts_namespaces(const struct facts *facts, const char *file);

/* Whether the file is there. */
bool facts_have(const struct facts *facts, const char *path);

/* The number behind a field of /proc/self/status, such as "Seccomp:"; -1 where there is none. */
int64_t facts_status(const struct facts *facts, const char *field);

/* Whether nsrun has the capability, a bit's number, in effect; true where that is not known. */
bool facts_capable(const struct facts *facts, unsigned capability);

/* Finds the first mount below the folder prefix, not on it, and writes its mount point as it stands
 * in mountinfo, proc(5). Returns false where there is none. */
bool facts_mount_below(char point[static PATH_MAX], const struct facts *facts, const char *prefix);

/* Finds the mount that holds the path, which must be absolute and without symbolic links. Returns
 * whether it is known, and in *is_shared whether its propagation is shared. */
bool facts_mount_of(char point[static PATH_MAX], bool *is_shared, const struct facts *facts,
		    const char *path);

/* Whether the caller's user namespace maps every uid to itself, as the initial one does. */
bool facts_has_all_ids(const struct facts *facts);

/* Whether nsrun is in a chroot whose root is no mount point: mountinfo then has no mount at "/". */
bool facts_in_chroot(const struct facts *facts);

#endif
