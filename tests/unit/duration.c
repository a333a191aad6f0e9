/* Spans of time. */
#include "base/duration.h"

#include <errno.h>

#include "harness.h"

static const struct row {
	const char *name;
	int error;
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
	{ "36501d", ERANGE, 0, 0 },
	{ "36500d1s", ERANGE, 0, 0 },
	{ "3153600001", ERANGE, 0, 0 },
	{ "99999999999999999999999999", ERANGE, 0, 0 },
	{ "36500d0.000000001s", ERANGE, 0, 0 },
	{ "99999999999999999999d1h", ERANGE, 0, 0 },
	{ "36501d5x", EINVAL, 0, 0 },
	{ "0.0000000001s-", EINVAL, 0, 0 },
	{ "", EINVAL, 0, 0 },
	{ "-", EINVAL, 0, 0 },
	{ "+5", EINVAL, 0, 0 },
	{ "--5", EINVAL, 0, 0 },
	{ " 5", EINVAL, 0, 0 },
	{ "5 ", EINVAL, 0, 0 },
	{ "5x", EINVAL, 0, 0 },
	{ "s", EINVAL, 0, 0 },
	{ ".5", EINVAL, 0, 0 },
	{ "1.", EINVAL, 0, 0 },
	{ "1.s", EINVAL, 0, 0 },
	{ "0.0000000001", EDOM, 0, 0 },
	{ "1.5ns", EDOM, 0, 0 },
	{ "1m1h", EINVAL, 0, 0 },
	{ "1m1m", EINVAL, 0, 0 },
	{ "1h30", EINVAL, 0, 0 },
	{ "1e3", EINVAL, 0, 0 },
	{ "0x10", EINVAL, 0, 0 },
	{ "1h-5m", EINVAL, 0, 0 },
};

static void duration_is_read(void **state)
{
	const struct row *row = *state;
	struct duration duration = { 0, 0 };

	errno = 0;
	assert_int_equal(duration_parse(&duration, row->name), row->error ? -1 : 0);
	assert_int_equal(errno, row->error);
	assert_true(duration.seconds == row->seconds);
	assert_int_equal(duration.nanoseconds, row->nanoseconds);
}

int main(void)
{
	return HARNESS_ROWS(duration_is_read, rows) ? 1 : 0;
}
