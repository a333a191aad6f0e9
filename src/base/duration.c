/* Spans of time. */
#include "base/duration.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/util.h"

/* In falling order; a unit comes before the one that it begins with. */
static const struct unit {
	const char *name;
	int64_t nanoseconds;
} units[] = {
	{ "d", 86400000000000 }, { "h", 3600000000000 }, { "ms", 1000000 }, { "m", 60000000000 },
	{ "s", 1000000000 },     { "us", 1000 },         { "ns", 1 },
};

/* A hundred years; twice as many nanoseconds still fit 64 bits. */
static const int64_t most = INT64_C(36500) * 86400 * 1000000000;

/* Reads digits; what no longer fits counts as too much. Returns how many there were. */
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

/* The fraction behind the point, in nanoseconds: each digit is worth a tenth of the one before,
 * and one that is worth less than a nanosecond must be 0. Returns false where it is not. */
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

/* One number with its unit, in nanoseconds. Moves *string behind it. */
static bool read_part(int64_t *total, const char **string, int64_t *last_unit)
{
	static const struct unit second = { "", 1000000000 };
	const char *point;
	const struct unit *unit;
	int64_t number, fraction = 0;
	size_t digits = read_digits(&number, *string);

	if (digits == 0)
		return false;
	*string += digits;
	point = **string == '.' ? *string + 1 : NULL;
	if (point) {
		digits = strspn(point, "0123456789");
		if (digits == 0)
			return false;
		*string = point + digits;
	}
	unit = **string ? read_unit(*string) : *last_unit == INT64_MAX ? &second : NULL;
	if (!unit || unit->nanoseconds >= *last_unit || number > most / unit->nanoseconds)
		return false;
	if (point && !read_fraction(&fraction, &point, unit->nanoseconds))
		return false;
	*string += strlen(unit->name);
	*last_unit = unit->nanoseconds;
	*total += number * unit->nanoseconds + fraction;
	return *total <= most;
}

int duration_parse(struct duration *duration, const char *string)
{
	bool is_negative = *string == '-';
	int64_t total = 0, last_unit = INT64_MAX, nanoseconds;

	string += is_negative;
	do {
		if (!read_part(&total, &string, &last_unit))
			return -1;
	} while (*string);
	if (is_negative)
		total = -total;
	/* -0.5 s is -1 s and 0.5 s: C's remainder has the sign of the dividend. */
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
