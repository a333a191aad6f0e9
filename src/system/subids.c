/* Subordinate ids. */
#include "system/subids.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#include "base/ranges.h"
#include "base/util.h"

/* Copies a part of the text as a string. Returns false where it does not fit, since it is then
 * longer than any number that can be meant. */
static bool copy(char *out, size_t size, const char *from, size_t length)
{
	if (length >= size)
		return false;
	memcpy(out, from, length);
	out[length] = '\0';
	return true;
}

static bool is_owner(const char *owner, size_t length, const char *name, uint32_t uid)
{
	char digits[21];
	uint64_t number;

	if (strspn(owner, "0123456789") < length)
		return name && strlen(name) == length && memcmp(owner, name, length) == 0;
	return copy(digits, sizeof(digits), owner, length) &&
	       number_parse(&number, digits, ID_MAX) == 0 && number == uid;
}

/* Reads the block of one line, if the line is the user's. */
static int read_line(struct id_range *block, const char *line, size_t length, const char *name,
		     uint32_t uid)
{
	size_t owner_length = strcspn(line, ":\n");
	/* "FIRST:COUNT" becomes "0:FIRST:COUNT", which ranges_parse can read. */
	char range[64] = "0:";
	const size_t prefix = 2;

	if (length > 0 && line[length - 1] == '\r')
		length--;
	if (*line == '#' || owner_length >= length || !is_owner(line, owner_length, name, uid))
		return -1;
	line += owner_length + 1;
	length -= owner_length + 1;
	if (!copy(range + prefix, sizeof(range) - prefix, line, length))
		return -1;
	return ranges_parse(block, range) ? -1 : 0;
}

int subids_find(uint32_t *first, uint32_t *count, const char *text, const char *name, uint32_t uid)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		struct id_range block;

		if (read_line(&block, text, length, name, uid) == 0) {
			*first = block.outside;
			*count = block.count;
			return 0;
		}
		text += length;
		if (*text)
			text++;
	}
	return -1;
}
