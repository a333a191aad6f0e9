/* Having newuidmap and newgidmap write the maps. */
#include "system/mappers.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/util.h"
#include "system/execute.h"
#include "system/process.h"
#include "system/procfs.h"

/* newuidmap(1) or newgidmap(1) at work. */
struct mapper {
	enum failed_program program;
	char *name;
	const struct id_map *map;
	pid_t pid;
	int fd; /* a pidfd */
};

enum { MAPPER_MILLISECONDS = 5000 };

static bool is_installed(const char *name)
{
	struct search search = execute_search(name);
	char path[PATH_MAX];

	while (execute_next(path, &search))
		if (access(path, X_OK) == 0)
			return true;
	return false;
}

/* In the child: executes newuidmap PID INSIDE OUTSIDE COUNT ..., or ends with a status that says
 * that this was not possible. */
static _Noreturn void become_mapper(const struct mapping *mapping, const struct mapper *mapper,
				    char *pid)
{
	static char numbers[3 * ID_RANGES_MAX][21];
	static char *argv[3 * ID_RANGES_MAX + 3];
	size_t count = 0;

	argv[0] = mapper->name;
	argv[1] = pid;
	for (size_t i = 0; i < mapper->map->count; i++) {
		const struct id_range *range = &mapper->map->ranges[i];
		const uint32_t words[] = { range->inside, range->outside, range->count };

		for (size_t k = 0; k < 3; k++, count++) {
			number_format(numbers[count], words[k]);
			argv[2 + count] = numbers[count];
		}
	}
	if (signals_give_back(mapping->signals) == 0)
		execute(mapper->name, argv);
	_exit(127);
}

static int finish_mapper(struct failure *why, const struct mapper *mapper)
{
	struct pollfd polled = { .fd = mapper->fd, .events = POLLIN };
	struct failure failure = { .error = ECHILD, .program = (int32_t)mapper->program };
	int ready, wait_status = -1;

	while ((ready = poll(&polled, 1, MAPPER_MILLISECONDS)) < 0 && errno == EINTR)
		;
	if (ready <= 0) {
		failure.error = ETIMEDOUT;
		kill(mapper->pid, SIGKILL);
	}
	while (waitpid(mapper->pid, &wait_status, __WALL) < 0 && errno == EINTR)
		;
	close(mapper->fd);
	if (ready > 0 && wait_status == 0)
		return 0;
	failure.wait_status = wait_status;
	*why = failure;
	return -1;
}

static int start_mapper(struct mapper *mapper, const struct mapping *mapping, char *pid)
{
	mapper->pid = process_clone(0, 0, &mapper->fd);
	if (mapper->pid == 0)
		become_mapper(mapping, mapper, pid);
	return mapper->pid < 0 ? -1 : 0;
}

/* Both run at once: each writes a file of its own. */
int mappers_run(struct failure *why, const struct mapping *mapping)
{
	char newgidmap[] = "newgidmap", newuidmap[] = "newuidmap";
	struct mapper mappers[] = {
		{ PROGRAM_NEWGIDMAP, newgidmap, mapping->gids, 0, -1 },
		{ PROGRAM_NEWUIDMAP, newuidmap, mapping->uids, 0, -1 },
	};
	int result = 0;
	char pid[21];

	for (size_t i = 0; i < COUNT(mappers); i++) {
		if (mappers[i].map && !is_installed(mappers[i].name)) {
			*why = (struct failure){ .error = ENOENT,
						 .program = (int32_t)mappers[i].program };
			return -1;
		}
	}
	if (procfs_pid(pid, mapping->inner_fd) < 0)
		return -1;
	for (size_t i = 0; i < COUNT(mappers) && result == 0; i++)
		if (mappers[i].map)
			result = start_mapper(&mappers[i], mapping, pid);
	for (size_t i = 0; i < COUNT(mappers); i++)
		if (mappers[i].pid > 0 && finish_mapper(why, &mappers[i]) < 0)
			result = -1;
	return result;
}
