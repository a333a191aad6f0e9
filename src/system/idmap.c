/*
 * Writing a user namespace's maps. They are read back, since the kernel takes some numbers for
 * others ("0 4294967296 1" for 0).
 */
#include "system/idmap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "system/procfs.h"

/* Skips blanks, reads the next number of *rest, and compares it. */
static bool next_is(char **rest, uint32_t number)
{
	char *end;
	unsigned long long found = strtoull(*rest, &end, 10);
	bool is_same = end != *rest && found == number;

	*rest = end;
	return is_same;
}

/* Whether the file's content is this map. The order does not count: the kernel sorts a map of more
 * than five ranges. */
static bool says_map(char *content, const struct id_map *map)
{
	size_t lines = 0;

	for (; *content; lines++, content++) {
		bool is_ours = false;
		char *line = content;

		for (size_t i = 0; i < map->count && !is_ours; i++) {
			content = line;
			is_ours = next_is(&content, map->ranges[i].inside) &&
				  next_is(&content, map->ranges[i].outside) &&
				  next_is(&content, map->ranges[i].count) && *content == '\n';
		}
		if (!is_ours)
			return false;
	}
	return lines == map->count;
}

int idmap_write_setgroups(int folder_fd, bool allow)
{
	const char *text = allow ? "allow" : "deny";
	char content[16];

	if (procfs_write(content, sizeof(content), folder_fd, "setgroups", text) < 0)
		return -1;
	if (strncmp(content, text, strlen(text)) != 0) {
		errno = EIO;
		return -1;
	}
	return 0;
}

/* user_namespaces(7), "Defining user and group ID mappings: writing to uid_map and gid_map". */
static int write_map(int folder_fd, const char *name, const struct id_map *map)
{
	/* The kernel takes less than a page, and shows each number in ten columns and a blank. */
	char text[4096], content[ID_RANGES_MAX * 33 + 1];

	if (!ranges_format(text, sizeof(text), map)) {
		errno = E2BIG;
		return -1;
	}
	if (procfs_write(content, sizeof(content), folder_fd, name, text) < 0)
		return -1;
	if (!says_map(content, map)) {
		errno = EIO;
		return -1;
	}
	return 0;
}

int idmap_write_uids(int folder_fd, const struct id_map *map)
{
	return write_map(folder_fd, "uid_map", map);
}

int idmap_write_gids(int folder_fd, const struct id_map *map)
{
	return write_map(folder_fd, "gid_map", map);
}
