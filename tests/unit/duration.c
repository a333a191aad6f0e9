/* Spans of time. */
#include "base/duration.h"

#include "harness.h"

static const struct row {
	const char *name;
	int result;
	int64_t seconds;
	int32_t nanoseconds;
} rows[] = {
	{ "0", 0, 0, 0 },
	{ "90", 0, 90, 0 },
	{ "-5", 0, -5, 0 },
	{ "-0.5", 0, -1, 500000000 },
	{ "-1.5", 0, -2, 500000000 },
	{ "1.25", 0, 1, 250000000 },
	{ "0.000000001", 0, 0, 1 },
	{ "0.0000000010", 0, 0, 1 },
	{ "500ms", 0, 0, 500000000 },
	{ "1us", 0, 0, 1000 },
	{ "1ns", 0, 0, 1 },
	{ "10s", 0, 10, 0 },
	{ "5m", 0, 300, 0 },
	{ "1h30m", 0, 5400, 0 },
	{ "1d2h30m", 0, 95400, 0 },
	{ "1d2h30m4s5ms", 0, 95404, 5000000 },
	{ "0.5d", 0, 43200, 0 },
	{ "-1d", 0, -86400, 0 },
	{ "36500d", 0, 3153600000, 0 },
	{ "36501d", -1, 0, 0 },
	{ "36500d1s", -1, 0, 0 },
	{ "3153600001", -1, 0, 0 },
	{ "99999999999999999999999999", -1, 0, 0 },
	{ "", -1, 0, 0 },
	{ "-", -1, 0, 0 },
	{ "+5", -1, 0, 0 },
	{ "--5", -1, 0, 0 },
	{ " 5", -1, 0, 0 },
	{ "5 ", -1, 0, 0 },
	{ "5x", -1, 0, 0 },
	{ "s", -1, 0, 0 },
	{ ".5", -1, 0, 0 },
	{ "1.", -1, 0, 0 },
	{ "1.s", -1, 0, 0 },
	{ "0.0000000001", -1, 0, 0 },
	{ "1.5ns", -1, 0, 0 },
	{ "1m1h", -1, 0, 0 },
	{ "1m1m", -1, 0, 0 },
	{ "1h30", -1, 0, 0 },
	{ "1e3", -1, 0, 0 },
	{ "0x10", -1, 0, 0 },
	{ "1h-5m", -1, 0, 0 },
};

static void duration_is_read(void **state)
{
	const struct row *row = *state;
	struct duration duration = { 0, 0 };

	assert_int_equal(duration_parse(&duration, row->name), row->result);
	assert_true(duration.seconds == row->seconds);
	assert_int_equal(duration.nanoseconds, row->nanoseconds);
}

int main(void)
{
	return HARNESS_ROWS(duration_is_read, rows) ? 1 : 0;
}
