/* Why newuidmap or newgidmap has not written a map. */
#include "causes.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "base/util.h"
#include "system/execute.h"
#include "system/users.h"

/* Adds that the program has neither the set-uid bit nor file capabilities. Returns whether it is
 * so. */
static bool blame_powerless(struct text *text, const char *name)
{
	struct search search = execute_search(name);
	struct stat status;
	char path[PATH_MAX];

	while (execute_next(path, &search)) {
		if (access(path, X_OK) < 0 || stat(path, &status) < 0)
			continue;
		if (status.st_mode & S_ISUID || getxattr(path, "security.capability", NULL, 0) > 0)
			return false;
		text_add_quoted(text, path);
		text_add(text, " is neither set-uid nor has file capabilities, so that it has no "
			       "privilege");
		if (status.st_uid == 0)
			text_add(text, "; chmod u+s, as root, gives it some");
		return true;
	}
	return false;
}

/* "it maps one's own id, and 165536 to 231071, which /etc/subuid gives this user first; ..." */
static void blame_range(struct text *text, const struct refusal *refusal, bool is_uids)
{
	const char *path = is_uids ? "/etc/subuid" : "/etc/subgid";
	char whole[PATH_MAX];
	struct id_range block;

	text_add(text, "it maps one's own id, and ");
	if (string_join(whole, sizeof(whole), refusal->facts->tree, path) &&
	    users_find_block(&block, whole, refusal->plan->caller_uid) == 0) {
		text_add_number(text, block.outside);
		text_add(text, " to ");
		text_add_number(text, block.outside + (block.count - 1));
		text_add(text, ", which ");
		text_add(text, path);
		text_add(text, " gives this user first; root gives more with usermod ");
		text_add(text, is_uids ? "--add-subuids" : "--add-subgids");
		text_add(text, " FIRST-LAST and the user's name");
	} else {
		text_add(text, path);
		text_add(text, " gives this user no range; root adds one with usermod ");
		text_add(text, is_uids ? "--add-subuids" : "--add-subgids");
		text_add(text, " 100000-165535 and the user's name");
	}
}

/* newuidmap(1) needs the set-uid bit or a file capability, and maps what /etc/subuid allows;
 * newgidmap(1) the same with /etc/subgid. */
void hint_mappers(struct text *text, const struct refusal *refusal)
{
	struct failure failure = refusal->failure;
	bool is_uids = failure.program == PROGRAM_NEWUIDMAP;
	bool has_refused = failure.error == ECHILD && WIFEXITED(failure.wait_status) &&
			   WEXITSTATUS(failure.wait_status) == EXIT_FAILURE;

	if (failure.error == ENOENT)
		text_add(text, "Debian has it in the package uidmap, others in shadow");
	else if (has_refused && facts_status(refusal->facts, "NoNewPrivs:") == 1)
		text_add(text, "no_new_privs is set, as by systemd's NoNewPrivileges= and docker's "
			       "no-new-privileges, so that it has no privilege; start nsrun "
			       "without it");
	else if (has_refused && !blame_powerless(text, is_uids ? "newuidmap" : "newgidmap"))
		blame_range(text, refusal, is_uids);
}
