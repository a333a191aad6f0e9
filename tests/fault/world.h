/* Where nsrun is run: what it is started with, and what must be the same when it has ended. */
#ifndef NSRUN_FAULT_WORLD_H
#define NSRUN_FAULT_WORLD_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

enum { OUTSIDE_BYTES = 32768 };

/* What others can see of a run. */
struct outside {
	char state[OUTSIDE_BYTES]; /* mounts, hostname, interfaces, the row's folder but for keep/
				    */
	char kept[1024];           /* what is in keep/ */
};

struct world {
	char folder[PATH_MAX];
	bool is_private;               /* the namespaces are the worker's own: root's */
	int out_fd, err_fd, status_fd; /* files in memory */
};

/* Makes the row's folder below parent, with copies of nsrun and the probe; as root in namespaces of
 * its own, whose mounts are shared, so that one that leaks is seen, and whose lo is down. */
void world_make(struct world *world, const char *parent, const char *nsrun, const char *probe);

/* Takes away what world_make has made, but for what ends with the worker. */
void world_remove(const struct world *world);

/* Where a file is in a folder. */
void world_path(char path[static PATH_MAX], const char *folder, const char *name);

void world_look(struct outside *outside, const struct world *world);

/* Takes what was kept away, and what was printed. */
void world_clear(const struct world *world);

/* What was printed, in buffers that hold until the next call for the same fd. */
size_t world_read(char *text, size_t size, int fd);

#endif
