/* Causes that steps of more than one kind can have. Each function adds the cause if it finds that
 * it holds here, else nothing. */
#ifndef NSRUN_WHY_CAUSES_H
#define NSRUN_WHY_CAUSES_H

#include <stdbool.h>

#include "why/hints.h"

/* Whether the plan makes a namespace of the kind. */
bool makes_new(const struct plan *plan, enum namespace_kind kind);

/* nsrun lacks the capability, a bit's number, and the plan makes no user namespace to have it. */
void blame_privilege(struct text *text, const struct refusal *refusal, unsigned capability);

/* AppArmor gives nsrun no capabilities in a new user namespace. Returns whether it is so. */
bool blame_apparmor(struct text *text, const struct refusal *refusal);

/* ENOTSUP: the step goes through /proc, and no proc file system is mounted there. */
void blame_missing_proc(struct text *text, const struct refusal *refusal);

/* EAGAIN: the user, the caller or another one, has as many processes as RLIMIT_NPROC allows,
 * getrlimit(2). */
void blame_process_limit(struct text *text, const struct refusal *refusal, bool is_of_another);

/* A part of the path is missing: adds the longest beginning that exists, and the next part. */
void blame_missing_file(struct text *text, const char *path);

/* A namespace can be kept on a plain file alone, and this is none: a device, a FIFO, a link to
 * nowhere. */
void blame_odd_file(struct text *text, const char *path);

/* The one who typed the command line meant something else by the word that is the command. Returns
 * whether it is so. */
bool blame_slip(struct text *text, const struct refusal *refusal);

/* Whether a namespace is mounted on the file. */
bool is_kept(const char *path);

/* The failure is that newuidmap(1) or newgidmap(1) has not written its map. */
hint hint_mappers;

#endif
