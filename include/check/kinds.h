/* --check by itself: which kinds of namespace the caller can have here. */
#ifndef NSRUN_CHECK_KINDS_H
#define NSRUN_CHECK_KINDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/namespaces.h"
#include "base/text.h"
#include "why/facts.h"

enum supported { SUPPORTED_NO, SUPPORTED_YES, SUPPORTED_UNKNOWN };

/* ALLOWED_MAP_ROOT: in a user namespace of the caller's own, as --map-root makes it. */
enum allowed { ALLOWED_NO, ALLOWED_YES, ALLOWED_MAP_ROOT };

/* What is known of a kind. */
struct kind_state {
	enum supported supported; /* by the kernel */
	enum allowed allowed;
	int64_t limit; /* of /proc/sys/user; -1: not known */
	size_t use;    /* namespaces in sight; 0: not known */
	/* Empty where the kind is allowed; else what failed, and its cause if that is known. */
	struct text message;
	struct text hint;
};

/* Tries every kind: makes a plan for that kind alone and has a child carry it out. Adds the table,
 * or one object of JSON, which tests/kinds.schema.json describes. Returns nsrun's exit status: 0 if
 * every kind that the kernel supports is allowed, if only with --map-root; else STATUS_FAILED. */
int kinds_check(struct text *text, bool wants_json);

/* Fills in what the host's files tell: supported, limit and use. Sets allowed to ALLOWED_NO, and
 * message and hint to empty texts. */
void kinds_read(struct kind_state states[static NAMESPACE_KINDS], const struct facts *facts);

/* Each adds what the states hold: a table, with the reasons below it, or JSON. */
void kinds_tell(struct text *text, struct kind_state states[static NAMESPACE_KINDS]);
void kinds_tell_json(struct text *text, struct kind_state states[static NAMESPACE_KINDS]);

#endif
