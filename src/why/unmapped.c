/* The remedy for an id that the new user namespace lacks. */
#include "why/hints.h"

#include <limits.h>
#include <unistd.h>

#include "base/util.h"
#include "system/users.h"

void hint_unmapped(struct text *text, const struct request *request, const struct problem *why,
		   const struct facts *facts)
{
	static const char *const files[] = { "/etc/subuid", "/etc/subgid" };
	const struct map_request *asked = why->is_gid ? &request->map_groups : &request->map_users;
	struct id_range blocks[COUNT(files)];
	uint32_t count;

	if (asked->wants_auto)
		return;
	/* --map-auto needs both. */
	for (size_t i = 0; i < COUNT(files); i++) {
		char path[PATH_MAX];

		if (!string_join(path, sizeof(path), facts->tree, files[i]) ||
		    users_find_block(&blocks[i], path, getuid()) < 0)
			return;
	}
	count = blocks[why->is_gid].count;
	if (why->id >= count)
		return;
	text_add(text, "--map-auto maps ");
	text_add(text, why->is_gid ? "gid 0 to " : "uid 0 to ");
	text_add_number(text, count - 1);
	text_add(text, ", which ");
	text_add(text, files[why->is_gid]);
	text_add(text, " gives this user");
}
