/* The ways into new namespaces, and the processes that they take: clone(2), unshare(2). */
#ifndef NSRUN_RUN_ENTER_H
#define NSRUN_RUN_ENTER_H

#include "walk.h"

/* Each does one step, see plan.h, and returns 0, or -1 with errno or walk->is_deserted. The first
 * two return twice, in both processes: the new one has walk->is_second. */
int enter_clone(struct walk *walk, namespace_set namespaces);
int enter_with_helper(struct walk *walk);
/* The calling process stays as a PID 1 and does not return; the new one goes on as inner. */
int enter_with_init(struct walk *walk);

int enter_unshare(const struct plan *plan, namespace_set namespaces);

#endif
