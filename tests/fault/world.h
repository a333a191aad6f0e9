/* Where nsrun is run: the files that it finds, and what must be the same after it has ended. */
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
	bool is_private;               /* as root: the worker is in namespaces of its own */
	int out_fd, err_fd, status_fd; /* files in memory */
};

/* Makes the row's folder below parent, with copies of nsrun and the probe. Root first enters new
 * namespaces, where lo is down and the mounts are shared, so that a mount that leaks is seen. */
void world_make(struct world *world, const char *parent, const char *nsrun, const char *probe);

/* Removes what world_make has made, unless it vanishes when the worker ends. */
void world_remove(const struct world *world);

/* Writes FOLDER/NAME. */
void world_path(char path[static PATH_MAX], const char *folder, const char *name);

void world_look(struct outside *outside, const struct world *world);

/* Removes what was kept, and empties the files that nsrun prints to. */
void world_clear(const struct world *world);

/* Reads what was printed to the fd, at most size - 1 bytes, and adds a NUL. Returns the length. */
size_t world_read(char *text, size_t size, int fd);

#endif
