/* Spans of time, as options take them. */
#ifndef NSRUN_BASE_DURATION_H
#define NSRUN_BASE_DURATION_H

#include <stdint.h>

#include "base/text.h"

/* The sum of both; nanoseconds are 0 to 999999999, never negative: -0.5 s is { -1, 500000000 }. */
struct duration {
	int64_t seconds;
	int32_t nanoseconds;
};

/* Reads "90", "-5", "1.25", "500ms" or "1d2h30m": numbers, each with a unit of d h m s ms us ns,
 * the larger unit first; or one number without a unit, in seconds. A number may have a fraction
 * down to the nanosecond. A '-' in front makes the whole negative. Returns 0, or -1 and leaves
 * *duration as it was, with errno: EINVAL for any other string, ERANGE for more than 36500 days,
 * EDOM for a fraction that is finer than a nanosecond. */
int duration_parse(struct duration *duration, const char *string);

/* The whole in nanoseconds. */
int64_t duration_nanoseconds(struct duration duration);

/* Adds the seconds, as "1.5" or "-0.25". */
void duration_add(struct text *text, struct duration duration);

#endif
