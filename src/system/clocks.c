/* Setting the clocks of a new time namespace. */
#include "system/clocks.h"

#include "system/procfs.h"

void clocks_add_offset(struct text *text, const char *clock, struct duration offset)
{
	text_add(text, clock);
	text_add(text, offset.seconds < 0 ? " -" : " ");
	text_add_number(text, (uint64_t)(offset.seconds < 0 ? -offset.seconds : offset.seconds));
	text_add(text, " ");
	text_add_number(text, (uint64_t)offset.nanoseconds);
}

int clocks_write(int folder_fd, struct clock_offsets offsets)
{
	struct text text = { .fd = -1 };
	char content[256];

	clocks_add_offset(&text, "monotonic", offsets.monotonic);
	text_add(&text, "\n");
	clocks_add_offset(&text, "boottime", offsets.boottime);
	text_add(&text, "\n");
	return procfs_write(content, sizeof(content), folder_fd, "timens_offsets",
			    text_string(&text));
}
