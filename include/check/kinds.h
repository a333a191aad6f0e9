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
	/* Where it is not allowed: what failed, and why or what mends it, or nothing. */
	struct text message;
	struct text hint;
};

/* Tries every kind, as a plan for it alone, in a child that ends; adds the table, or one object of
 * JSON, of which tests/kinds.schema.json says what it holds. Returns nsrun's exit status: 0 where
 * every kind that the kernel supports is allowed, be it with --map-root. */
int kinds_check(struct text *text, bool wants_json);

/* Fills in what the host's files tell: all but allowed, message and hint, which become ALLOWED_NO
 * and empty. */
void kinds_read(struct kind_state states[static NAMESPACE_KINDS], const struct facts *facts);

/* Each adds what the states hold: a table, with the reasons below it, or JSON. */
void kinds_tell(struct text *text, struct kind_state states[static NAMESPACE_KINDS]);
void kinds_tell_json(struct text *text, struct kind_state states[static NAMESPACE_KINDS]);

#endif
