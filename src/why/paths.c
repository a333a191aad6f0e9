/* What is wrong with a path. */
#include "causes.h"

#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/util.h"

enum { NSFS_MAGIC = 0x6e736673 };

void blame_missing_file(struct text *text, const char *path)
{
	char there[PATH_MAX], missing[PATH_MAX];
	size_t end = 0;

	if (!string_join(there, sizeof(there), path, ""))
		return;
	there[0] = '\0';
	while (path[end]) {
		size_t next = end + strspn(path + end, "/");

		next += strcspn(path + next, "/");
		memcpy(missing, path, next);
		missing[next] = '\0';
		if (access(missing, F_OK) < 0)
			break;
		memcpy(there, missing, next + 1);
		end = next;
	}
	/* Nothing of the path is missing, or its first part already. */
	if (!path[end] || end == 0)
		return;
	text_add_quoted(text, there);
	text_add(text, " is there, ");
	text_add_quoted(text, missing);
	text_add(text, " is not");
}

bool is_kept(const char *path)
{
	struct statfs info;

	return statfs(path, &info) == 0 && info.f_type == NSFS_MAGIC;
}

void blame_odd_file(struct text *text, const char *path)
{
	struct stat link, file;
	bool is_there;

	if (lstat(path, &link) < 0)
		return;
	is_there = stat(path, &file) == 0;
	if (is_there && S_ISREG(file.st_mode))
		return;
	text_add_quoted(text, path);
	text_add(text, is_there ? " is no plain file" : " is a link to nowhere");
}
