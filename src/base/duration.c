/* Spans of time. */
#include "base/duration.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/util.h"

/* The first name that fits is taken: so "ms" stands before "m". */
static const struct unit {
	const char *name;
	int64_t nanoseconds;
} units[] = {
	{ "d", 86400000000000 }, { "h", 3600000000000 }, { "ms", 1000000 }, { "m", 60000000000 },
	{ "s", 1000000000 },     { "us", 1000 },         { "ns", 1 },
};

/* A hundred years in nanoseconds. The sum of two such numbers still fits in 64 bits. */
static const int64_t most = INT64_C(36500) * 86400 * 1000000000;

/* Reads digits and returns how many there were. A number above most is given as one above most. */
static size_t read_digits(int64_t *number, const char *string)
{
	size_t count = 0;

	for (*number = 0; string[count] >= '0' && string[count] <= '9'; count++)
		*number = *number > most / 10 ? most + 1 : *number * 10 + (string[count] - '0');
	return count;
}

static const struct unit *read_unit(const char *string)
{
	for (size_t i = 0; i < COUNT(units); i++)
		if (strncmp(string, units[i].name, strlen(units[i].name)) == 0)
			return &units[i];
	return NULL;
}

/* Reads the digits behind the point, in nanoseconds: ".25" of a second is 2 * 100000000 + 5 *
 * 10000000. A digit that is worth less than a nanosecond must be 0, else it returns false. */
static bool read_fraction(int64_t *nanoseconds, const char **string, int64_t unit)
{
	for (*nanoseconds = 0; **string >= '0' && **string <= '9'; (*string)++) {
		if (unit % 10 != 0 && **string != '0')
			return false;
		unit /= 10;
		*nanoseconds += (**string - '0') * unit;
	}
	return true;
}

/* Adds a number with its unit to *total, in nanoseconds. point is where the digits behind a point
 * begin, or NULL. Returns 0, or an errno as duration_parse has it. */
static int add_number(int64_t *total, int64_t number, const char *point, int64_t unit)
{
	int64_t fraction = 0;

	if (point && !read_fraction(&fraction, &point, unit))
		return EDOM;
	if (number > most / unit || *total + number * unit + fraction > most)
		return ERANGE;
	*total += number * unit + fraction;
	return 0;
}

/* Reads one number with its unit, adds it to *total, and moves *string behind it. *last_unit is the
 * unit before, INT64_MAX at first. Returns 0, or an errno as duration_parse has it. */
static int read_part(int64_t *total, const char **string, int64_t *last_unit)
{
	static const struct unit second = { "", 1000000000 };
	const char *point;
	const struct unit *unit;
	int64_t number;
	size_t digits = read_digits(&number, *string);

	if (digits == 0)
		return EINVAL;
	*string += digits;
	point = **string == '.' ? *string + 1 : NULL;
	if (point) {
		digits = strspn(point, "0123456789");
		if (digits == 0)
			return EINVAL;
		*string = point + digits;
	}
	unit = **string ? read_unit(*string) : *last_unit == INT64_MAX ? &second : NULL;
	if (!unit || unit->nanoseconds >= *last_unit)
		return EINVAL;
	*string += strlen(unit->name);
	*last_unit = unit->nanoseconds;
	return add_number(total, number, point, unit->nanoseconds);
}

int duration_parse(struct duration *duration, const char *string)
{
	bool is_negative = *string == '-';
	int64_t total = 0, last_unit = INT64_MAX, nanoseconds;
	int first_error = 0;

	string += is_negative;
	/* To the end, so that a string with a wrong form is told as such and not as too large. */
	do {
		int error = read_part(&total, &string, &last_unit);

		if (error && first_error != EINVAL)
			first_error = error;
	} while (*string && first_error != EINVAL);
	if (first_error) {
		errno = first_error;
		return -1;
	}
	if (is_negative)
		total = -total;
	/* C's remainder has the sign of the dividend: -0.5 s leaves 0 and -500000000. One second
	 * goes from the one to the other, which makes -1 and 500000000. */
	nanoseconds = total % 1000000000;
	duration->seconds = total / 1000000000 - (nanoseconds < 0);
	duration->nanoseconds = (int32_t)(nanoseconds < 0 ? nanoseconds + 1000000000 : nanoseconds);
	return 0;
}

void duration_add(struct text *text, struct duration duration)
{
	int64_t seconds = duration.seconds;
	int32_t nanoseconds = duration.nanoseconds;

	/* -0.25 s is held as -1 s and 0.75 s. */
	if (seconds < 0) {
		text_add(text, "-");
		seconds = -seconds - (nanoseconds > 0);
		nanoseconds = nanoseconds > 0 ? 1000000000 - nanoseconds : 0;
	}
	text_add_number(text, (uint64_t)seconds);
	if (nanoseconds > 0)
		text_add(text, ".");
	for (int32_t unit = 100000000; nanoseconds > 0; nanoseconds %= unit, unit /= 10)
		text_add_number(text, (uint64_t)(nanoseconds / unit));
}

int64_t duration_nanoseconds(struct duration duration)
{
	return duration.seconds * INT64_C(1000000000) + duration.nanoseconds;
}
