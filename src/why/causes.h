/* Causes that steps of more than one kind have. Each adds what it finds, or nothing. */
#ifndef NSRUN_WHY_CAUSES_H
#define NSRUN_WHY_CAUSES_H

#include <stdbool.h>

#include "why/hints.h"

/* Whether the plan makes a namespace of the kind. */
bool makes_new(const struct plan *plan, enum namespace_kind kind);

/* The plan lacks a user namespace in which the capability, a bit's number, would be there. */
void blame_privilege(struct text *text, const struct refusal *refusal, unsigned capability);

/* AppArmor takes the capabilities in a user namespace. Returns whether it does. */
bool blame_apparmor(struct text *text, const struct refusal *refusal);

/* ENOTSUP: what goes through /proc finds no proc file system there. */
void blame_missing_proc(struct text *text, const struct refusal *refusal);

/* EAGAIN: getrlimit(2), RLIMIT_NPROC, of the caller or of another user. */
void blame_process_limit(struct text *text, const struct refusal *refusal, bool is_of_another);

/* How far the path goes, and the component behind that, where one is missing. */
void blame_missing_file(struct text *text, const char *path);

/* Why no namespace can be kept there: a device, a FIFO, a link to nowhere. */
void blame_odd_file(struct text *text, const char *path);

/* Whether a namespace is mounted there. */
bool is_kept(const char *path);

/* newuidmap(1) or newgidmap(1), the program of the failure, has not written its map. */
hint hint_mappers;

#endif
