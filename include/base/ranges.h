/* Maps of ids as they are put together: ranges added, read from text, and written as text. */
#ifndef NSRUN_BASE_RANGES_H
#define NSRUN_BASE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* count ids from inside on, in the new user namespace, are those from outside on in the old one. */
struct id_range {
	uint32_t inside;
	uint32_t outside;
	uint32_t count;
};

/* user_namespaces(7): a map has at most 340 lines since Linux 4.15, five before. */
enum { ID_RANGES_MAX = 340 };

/* Starts as `struct id_map map = { 0 };`. The ranges are valid and overlap on neither side. */
struct id_map {
	size_t count;
	struct id_range ranges[ID_RANGES_MAX];
};

/* Adds a range behind the others. Returns NULL, or why it is refused, a constant, with the map as
 * it was: no id in it, a last id past ID_MAX, an id that another range has on the same side, or
 * one range too many. */
const char *ranges_add(struct id_map *map, struct id_range range);

/* Adds one id as the first range, whatever the others say of it: they lose inside and outside, and
 * what is left of each is paired anew, in order. Where one side of a range is longer then, it loses
 * its topmost id. "0:100000:65536" with 0 for 1000 becomes "0:1000:1" and "1:100000:65535". Ranges
 * behind it that continue each other become one. Returns as ranges_add does. */
const char *ranges_add_own(struct id_map *map, uint32_t inside, uint32_t outside);

bool ranges_have_inside(const struct id_map *map, uint32_t id);
bool ranges_have_outside(const struct id_map *map, uint32_t id);

/* Writes the text for /proc/PID/uid_map into out, which has size bytes: "0 1000 1\n" for each
 * range. Returns its length, or 0, with an empty string in out, where it does not fit with its NUL.
 * The kernel takes less than a page, so 4096 bytes are the right size. */
size_t ranges_format(char *out, size_t size, const struct id_map *map);

/* Reads "INSIDE:OUTSIDE:COUNT" as unshare(1) has it since util-linux 2.39, or
 * "OUTSIDE,INSIDE,COUNT" as it had it before; at most 63 bytes. Returns NULL, or why the text is
 * refused, a constant, with *range as it was: not that form, or a range that ranges_add would
 * refuse for its own sake. */
const char *ranges_parse(struct id_range *range, const char *text);

#endif
