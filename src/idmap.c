/*
 * Writing a user namespace's maps. They are read back, since the kernel takes some numbers for
 * others ("0 4294967296 1" for 0).
 */
#include "idmap.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "procfs.h"
#include "util.h"

/* The next word of *rest, blanks skipped, compared with a number. */
static bool next_is(char **rest, uint32_t number)
{
	char *end;
	unsigned long long found = strtoull(*rest, &end, 10);
	bool is_same = end != *rest && found == number;

	*rest = end;
	return is_same;
}

static bool says_map(char *content, struct id_range map)
{
	return next_is(&content, map.inside) && next_is(&content, map.outside) &&
	       next_is(&content, map.count) && strcmp(content, "\n") == 0;
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

/* "0 1000 1\n": user_namespaces(7), "User and group ID mappings". */
static int write_map(int folder_fd, const char *name, struct id_range map)
{
	const uint32_t numbers[] = { map.inside, map.outside, map.count };
	char text[COUNT(numbers) * 21 + 1], content[128];
	size_t length = 0;

	for (size_t i = 0; i < COUNT(numbers); i++) {
		length += number_format(text + length, numbers[i]);
		text[length++] = i + 1 < COUNT(numbers) ? ' ' : '\n';
	}
	text[length] = '\0';
	if (procfs_write(content, sizeof(content), folder_fd, name, text) < 0)
		return -1;
	if (!says_map(content, map)) {
		errno = EIO;
		return -1;
	}
	return 0;
}

int idmap_write_uids(int folder_fd, struct id_range map)
{
	return write_map(folder_fd, "uid_map", map);
}

int idmap_write_gids(int folder_fd, struct id_range map)
{
	return write_map(folder_fd, "gid_map", map);
}
