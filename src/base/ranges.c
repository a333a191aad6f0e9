/* Maps of ids as they are put together. */
#include "base/ranges.h"

#include <string.h>

#include "base/util.h"

static const char bad_form[] = "a range is INSIDE:OUTSIDE:COUNT, or OUTSIDE,INSIDE,COUNT";
static const char bad_number[] =
	"an id is a decimal number from 0 to 4294967294, a count one from 1 to 4294967295";
static const char too_many[] = "a map has at most 340 ranges";

_Static_assert(ID_RANGES_MAX == 340, "too_many says so");

/* The last of count ids. It may not fit in 32 bits: ten from 4294967290 on end at 4294967299. */
static uint64_t last_id(uint32_t first, uint32_t count)
{
	return (uint64_t)first + count - 1;
}

static bool has(uint32_t first, uint32_t count, uint32_t id)
{
	return id >= first && id - first < count;
}

static bool overlap(uint32_t a, uint32_t a_count, uint32_t b, uint32_t b_count)
{
	return a <= last_id(b, b_count) && b <= last_id(a, a_count);
}

/* Why no map can have this range, or NULL. */
static const char *check(struct id_range range)
{
	if (range.count == 0)
		return "a range has at least one id";
	if (last_id(range.inside, range.count) > ID_MAX)
		return "its last id inside would be past 4294967294";
	if (last_id(range.outside, range.count) > ID_MAX)
		return "its last id outside would be past 4294967294";
	return NULL;
}

const char *ranges_add(struct id_map *map, struct id_range range)
{
	const char *reason = check(range);

	if (reason)
		return reason;
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *other = &map->ranges[i];

		if (overlap(range.inside, range.count, other->inside, other->count))
			return "it overlaps another range inside";
		if (overlap(range.outside, range.count, other->outside, other->count))
			return "it overlaps another range outside";
	}
	if (map->count == ID_RANGES_MAX)
		return too_many;
	map->ranges[map->count++] = range;
	return NULL;
}

/* Adds a piece as a range of its own, or joins it to the last range if it continues that. The first
 * range is that of the own id: nothing is joined to it. Returns 0, or -1 where the map is full. */
static int add_piece(struct id_map *map, struct id_range piece)
{
	struct id_range *last = &map->ranges[map->count - 1];

	if (map->count > 1 && last_id(last->inside, last->count) + 1 == piece.inside &&
	    last_id(last->outside, last->count) + 1 == piece.outside) {
		last->count += piece.count;
		return 0;
	}
	if (map->count == ID_RANGES_MAX)
		return -1;
	map->ranges[map->count++] = piece;
	return 0;
}

/*
 * Adds what is left of a range without own.inside and own.outside. Each of the two is a hole,
 *behind which the ids of that side move up by one pair: so up to three pieces are left. 0:100:10
 *without 2 inside and 107 outside becomes 0:100:2, 3:102:5 and 8:108:2:
 *
 *	inside     0   1 |   3   4   5   6   7 |   8   9
 *	outside  100 101 | 102 103 104 105 106 | 108 109
 *	pair       0   1 |   2   3   4   5   6 |   7   8
 *
 * If only 2 inside is taken out, nine ids inside are left for ten outside: 109 is dropped. Returns
 * 0, or -1 where the map is full.
 */
static int add_rest(struct id_map *map, struct id_range range, struct id_range own)
{
	/* How many ids stand before the hole on each side; all of them where there is no hole. */
	uint32_t in = has(range.inside, range.count, own.inside) ? own.inside - range.inside
								 : range.count;
	uint32_t out = has(range.outside, range.count, own.outside) ? own.outside - range.outside
								    : range.count;
	uint32_t low = in < out ? in : out, high = in < out ? out : in;
	uint32_t pairs = low < range.count ? range.count - 1 : range.count;
	const uint32_t ends[] = { low, high, pairs };
	uint32_t start = 0;

	for (size_t i = 0; i < COUNT(ends); i++) {
		uint32_t end = ends[i] < pairs ? ends[i] : pairs;
		struct id_range piece;

		if (start == end)
			continue;
		piece = (struct id_range){ .inside = range.inside + start + (start >= in),
					   .outside = range.outside + start + (start >= out),
					   .count = end - start };
		if (add_piece(map, piece) < 0)
			return -1;
		start = end;
	}
	return 0;
}

const char *ranges_add_own(struct id_map *map, uint32_t inside, uint32_t outside)
{
	const struct id_range own = { .inside = inside, .outside = outside, .count = 1 };
	/* Neither initialised nor copied whole: only what is used of it costs page faults. */
	struct id_map result;
	const char *reason = check(own);

	result.count = 1;
	result.ranges[0] = own;
	if (reason)
		return reason;
	for (size_t i = 0; i < map->count; i++) {
		if (add_rest(&result, map->ranges[i], own) < 0)
			return too_many;
	}
	map->count = result.count;
	memcpy(map->ranges, result.ranges, result.count * sizeof(result.ranges[0]));
	return NULL;
}

bool ranges_have_inside(const struct id_map *map, uint32_t id)
{
	for (size_t i = 0; i < map->count; i++) {
		if (has(map->ranges[i].inside, map->ranges[i].count, id))
			return true;
	}
	return false;
}

bool ranges_have_outside(const struct id_map *map, uint32_t id)
{
	for (size_t i = 0; i < map->count; i++) {
		if (has(map->ranges[i].outside, map->ranges[i].count, id))
			return true;
	}
	return false;
}

/* Three numbers, each with the blank or newline behind it. */
enum { LINE_MAX_BYTES = 3 * 21 };

static size_t format_line(char line[static LINE_MAX_BYTES], struct id_range range)
{
	size_t length = number_format(line, range.inside);

	line[length++] = ' ';
	length += number_format(line + length, range.outside);
	line[length++] = ' ';
	length += number_format(line + length, range.count);
	line[length++] = '\n';
	return length;
}

size_t ranges_format(char *out, size_t size, const struct id_map *map)
{
	size_t length = 0;

	if (size == 0)
		return 0;
	for (size_t i = 0; i < map->count; i++) {
		char line[LINE_MAX_BYTES];
		size_t line_length = format_line(line, map->ranges[i]);

		/* The NUL has to fit behind it. */
		if (line_length >= size - length) {
			out[0] = '\0';
			return 0;
		}
		memcpy(out + length, line, line_length);
		length += line_length;
	}
	out[length] = '\0';
	return length;
}

const char *ranges_parse(struct id_range *range, const char *text)
{
	/* A text with both separators is read as the new form: then a field has a comma in it, and
	 * is refused as no number. */
	const bool is_old = !strchr(text, ':');
	const char separator = is_old ? ',' : ':';
	char first[64], *second, *third;
	uint64_t inside, outside, count;
	struct id_range result;
	const char *reason;

	if (!string_join(first, sizeof(first), text, ""))
		return bad_form;
	second = strchr(first, separator);
	third = second ? strchr(second + 1, separator) : NULL;
	if (!third || strchr(third + 1, separator))
		return bad_form;
	*second++ = '\0';
	*third++ = '\0';
	if (number_parse(&inside, is_old ? second : first, ID_MAX) < 0 ||
	    number_parse(&outside, is_old ? first : second, ID_MAX) < 0 ||
	    number_parse(&count, third, UINT32_MAX) < 0)
		return bad_number;
	result = (struct id_range){ .inside = (uint32_t)inside,
				    .outside = (uint32_t)outside,
				    .count = (uint32_t)count };
	reason = check(result);
	if (!reason)
		*range = result;
	return reason;
}
