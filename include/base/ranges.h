/* Maps of ids as they are put together: ranges added, read from text, and written as text. */
#ifndef NSRUN_BASE_RANGES_H
#define NSRUN_BASE_RANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* { 0, 1000, 2 }: the ids 0 and 1 in the new user namespace are 1000 and 1001 in the old one. */
struct id_range {
	uint32_t inside;
	uint32_t outside;
	uint32_t count;
};

/* user_namespaces(7): a map has at most 340 lines since Linux 4.15, five before. */
enum { ID_RANGES_MAX = 340 };

/* Starts with count 0. No two ranges have an id inside, or an id outside, in common. */
struct id_map {
	size_t count;
	struct id_range ranges[ID_RANGES_MAX];
};

/* Adds a range behind the others. Returns NULL; or, as a constant, why it is refused: it has no id,
 * its last id is past ID_MAX, another range has one of its ids on the same side, or the map is
 * full. The map is then as it was. */
const char *ranges_add(struct id_map *map, struct id_range range);

/* Adds one id as the first range. The other ranges give up the ids inside and outside, if they have
 * them, and each pairs the ids that it has left anew, in order; if it then has more ids on one
 * side, it drops the highest of these. "0:100000:65536" with 0 for 1000 becomes "0:1000:1" and
 * "1:100000:65535". Behind the first, ranges that continue each other are joined. Returns what
 * ranges_add does. */
const char *ranges_add_own(struct id_map *map, uint32_t inside, uint32_t outside);

bool ranges_have_inside(const struct id_map *map, uint32_t id);
bool ranges_have_outside(const struct id_map *map, uint32_t id);

/* Writes the text for /proc/PID/uid_map into out, which has size bytes: "0 1000 1\n" for each
 * range. Returns its length; where text and NUL do not fit, 0 with an empty string in out. The
 * kernel takes less than a page, so 4096 bytes are the right size. */
size_t ranges_format(char *out, size_t size, const struct id_map *map);

/* Reads "INSIDE:OUTSIDE:COUNT" as unshare(1) has it since util-linux 2.39, or
 * "OUTSIDE,INSIDE,COUNT" as it had it before; at most 63 bytes. Returns NULL; or, as a constant,
 * why the text is refused: it has another form, or the range has no id or one past ID_MAX. *range
 * is then as it was. */
const char *ranges_parse(struct id_range *range, const char *text);

#endif
