/* What the host's files tell of a refusal: read when a step has failed, or for --check, and not
 * before. */
#ifndef NSRUN_WHY_FACTS_H
#define NSRUN_WHY_FACTS_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Where the files are: "" for the host itself, or a folder with files of the same names. */
struct facts {
	const char *tree;
};

/* Reads the beginning of a file, ended by NUL. Returns false where it cannot be read. */
bool facts_read(char *out, size_t size, const struct facts *facts, const char *path);

/* The number that a file holds, as one in /proc/sys; -1 where there is none. */
int64_t facts_number(const struct facts *facts, const char *path);

/* How many namespaces there are of the kind that a file in /proc/PID/ns stands for, of all the
 * processes that the caller may look at; 0 where it cannot look. */
size_t facts_namespaces(const struct facts *facts, const char *file);

/* Whether the file is there. */
bool facts_have(const struct facts *facts, const char *path);

/* The number behind a field of /proc/self/status, such as "Seccomp:"; -1 where there is none. */
int64_t facts_status(const struct facts *facts, const char *field);

/* Whether the process has the capability, a bit's number, in effect. True where it is not known. */
bool facts_capable(const struct facts *facts, unsigned capability);

/* The first mount whose point begins with prefix, itself not counted, as mountinfo of proc(5) has
 * it. Returns false where there is none. */
bool facts_mount_below(char point[static PATH_MAX], const struct facts *facts, const char *prefix);

/* The mount that holds the path, which is absolute and without links. Returns whether it is known,
 * and in *is_shared whether it is shared. */
bool facts_mount_of(char point[static PATH_MAX], bool *is_shared, const struct facts *facts,
		    const char *path);

/* Whether the user namespace maps every id to itself, as the first one does. */
bool facts_has_all_ids(const struct facts *facts);

/* Whether mountinfo shows no mount at "/": the process is in a chroot at no mount point. */
bool facts_in_chroot(const struct facts *facts);

#endif
