/* What the host's files tell of a refusal. */
#include "facts.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "util.h"

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

/* Where the field's value begins, behind the tab. */
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

/* The mount point in a line of mountinfo, proc(5), behind ID, parent's ID, device and root. */
static const char *mount_point_in(const char *line)
{
	for (int field = 0; field < 4 && line; field++) {
		line = strchr(line, ' ');
		line = line ? line + 1 : NULL;
	}
	return line;
}

/* Whether the path is the mount point, of this length, or below it: "/a" holds "/a/b", not "/ab".
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

bool facts_in_chroot(const struct facts *facts)
{
	char point[PATH_MAX];
	bool is_shared;

	return facts_have(facts, "/proc/self/mountinfo") &&
	       !facts_mount_of(point, &is_shared, facts, "/");
}
