/* What is known of a process by its files in /proc: its pids and its namespaces. */
#ifndef NSRUN_RUN_NOTE_H
#define NSRUN_RUN_NOTE_H

#include <stdbool.h>
#include <stdint.h>

#include "plan/plan.h"
#include "tell/status.h"

/* Looks up what is known of the process that a pidfd names, which has made the namespaces of the
 * plan. Returns 0, or -1 with errno as procfs_open does. */
int note_process(struct status_note *note, const struct plan *plan, int pidfd);

/* The inode number of a namespace of the process whose folder in /proc it is (procfs.h), or of the
 * one that its children will be in. Returns 0, or -1 with errno from stat(2). */
int note_inode(uint64_t *inode, int folder_fd, enum namespace_kind kind, bool is_for_children);

#endif
