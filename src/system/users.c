/* Users and groups. */
#include "system/users.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/util.h"
#include "system/subids.h"

#ifdef NSRUN_STATIC
/* In a static glibc getpwnam(3) and the like load shared libraries of the host at run time, of
 * whatever version. So a static nsrun reads /etc/passwd and /etc/group itself. */
static struct passwd *find_passwd(const char *name, uint32_t uid)
{
	FILE *file = fopen("/etc/passwd", "re");
	struct passwd *entry = NULL;

	while (file && (entry = fgetpwent(file)))
		if (name ? strcmp(entry->pw_name, name) == 0 : entry->pw_uid == uid)
			break;
	if (file)
		fclose(file);
	return entry;
}

static struct group *find_group(const char *name)
{
	FILE *file = fopen("/etc/group", "re");
	struct group *entry = NULL;

	while (file && (entry = fgetgrent(file)))
		if (strcmp(entry->gr_name, name) == 0)
			break;
	if (file)
		fclose(file);
	return entry;
}

static bool has_member(const struct group *entry, const char *name)
{
	for (char **member = entry->gr_mem; *member; member++)
		if (strcmp(*member, name) == 0)
			return true;
	return false;
}

/* As getgrouplist(3), but fails where the file is there and cannot be read: *count stays then. */
static int list_groups(const char *name, gid_t own, gid_t *groups, int *count)
{
	FILE *file = fopen("/etc/group", "re");
	struct group *entry;
	int found = 1, room = *count;
	bool is_read = file || errno == ENOENT;

	groups[0] = own;
	while (file && (entry = fgetgrent(file))) {
		if (entry->gr_gid == own || !has_member(entry, name))
			continue;
		if (found < room)
			groups[found] = entry->gr_gid;
		found++;
	}
	is_read = is_read && !(file && ferror(file));
	if (file)
		fclose(file);
	if (!is_read)
		return -1;
	*count = found;
	return found > room ? -1 : found;
}
#else
static struct passwd *find_passwd(const char *name, uint32_t uid)
{
	return name ? getpwnam(name) : getpwuid(uid);
}

static struct group *find_group(const char *name)
{
	return getgrnam(name);
}

static int list_groups(const char *name, gid_t own, gid_t *groups, int *count)
{
	return getgrouplist(name, own, groups, count);
}
#endif

int users_find_uid(uint32_t *uid, const char *name)
{
	struct passwd *entry = find_passwd(name, 0);

	if (!entry)
		return -1;
	*uid = entry->pw_uid;
	return 0;
}

int users_find_gid(uint32_t *gid, const char *name)
{
	struct group *entry = find_group(name);

	if (!entry)
		return -1;
	*gid = entry->gr_gid;
	return 0;
}

/* Lists the groups in memory of its own. Returns their number, or -1. */
static int allocate_groups(uint32_t **list, const char *name, gid_t own)
{
	uint32_t *groups = NULL;
	int count = 16, room, found;

	_Static_assert(sizeof(gid_t) == sizeof(uint32_t), "a list of one is a list of the other");
	do {
		uint32_t *larger = realloc(groups, sizeof(*groups) * (size_t)count);

		room = larger ? count : 0;
		groups = larger ? larger : groups;
		found = larger ? list_groups(name, own, groups, &count) : -1;
	} while (found < 0 && room && count > room);
	if (found < 0) {
		free(groups);
		return -1;
	}
	*list = groups;
	return count;
}

int users_find_login(struct login *login, const char *name, uint32_t uid)
{
	struct passwd *entry = find_passwd(name, uid);
	uint32_t *groups = NULL;
	int count;

	*login = (struct login){ 0 };
	if (!entry)
		return -1;
	login->uid = entry->pw_uid;
	login->gid = entry->pw_gid;
	count = allocate_groups(&groups, entry->pw_name, entry->pw_gid);
	login->groups = groups;
	login->group_count = count < 0 ? 0 : (size_t)count;
	return 0;
}

const char *users_shell(uint32_t uid)
{
	struct passwd *entry = find_passwd(NULL, uid);

	return entry && entry->pw_shell && *entry->pw_shell ? entry->pw_shell : NULL;
}

const char *users_name(uint32_t uid)
{
	struct passwd *entry = find_passwd(NULL, uid);

	return entry ? entry->pw_name : NULL;
}

/* Reads a whole file of any length, ended by NUL, which the caller frees. Returns NULL where it
 * cannot be read. */
static char *read_whole(const char *path)
{
	struct stat status;
	char *text = NULL;

	if (stat(path, &status) == 0 && S_ISREG(status.st_mode))
		text = malloc((size_t)status.st_size + 1);
	if (text && read_file(text, (size_t)status.st_size + 1, path) < 0) {
		free(text);
		return NULL;
	}
	return text;
}

int users_find_block(struct id_range *block, const char *path, uint32_t uid)
{
	char *text = read_whole(path);
	int result =
		text ? subids_find(&block->outside, &block->count, text, users_name(uid), uid) : -1;

	free(text);
	return result;
}
