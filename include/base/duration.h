/* Spans of time, as options take them. */
#ifndef NSRUN_BASE_DURATION_H
#define NSRUN_BASE_DURATION_H

#include <stdint.h>

#include "base/text.h"

/* seconds and, counted upwards from there, 0 to 999999999 nanoseconds: -0.5 s is { -1, 500000000 }.
 */
struct duration {
	int64_t seconds;
	int32_t nanoseconds;
};

/* Reads "90", "-5", "1.25", "500ms" or "1d2h30m": numbers with a unit each, d h m s ms us ns, the
 * units in falling order; without a unit seconds, and then alone. A number may have a fraction
 * down to the nanosecond, a '-' in front counts for the whole. Returns 0, or -1 where it is none
 * of these, or over 36500 days. */
int duration_parse(struct duration *duration, const char *string);

/* Adds the seconds, as "1.5" or "-0.25". */
void duration_add(struct text *text, struct duration duration);

#endif
