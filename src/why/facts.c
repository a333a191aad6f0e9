/* Facts from the host's files that explain a refusal. */
#include "why/facts.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/util.h"

bool facts_read(char *out, size_t size, const struct facts *facts, const char *path)
{
	char whole[PATH_MAX];

	return string_join(whole, sizeof(whole), facts->tree, path) &&
	       read_file(out, size, whole) >= 0;
}

int64_t facts_number(const struct facts *facts, const char *path)
{
	char text[32], *end;
	long long number;

	if (!facts_read(text, sizeof(text), facts, path))
		return -1;
	number = strtoll(text, &end, 10);
	return end == text ? -1 : number;
}

bool facts_have(const struct facts *facts, const char *path)
{
	char whole[PATH_MAX];

	return string_join(whole, sizeof(whole), facts->tree, path) && access(whole, F_OK) == 0;
}

/* Where the field's value begins: right behind its name, with a tab in front. */
static const char *find_field(char *text, size_t size, const struct facts *facts, const char *field)
{
	char line_start[32];
	const char *line;

	if (!facts_read(text, size, facts, "/proc/self/status") ||
	    !string_join(line_start, sizeof(line_start), "\n", field))
		return NULL;
	line = strstr(text, line_start);
	return line ? line + strlen(line_start) : NULL;
}

int64_t facts_status(const struct facts *facts, const char *field)
{
	char text[4096];
	const char *value = find_field(text, sizeof(text), facts, field);

	return value ? strtoll(value, NULL, 10) : -1;
}

bool facts_capable(const struct facts *facts, unsigned capability)
{
	char text[4096];
	const char *value = find_field(text, sizeof(text), facts, "CapEff:");

	return !value || (strtoull(value, NULL, 16) >> capability & 1);
}

/* The mount point in a line of mountinfo, proc(5): its fifth field. */
static const char *mount_point_in(const char *line)
{
	for (int field = 0; field < 4 && line; field++) {
		line = strchr(line, ' ');
		line = line ? line + 1 : NULL;
	}
	return line;
}

/* Whether the path is point, which has this length, or below it: "/a" holds "/a/b" but not "/ab".
 */
static bool holds(const char *point, size_t length, const char *path)
{
	return strncmp(path, point, length) == 0 &&
	       (length == 1 || path[length] == '/' || !path[length]);
}

enum { MOUNTINFO_BYTES = 65536 };

bool facts_mount_below(char point[static PATH_MAX], const struct facts *facts, const char *prefix)
{
	char text[MOUNTINFO_BYTES], *rest = NULL;

	if (!facts_read(text, sizeof(text), facts, "/proc/self/mountinfo"))
		return false;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *found = mount_point_in(line);
		size_t length = found ? strcspn(found, " ") : 0;

		if (!found || length <= strlen(prefix) || length >= PATH_MAX ||
		    !holds(prefix, strlen(prefix), found))
			continue;
		memcpy(point, found, length);
		point[length] = '\0';
		return true;
	}
	return false;
}

bool facts_mount_of(char point[static PATH_MAX], bool *is_shared, const struct facts *facts,
		    const char *path)
{
	char text[MOUNTINFO_BYTES], *rest = NULL;
	size_t longest = 0;

	if (!facts_read(text, sizeof(text), facts, "/proc/self/mountinfo"))
		return false;
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		const char *found = mount_point_in(line);
		size_t length = found ? strcspn(found, " ") : 0;

		if (length < longest || length == 0 || length >= PATH_MAX ||
		    !holds(found, length, path))
			continue;
		longest = length;
		*is_shared = strstr(found + length, " shared:") != NULL;
		memcpy(point, found, length);
		point[length] = '\0';
	}
	return longest > 0;
}

bool facts_has_all_ids(const struct facts *facts)
{
	char map[64], *rest = map;

	return facts_read(map, sizeof(map), facts, "/proc/self/uid_map") &&
	       strtoull(rest, &rest, 10) == 0 && strtoull(rest, &rest, 10) == 0 &&
	       strtoull(rest, &rest, 10) == UINT32_MAX;
}

bool facts_in_chroot(const struct facts *facts)
{
	char point[PATH_MAX];
	bool is_shared;

	return facts_have(facts, "/proc/self/mountinfo") &&
	       !facts_mount_of(point, &is_shared, facts, "/");
}

/* The number of a process's namespace, namespaces(7): its link in /proc reads "net:[4026531840]". 0
 * where the caller may not read the link. */
static uint64_t namespace_of(int proc_fd, const char *pid, const char *file)
{
	char link[64], in_folder[64], content[64];
	const char *number;
	ssize_t length;

	if (!string_join(in_folder, sizeof(in_folder), "/ns/", file) ||
	    !string_join(link, sizeof(link), pid, in_folder))
		return 0;
	length = readlinkat(proc_fd, link, content, sizeof(content) - 1);
	content[length > 0 ? length : 0] = '\0';
	number = strchr(content, '[');
	return number ? strtoull(number + 1, NULL, 10) : 0;
}

static int compare(const void *first, const void *second)
{
	uint64_t a = *(const uint64_t *)first, b = *(const uint64_t *)second;

	return (a > b) - (a < b);
}

/* Adds the number to *list, which holds count of them, and returns how many it holds then. Where
 * there is no memory the number is left out. */
static size_t append(uint64_t **list, size_t count, uint64_t number)
{
	enum { CHUNK = 256 };
	uint64_t *larger = *list;

	if (count % CHUNK == 0)
		larger = realloc(*list, (count + CHUNK) * sizeof(**list));
	if (!larger)
		return count;
	*list = larger;
	larger[count] = number;
	return count + 1;
}

size_t facts_namespaces(const struct facts *facts, const char *file)
{
	char path[PATH_MAX];
	DIR *proc = string_join(path, sizeof(path), facts->tree, "/proc") ? opendir(path) : NULL;
	uint64_t *numbers = NULL;
	size_t count = 0, different = 0;

	for (struct dirent *entry; proc && (entry = readdir(proc));) {
		uint64_t pid, number = 0;

		if (number_parse(&pid, entry->d_name, INT_MAX) == 0)
			number = namespace_of(dirfd(proc), entry->d_name, file);
		if (number)
			count = append(&numbers, count, number);
	}
	if (count)
		qsort(numbers, count, sizeof(*numbers), compare);
	for (size_t i = 0; i < count; i++)
		different += i == 0 || numbers[i] != numbers[i - 1];
	free(numbers);
	if (proc)
		closedir(proc);
	return different;
}
