/* Maps of ids: which ranges are refused, what the own id does to the others, and the texts. */
#include "base/ranges.h"

#include <string.h>

#include "base/util.h"
#include "harness.h"

/* The text of a map, in static storage. */
static const char *format(const struct id_map *map)
{
	static char text[32768];

	ranges_format(text, sizeof(text), map);
	return text;
}

/* The reason must have these words in it; NULL: nothing may be refused. */
static void assert_reason(const char *reason, const char *words)
{
	if (!words != !reason || (words && !strstr(reason, words)))
		fail_msg("\"%s\" where \"%s\" is expected", reason ? reason : "nothing",
			 words ? words : "nothing");
}

static void fill(struct id_map *map, const struct id_range *ranges, size_t count)
{
	map->count = 0;
	for (size_t i = 0; i < count && ranges[i].count; i++)
		assert_null(ranges_add(map, ranges[i]));
}

static const char form[] = "INSIDE:OUTSIDE:COUNT", number[] = "decimal number",
		  none[] = "at least one id", past_inside[] = "inside would be past",
		  past_outside[] = "outside would be past";

/* clang-format off */
static const struct parsing {
	const char *name;
	const char *text;
	const char *words;
	struct id_range range;
} parsings[] = {
	{ "one id", "0:1000:1", NULL, { 0, 1000, 1 } },
	{ "a block", "1:100000:65536", NULL, { 1, 100000, 65536 } },
	{ "the older form", "100000,1,65536", NULL, { 1, 100000, 65536 } },
	{ "leading zeros", "00:007:010", NULL, { 0, 7, 10 } },
	{ "63 bytes", "0:0:00000000000000000000000000000000000000000000000000000000001", NULL,
	  { 0, 0, 1 } },
	{ "64 bytes", "0:0:000000000000000000000000000000000000000000000000000000000001", form },
	{ "all ids", "0:0:4294967295", NULL, { 0, 0, 4294967295 } },
	{ "the last ids", "4294967294:4294967294:1", NULL, { ID_MAX, ID_MAX, 1 } },
	{ "no id", "0:0:0", none },
	{ "no id, older form", "0,0,0", none },
	{ "past the last id inside", "1:0:4294967295", past_inside },
	{ "past the last id outside", "0:1:4294967295", past_outside },
	{ "past it on both sides", "1:1:4294967295", past_inside },
	{ "past 32 bits on both sides", "4294967294:4294967294:4294967295", past_inside },
	{ "older form, past the last id outside", "1,0,4294967295", past_outside },
	{ "no id at all inside", "4294967295:0:1", number },
	{ "no id at all outside", "0:4294967295:1", number },
	{ "32 bits inside", "4294967296:0:1", number },
	{ "32 bits outside", "0:4294967296:1", number },
	{ "32 bits of count", "0:0:4294967296", number },
	{ "64 bits", "0:0:18446744073709551617", number },
	{ "empty", "", form },
	{ "a lone number", "0", form },
	{ "two fields", "0:0", form },
	{ "two fields, older form", "0,0", form },
	{ "four fields", "0:0:1:1", form },
	{ "four fields, older form", "0,0,1,1", form },
	{ "a separator behind", "0:0:1:", form },
	{ "a separator before", ":0:0:1", form },
	{ "separators alone", "::", number },
	{ "commas alone", ",,", number },
	{ "no inside", ":0:1", number },
	{ "no outside", "0::1", number },
	{ "no count", "0:0:", number },
	{ "comma last", "0:0,1", form },
	{ "comma first", "0,0:1", form },
	{ "comma within", "0:0:1,1", number },
	{ "minus", "-1:0:1", number },
	{ "minus outside", "0:-1:1", number },
	{ "a negative count", "0:0:-1", number },
	{ "plus", "+1:0:1", number },
	{ "plus outside", "0:+1:1", number },
	{ "a count with plus", "0:0:+1", number },
	{ "a blank before", " 0:0:1", number },
	{ "a blank behind", "0:0:1 ", number },
	{ "a blank within", "0: 0:1", number },
	{ "blanks between", "0 0 1", form },
	{ "a newline behind", "0:0:1\n", number },
	{ "hexadecimal", "0x10:0:1", number },
	{ "a hexadecimal count", "0:0:0x10", number },
	{ "an exponent", "0:0:1e3", number },
	{ "a name", "root:0:1", number },
	{ "a word", "auto", form },
};
/* clang-format on */

static void text_is_parsed(void **state)
{
	const struct parsing *row = *state;
	struct id_range range = { 11, 22, 33 }, before = range;

	assert_reason(ranges_parse(&range, row->text), row->words);
	assert_memory_equal(&range, row->words ? &before : &row->range, sizeof(range));
}

/* clang-format off */
static const struct addition {
	const char *name;
	struct id_range before[2];
	struct id_range range;
	const char *words;
} additions[] = {
	{ "the first", { { 0 } }, { 0, 0, 1 }, NULL },
	{ "all ids", { { 0 } }, { 0, 0, 4294967295 }, NULL },
	{ "no id", { { 0 } }, { 0, 0, 0 }, none },
	{ "past the last id inside", { { 0 } }, { 1, 0, 4294967295 }, past_inside },
	{ "past the last id outside", { { 0 } }, { 0, 1, 4294967295 }, past_outside },
	{ "no id at all inside", { { 0 } }, { 4294967295, 0, 1 }, past_inside },
	{ "no id at all outside", { { 0 } }, { 0, 4294967295, 1 }, past_outside },
	{ "right behind", { { 10, 20, 5 } }, { 15, 25, 5 }, NULL },
	{ "right before", { { 10, 20, 5 } }, { 5, 15, 5 }, NULL },
	{ "crosswise", { { 0, 100, 5 } }, { 100, 0, 5 }, NULL },
	{ "the last ids beside the rest", { { 0, 0, ID_MAX } }, { ID_MAX, ID_MAX, 1 }, NULL },
	{ "the same", { { 10, 20, 5 } }, { 10, 20, 5 }, "overlaps another range inside" },
	{ "its end inside", { { 10, 20, 5 } }, { 6, 100, 5 }, "overlaps another range inside" },
	{ "its start inside", { { 10, 20, 5 } }, { 14, 100, 5 }, "overlaps another range inside" },
	{ "it holds one inside", { { 10, 20, 5 } }, { 0, 100, 50 }, "overlaps another range inside" },
	{ "it is held inside", { { 10, 20, 5 } }, { 12, 100, 1 }, "overlaps another range inside" },
	{ "its end outside", { { 10, 20, 5 } }, { 100, 16, 5 }, "overlaps another range outside" },
	{ "its start outside", { { 10, 20, 5 } }, { 100, 24, 5 }, "overlaps another range outside" },
	{ "it holds one outside", { { 10, 20, 5 } }, { 100, 0, 50 }, "overlaps another range outside" },
	{ "it is held outside", { { 10, 20, 5 } }, { 100, 22, 1 }, "overlaps another range outside" },
	{ "the second inside", { { 10, 20, 5 }, { 30, 40, 5 } }, { 34, 100, 5 },
	  "overlaps another range inside" },
	{ "the second outside", { { 10, 20, 5 }, { 30, 40, 5 } }, { 100, 44, 5 },
	  "overlaps another range outside" },
	{ "the last id inside", { { ID_MAX, 0, 1 } }, { 1, 1, ID_MAX },
	  "overlaps another range inside" },
	{ "the last id outside", { { 0, ID_MAX, 1 } }, { 1, 1, ID_MAX },
	  "overlaps another range outside" },
};
/* clang-format on */

static void range_is_added(void **state)
{
	const struct addition *row = *state;
	struct id_map map = { 0 }, before;

	fill(&map, row->before, COUNT(row->before));
	before = map;
	assert_reason(ranges_add(&map, row->range), row->words);
	if (row->words) {
		assert_memory_equal(&map, &before, sizeof(map));
		return;
	}
	assert_int_equal(map.count, before.count + 1);
	assert_memory_equal(&map.ranges[before.count], &row->range, sizeof(row->range));
}

/* clang-format off */
static const struct own {
	const char *name;
	struct id_range before[3];
	uint32_t inside, outside;
	const char *after;
} owns[] = {
	{ "alone", { { 0 } }, 0, 1000, "0 1000 1\n" },
	{ "beside a range", { { 1, 100000, 65536 } }, 0, 1000, "0 1000 1\n1 100000 65536\n" },
	{ "root, for the user", { { 0, 100000, 65536 } }, 0, 1000, "0 1000 1\n1 100000 65535\n" },
	{ "a user, for itself", { { 0, 100000, 65536 } }, 1000, 1000,
	  "1000 1000 1\n0 100000 1000\n1001 101000 64535\n" },
	{ "the last id inside", { { 0, 100, 10 } }, 9, 1, "9 1 1\n0 100 9\n" },
	{ "the first id outside", { { 0, 100, 10 } }, 50, 100, "50 100 1\n0 101 9\n" },
	{ "one id outside", { { 0, 100, 10 } }, 50, 104, "50 104 1\n0 100 4\n4 105 5\n" },
	{ "the last id outside", { { 0, 100, 10 } }, 50, 109, "50 109 1\n0 100 9\n" },
	{ "both, inside first", { { 0, 100000, 20 } }, 5, 100010,
	  "5 100010 1\n0 100000 5\n6 100005 5\n11 100011 9\n" },
	{ "both, outside first", { { 0, 100000, 20 } }, 10, 100005,
	  "10 100005 1\n0 100000 5\n5 100006 5\n11 100011 9\n" },
	{ "both, as in the comment", { { 0, 100, 10 } }, 2, 107,
	  "2 107 1\n0 100 2\n3 102 5\n8 108 2\n" },
	{ "both at one place", { { 0, 100000, 20 } }, 5, 100005,
	  "5 100005 1\n0 100000 5\n6 100006 14\n" },
	{ "both at the start", { { 0, 100, 5 } }, 0, 100, "0 100 1\n1 101 4\n" },
	{ "both at the end", { { 0, 100, 5 } }, 4, 104, "4 104 1\n0 100 4\n" },
	{ "first inside, last outside", { { 0, 100, 5 } }, 0, 104, "0 104 1\n1 100 4\n" },
	{ "last inside, first outside", { { 0, 100, 5 } }, 4, 100, "4 100 1\n0 101 4\n" },
	{ "nothing left, for inside", { { 0, 100, 1 } }, 0, 1000, "0 1000 1\n" },
	{ "nothing left, for outside", { { 0, 100, 1 } }, 7, 100, "7 100 1\n" },
	{ "nothing left, for both", { { 0, 100, 1 } }, 0, 100, "0 100 1\n" },
	{ "nothing left of two", { { 0, 100, 1 }, { 1, 200, 1 } }, 0, 200, "0 200 1\n" },
	{ "in two ranges", { { 0, 100, 5 }, { 10, 200, 5 } }, 2, 203,
	  "2 203 1\n0 100 2\n3 102 2\n10 200 3\n13 204 1\n" },
	{ "in the middle of three", { { 0, 100, 5 }, { 10, 200, 5 }, { 20, 300, 5 } }, 12, 1,
	  "12 1 1\n0 100 5\n10 200 2\n13 202 2\n20 300 5\n" },
	{ "what continues becomes one", { { 0, 100, 5 }, { 5, 105, 5 } }, 20, 1,
	  "20 1 1\n0 100 10\n" },
	{ "three become one", { { 0, 100, 5 }, { 5, 105, 5 }, { 10, 110, 1 } }, 20, 1,
	  "20 1 1\n0 100 11\n" },
	{ "what continues inside only", { { 0, 100, 5 }, { 5, 106, 5 } }, 20, 1,
	  "20 1 1\n0 100 5\n5 106 5\n" },
	{ "what continues outside only", { { 0, 100, 5 }, { 6, 105, 5 } }, 20, 1,
	  "20 1 1\n0 100 5\n6 105 5\n" },
	{ "all ids, root", { { 0, 0, 4294967295 } }, 0, 1000,
	  "0 1000 1\n1 0 1000\n1001 1001 4294966294\n" },
	{ "all ids, first for last", { { 0, 0, 4294967295 } }, 0, ID_MAX,
	  "0 4294967294 1\n1 0 4294967294\n" },
	{ "all ids, last for first", { { 0, 0, 4294967295 } }, ID_MAX, 0,
	  "4294967294 0 1\n0 1 4294967294\n" },
	{ "all ids, last for last", { { 0, 0, 4294967295 } }, ID_MAX, ID_MAX,
	  "4294967294 4294967294 1\n0 0 4294967294\n" },
	{ "up to the last id inside", { { 4294967290, 0, 5 } }, ID_MAX, 0,
	  "4294967294 0 1\n4294967290 1 4\n" },
	{ "up to the last id outside", { { 0, 4294967290, 5 } }, 0, ID_MAX,
	  "0 4294967294 1\n1 4294967290 4\n" },
	{ "up to the last id on both sides", { { 4294967290, 4294967290, 5 } }, 4294967291,
	  4294967293, "4294967291 4294967293 1\n4294967290 4294967290 1\n"
	  "4294967292 4294967291 2\n4294967294 4294967294 1\n" },
	{ "behind the last id comes no first", { { ID_MAX, ID_MAX, 1 }, { 0, 0, 5 } }, 20, 20,
	  "20 20 1\n4294967294 4294967294 1\n0 0 5\n" },
};
/* clang-format on */

static void own_id_is_added(void **state)
{
	const struct own *row = *state;
	struct id_map map;

	fill(&map, row->before, COUNT(row->before));
	assert_null(ranges_add_own(&map, row->inside, row->outside));
	assert_string_equal(format(&map), row->after);
}

static void own_id_may_be_no_id(void **state)
{
	struct id_map map = { .count = 1, .ranges = { { 0, 0, 10 } } }, before = map;

	(void)state;
	assert_reason(ranges_add_own(&map, 4294967295, 0), past_inside);
	assert_reason(ranges_add_own(&map, 0, 4294967295), past_outside);
	assert_memory_equal(&map, &before, sizeof(map));
}

static void a_second_own_id_goes_before_the_first(void **state)
{
	struct id_map map = { 0 };

	(void)state;
	assert_null(ranges_add_own(&map, 0, 1000));
	assert_null(ranges_add_own(&map, 1, 1001));
	assert_string_equal(format(&map), "1 1001 1\n0 1000 1\n");
	assert_null(ranges_add_own(&map, 0, 1001));
	assert_string_equal(format(&map), "0 1001 1\n");
}

/* Ranges of four ids each, ten apart. */
static void fill_many(struct id_map *map, size_t count)
{
	map->count = 0;
	for (uint32_t i = 0; i < count; i++)
		assert_null(ranges_add(map, (struct id_range){ 10 * i, 10 * i, 4 }));
}

static void the_341st_range_is_refused(void **state)
{
	struct id_map map, before;

	(void)state;
	fill_many(&map, 340);
	before = map;
	assert_reason(ranges_add(&map, (struct id_range){ 5000, 5000, 1 }), "340");
	assert_reason(ranges_add(&map, (struct id_range){ 0, 5000, 1 }), "overlaps");
	assert_memory_equal(&map, &before, sizeof(map));
}

static const struct crowd {
	const char *name;
	size_t ranges;
	uint32_t inside, outside;
	size_t result; /* 0: refused */
} crowds[] = {
	{ "339 and one", 339, 5000, 5000, 340 },          { "340 and one", 340, 5000, 5000, 0 },
	{ "340, the last is split", 340, 3391, 5000, 0 }, { "339, one is split", 339, 1, 5000, 0 },
	{ "338, one is split", 338, 1, 5000, 340 },       { "338, one in three", 338, 1, 2, 0 },
	{ "337, one in three", 337, 1, 2, 340 },          { "337, two are split", 337, 1, 12, 340 },
	{ "338, two are split", 338, 1, 12, 0 },
};

static void own_id_finds_room(void **state)
{
	const struct crowd *row = *state;
	struct id_map map = { 0 }, before;

	fill_many(&map, row->ranges);
	before = map;
	assert_reason(ranges_add_own(&map, row->inside, row->outside), row->result ? NULL : "340");
	if (row->result)
		assert_int_equal(map.count, row->result);
	else
		assert_memory_equal(&map, &before, sizeof(map));
}

static void a_full_map_may_shrink(void **state)
{
	struct id_map map = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 340; i++)
		assert_null(ranges_add(&map, (struct id_range){ i, i, 1 }));
	assert_null(ranges_add_own(&map, 100, 100));
	assert_string_equal(format(&map), "100 100 1\n0 0 100\n101 101 239\n");
}

static void ids_are_found(void **state)
{
	const struct id_map map = { .count = 2, .ranges = { { 10, 20, 5 }, { 4294967290, 0, 5 } } };
	const uint32_t in[] = { 10, 14, 4294967290, ID_MAX };
	const uint32_t not_in[] = { 0, 9, 15, 20, 4294967289, 4294967295 };
	const uint32_t out[] = { 20, 24, 0, 4 };
	const uint32_t not_out[] = { 5, 10, 19, 25, ID_MAX, 4294967295 };

	(void)state;
	for (size_t i = 0; i < COUNT(in); i++)
		assert_true(ranges_have_inside(&map, in[i]));
	for (size_t i = 0; i < COUNT(not_in); i++)
		assert_false(ranges_have_inside(&map, not_in[i]));
	for (size_t i = 0; i < COUNT(out); i++)
		assert_true(ranges_have_outside(&map, out[i]));
	for (size_t i = 0; i < COUNT(not_out); i++)
		assert_false(ranges_have_outside(&map, not_out[i]));
	assert_false(ranges_have_inside(&(struct id_map){ 0 }, 0));
	assert_false(ranges_have_outside(&(struct id_map){ 0 }, 0));
}

static void text_needs_room_for_its_end(void **state)
{
	const struct id_map map = { .count = 2, .ranges = { { 0, 1000, 1 }, { 1, 100000, 9 } } };
	const char text[] = "0 1000 1\n1 100000 9\n";
	char out[sizeof(text) + 1];

	(void)state;
	for (size_t size = 0; size <= sizeof(out); size++) {
		bool fits = size >= sizeof(text);

		memset(out, '#', sizeof(out));
		assert_int_equal(ranges_format(out, size, &map), fits ? strlen(text) : 0);
		if (size > 0)
			assert_string_equal(out, fits ? text : "");
		/* No byte behind the end of out was written. */
		for (size_t i = size; i < sizeof(out); i++)
			assert_int_equal(out[i], '#');
	}
}

static void an_empty_map_is_an_empty_text(void **state)
{
	char out[] = "#";

	(void)state;
	assert_int_equal(ranges_format(out, sizeof(out), &(struct id_map){ 0 }), 0);
	assert_string_equal(out, "");
}

static void text_is_less_than_a_page(void **state)
{
	struct id_map map = { 0 };
	char page[4096];

	(void)state;
	/* 127 lines of 32 bytes are 4064, and one of 31 makes 4095; another byte is too much. */
	for (uint32_t i = 0; i < 127; i++)
		map.ranges[i] = (struct id_range){ 4000000000 + i, 3000000000, 100000000 };
	map.ranges[127] = (struct id_range){ 4000000000, 3000000000, 10000000 };
	map.count = 128;
	assert_int_equal(ranges_format(page, sizeof(page), &map), 4095);
	assert_int_equal(page[4094], '\n');
	assert_int_equal(page[4095], '\0');
	map.ranges[127].count = 100000000;
	assert_int_equal(ranges_format(page, sizeof(page), &map), 0);
	assert_string_equal(page, "");
	/* 340 ranges, the most that there can be, fit if their numbers are small. */
	fill_many(&map, 340);
	assert_true(ranges_format(page, sizeof(page), &map) > 340 * 6);
}

/* A random number below bound, from a xorshift of 64 bits: the same ones in every run. */
static uint32_t draw(uint64_t *seed, uint32_t bound)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return (uint32_t)(*seed >> 33) % bound;
}

/* For the random maps: ids are 0 to 24, and pairs[INSIDE] is the id outside, or NOBODY. */
enum { IDS = 25, NOBODY = -1, ROUNDS = 400000 };

/* Works out the pairs one id at a time, as ranges_add_own is defined. */
static void pair_one_by_one(int pairs[IDS], const struct id_map *map, struct id_range own)
{
	for (int i = 0; i < IDS; i++)
		pairs[i] = NOBODY;
	for (size_t i = 0; i < map->count; i++) {
		uint32_t inside[IDS], outside[IDS];
		size_t insides = 0, outsides = 0;

		for (uint32_t k = 0; k < map->ranges[i].count; k++) {
			if (map->ranges[i].inside + k != own.inside)
				inside[insides++] = map->ranges[i].inside + k;
			if (map->ranges[i].outside + k != own.outside)
				outside[outsides++] = map->ranges[i].outside + k;
		}
		for (size_t k = 0; k < insides && k < outsides; k++)
			pairs[inside[k]] = (int)outside[k];
	}
	pairs[own.inside] = (int)own.outside;
}

/* Writes the pairs that the map has. Returns NULL, or what is wrong with the map. */
static const char *pair_map(int pairs[IDS], const struct id_map *map)
{
	bool is_taken[IDS] = { false };

	for (int i = 0; i < IDS; i++)
		pairs[i] = NOBODY;
	for (size_t i = 0; i < map->count; i++) {
		const struct id_range *range = &map->ranges[i];

		if (range->count == 0)
			return "an empty range";
		for (uint32_t k = 0; k < range->count; k++) {
			uint32_t inside = range->inside + k, outside = range->outside + k;

			if (inside >= IDS || outside >= IDS)
				return "an id of no range";
			if (pairs[inside] != NOBODY || is_taken[outside])
				return "an overlap";
			pairs[inside] = (int)outside;
			is_taken[outside] = true;
		}
		if (i > 1 && range[-1].inside + range[-1].count == range->inside &&
		    range[-1].outside + range[-1].count == range->outside)
			return "two ranges that are one";
	}
	return NULL;
}

/* How many ids the map must have after the own one is added: that one, and of each range all, but
 * one fewer if the own id takes one away inside, outside or on both sides. */
static uint32_t count_expected(const struct id_map *map, struct id_range own)
{
	uint32_t count = 1;

	for (size_t i = 0; i < map->count; i++) {
		const struct id_map alone = { .count = 1, .ranges = { map->ranges[i] } };

		count += map->ranges[i].count - (ranges_have_inside(&alone, own.inside) ||
						 ranges_have_outside(&alone, own.outside));
	}
	return count;
}

/* What is wrong with a map that an own id was added to, or NULL. */
static const char *find_fault(const struct id_map *before, const struct id_map *after,
			      struct id_range own)
{
	int expected[IDS], pairs[IDS];
	const char *fault = pair_map(pairs, after);
	uint32_t count = 0;

	if (fault)
		return fault;
	if (memcmp(&after->ranges[0], &own, sizeof(own)) != 0)
		return "the own id is not the first range";
	for (uint32_t i = 0; i < IDS; i++) {
		if (pairs[i] == NOBODY)
			continue;
		count++;
		if (i != own.inside && !ranges_have_inside(before, i))
			return "an id inside is invented";
		if (i != own.inside && !ranges_have_outside(before, (uint32_t)pairs[i]))
			return "an id outside is invented";
	}
	if (count != count_expected(before, own))
		return "ids are lost";
	pair_one_by_one(expected, before, own);
	return memcmp(pairs, expected, sizeof(pairs)) == 0 ? NULL : "they are paired otherwise";
}

static void own_id_does_as_one_by_one(void **state)
{
	uint64_t seed = 20240229;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct id_map before = { .count = 0 }, after;
		struct id_range own = { draw(&seed, IDS), draw(&seed, IDS), 1 };
		uint32_t wanted = 1 + draw(&seed, 2);
		const char *fault;

		while (before.count < wanted) {
			struct id_range range = { draw(&seed, IDS), draw(&seed, IDS), 0 };
			uint32_t room =
				IDS - (range.inside > range.outside ? range.inside : range.outside);

			/* The first range may leave no room for a second one: draw anew how many.
			 */
			range.count = 1 + draw(&seed, room);
			if (ranges_add(&before, range) && before.count == 1)
				wanted = 1 + draw(&seed, 2);
		}
		after = before;
		assert_null(ranges_add_own(&after, own.inside, own.outside));
		fault = find_fault(&before, &after, own);
		if (fault)
			fail_msg("%s: %u for %u in\n%s", fault, own.inside, own.outside,
				 format(&before));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_id_may_be_no_id),
		cmocka_unit_test(a_second_own_id_goes_before_the_first),
		cmocka_unit_test(the_341st_range_is_refused),
		cmocka_unit_test(a_full_map_may_shrink),
		cmocka_unit_test(ids_are_found),
		cmocka_unit_test(text_needs_room_for_its_end),
		cmocka_unit_test(an_empty_map_is_an_empty_text),
		cmocka_unit_test(text_is_less_than_a_page),
		cmocka_unit_test(own_id_does_as_one_by_one),
	};
	int failures = HARNESS_ROWS(text_is_parsed, parsings);

	failures += HARNESS_ROWS(range_is_added, additions);
	failures += HARNESS_ROWS(own_id_is_added, owns);
	failures += HARNESS_ROWS(own_id_finds_room, crowds);
	return failures + cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
