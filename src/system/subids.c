/* Subordinate ids, read as newuidmap(1) reads them: a block that it would not find is of no use to
 * a plain user, and root must not get other ids than he would. */
#include "system/subids.h"

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"

/* newuidmap(1) passes over a line that is longer than its buffer. */
enum { LINE_BYTES = 1024 };

/* The owner is the user's name, which may be of digits, or the uid as it is usually written. */
static bool is_owner(const char *owner, const char *name, uint32_t uid)
{
	char digits[21];

	number_format(digits, uid);
	return (name && *owner && strcmp(owner, name) == 0) || strcmp(owner, digits) == 0;
}

/* newuidmap(1) calls strtoul(3) with the base 0: there may be blanks and a '+' in front, and as in
 * C 010 is eight and 0x10 is sixteen. A '-' is taken there as well, for 2^64 less the number.
 * Nobody can mean that, so it is refused here. */
static bool read_number(uint64_t *number, const char *field)
{
	const char *digits = field + strspn(field, " \t\v\f\r");
	char *end;

	digits += *digits == '+';
	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	*number = strtoull(digits, &end, 0);
	return errno == 0 && !*end;
}

/* Reads the block of one line, if the line is the user's. */
static int read_line(uint32_t *first, uint32_t *count, const char *line, size_t length,
		     const char *name, uint32_t uid)
{
	char text[LINE_BYTES], *second, *third;
	uint64_t from, ids;

	if (*line == '#' || length >= sizeof(text))
		return -1;
	memcpy(text, line, length);
	text[length] = '\0';
	second = strchr(text, ':');
	third = second ? strchr(second + 1, ':') : NULL;
	if (!third)
		return -1;
	*second++ = '\0';
	*third++ = '\0';
	/* What stands behind one more colon is not looked at. */
	third[strcspn(third, ":")] = '\0';
	if (!is_owner(text, name, uid) || !read_number(&from, second) || !read_number(&ids, third))
		return -1;
	if (from > ID_MAX || ids == 0 || ids > UINT64_C(1) + ID_MAX - from)
		return -1;
	*first = (uint32_t)from;
	*count = (uint32_t)ids;
	return 0;
}

int subids_find(uint32_t *first, uint32_t *count, const char *text, const char *name, uint32_t uid)
{
	while (*text) {
		size_t length = strcspn(text, "\n");

		if (read_line(first, count, text, length, name, uid) == 0)
			return 0;
		text += length;
		if (*text)
			text++;
	}
	return -1;
}
