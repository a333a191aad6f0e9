/* Subordinate ids: which line of the file counts. */
#include "system/subids.h"

#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/util.h"
#include "harness.h"

/* In every row the user is "user" with uid 1000. It finds first and count; count 0: nothing. */
/* clang-format off */
static const struct finding {
	const char *name;
	const char *text;
	uint32_t first, count;
} findings[] = {
	{ "one line", "user:100000:65536\n", 100000, 65536 },
	{ "behind others", "root:1:2\nother:3:4\nuser:5:6\n", 5, 6 },
	{ "the first of two", "user:5:6\nuser:7:8\n", 5, 6 },
	{ "by uid", "1000:5:6\n", 5, 6 },
	{ "by uid before name", "1000:5:6\nuser:7:8\n", 5, 6 },
	{ "by name before uid", "user:7:8\n1000:5:6\n", 7, 8 },
	{ "by uid with leading zeros, which newuidmap refuses", "01000:5:6\n", 0, 0 },
	{ "no last newline", "user:5:6", 5, 6 },
	{ "no last newline, behind others", "root:1:2\nuser:5:6", 5, 6 },
	{ "CRLF, which newuidmap refuses", "root:1:2\r\nuser:5:6\r\n", 0, 0 },
	{ "CRLF in one line of two", "user:5:6\r\nuser:7:8\n", 7, 8 },
	{ "CR at the end", "user:5:6\r", 0, 0 },
	{ "two CRs", "user:5:6\r\r\n", 0, 0 },
	{ "CR within", "user:5\r:6\n", 0, 0 },
	{ "CR alone", "\r\n\r", 0, 0 },
	{ "CR for a count", "user:5:\r\n", 0, 0 },
	{ "CR behind the owner", "user\r\n:5:6\n", 0, 0 },
	{ "empty lines", "\n\nuser:5:6\n\n", 5, 6 },
	{ "empty text", "", 0, 0 },
	{ "a newline alone", "\n", 0, 0 },
	{ "comments", "# user:1:2\n#user:3:4\nuser:5:6\n", 5, 6 },
	{ "a comment behind", "user:5:6 # mine\n", 0, 0 },
	{ "others alone", "root:1:2\nother:3:4\n", 0, 0 },
	{ "a name that begins with it", "user2:1:2\nuser:5:6\n", 5, 6 },
	{ "a name that it begins with", "use:1:2\nuser:5:6\n", 5, 6 },
	{ "a name that ends with it", "superuser:1:2\nuser:5:6\n", 5, 6 },
	{ "another case", "USER:1:2\n", 0, 0 },
	{ "another uid", "100:1:2\n10000:1:2\n1001:1:2\n", 0, 0 },
	{ "a uid that is as much in 32 bits", "4294968296:1:2\n", 0, 0 },
	{ "a uid with a sign", "+1000:1:2\n", 0, 0 },
	{ "a uid past any number", "1000000000000000000000000000000000:1:2\n", 0, 0 },
	{ "no owner", ":1:2\n", 0, 0 },
	{ "a blank before the owner", " user:1:2\n", 0, 0 },
	{ "a blank behind the owner", "user :1:2\n", 0, 0 },
	{ "the name alone", "user\nuser:5:6\n", 5, 6 },
	{ "the name alone at the end", "user", 0, 0 },
	{ "nothing behind the owner", "user:\nuser:5:6\n", 5, 6 },
	{ "nothing behind the owner at the end", "user:", 0, 0 },
	{ "no count field", "user:1\nuser:5:6\n", 5, 6 },
	{ "an empty count", "user:1:\nuser:5:6\n", 5, 6 },
	{ "an empty first", "user::1\nuser:5:6\n", 5, 6 },
	{ "the next line is no field", "user:1\n:2\n", 0, 0 },
	{ "letters", "user:a:b\nuser:5:6\n", 5, 6 },
	{ "letters behind digits", "user:1a:2\nuser:1:2b\n", 0, 0 },
	{ "an extra field, which newuidmap passes over", "user:1:2:3\nuser:5:6\n", 1, 2 },
	{ "an extra separator", "user:1:2:\nuser:5:6\n", 1, 2 },
	{ "a CR behind an extra separator", "user:1:2:\r\n", 1, 2 },
	{ "commas", "user:1,2\nuser,1,2\n", 0, 0 },
	{ "blanks in front of the numbers, as newuidmap takes them", "user: 200000: 65536\n",
	  200000, 65536 },
	{ "all blanks that strtoul(3) knows", "user: \t\v\f\r5:\t6\n", 5, 6 },
	{ "a blank behind a number", "user:1 :2\nuser:1:2 \n", 0, 0 },
	{ "a blank alone", "user: : \n", 0, 0 },
	{ "minus", "user:-1:2\nuser:1:-2\nuser: -1:2\nuser:+-1:2\nuser:-+1:2\n", 0, 0 },
	{ "plus, as newuidmap takes it", "user:+1: +2\n", 1, 2 },
	{ "a blank behind a plus", "user:+ 1:2\n", 0, 0 },
	{ "hexadecimal, as newuidmap takes it", "user:0x10:0X1f\n", 16, 31 },
	{ "hexadecimal without a digit", "user:0x:1\n", 0, 0 },
	{ "octal, as newuidmap takes it", "user:010:020\n", 8, 16 },
	{ "octal with an 8", "user:08:1\n", 0, 0 },
	{ "no ids", "user:1:0\nuser:5:6\n", 5, 6 },
	{ "all ids", "user:0:4294967295\n", 0, 4294967295 },
	{ "the last id", "user:4294967294:1\n", ID_MAX, 1 },
	{ "one past the last id", "user:4294967294:2\nuser:5:6\n", 5, 6 },
	{ "no id at all", "user:4294967295:1\n", 0, 0 },
	{ "32 bits", "user:4294967296:1\nuser:1:4294967296\nuser:1:4294967297\n", 0, 0 },
	{ "64 bits", "user:18446744073709551617:1\nuser:1:18446744073709551617\n", 0, 0 },
	{ "all too much", "user:1:4294967295\n", 0, 0 },
	{ "leading zeros", "user:0000100000:0000000001\n", 32768, 1 },
};
/* clang-format on */

static void assert_found(const char *text, const char *name, uint32_t uid, uint32_t first,
			 uint32_t count)
{
	uint32_t found = 77, ids = 88;

	assert_int_equal(subids_find(&found, &ids, text, name, uid), count ? 0 : -1);
	assert_int_equal(found, count ? first : 77);
	assert_int_equal(ids, count ? count : 88);
}

static void line_is_found(void **state)
{
	const struct finding *row = *state;

	assert_found(row->text, "user", 1000, row->first, row->count);
}

static void a_user_without_a_name_has_a_uid(void **state)
{
	(void)state;
	assert_found("user:1:2\n:3:4\n1000:5:6\n", NULL, 1000, 5, 6);
	assert_found("user:1:2\n:3:4\n(null):7:8\n", NULL, 1000, 0, 0);
	assert_found("0:5:6\n", NULL, 0, 5, 6);
	assert_found("4294967294:5:6\n", NULL, ID_MAX, 5, 6);
}

static void an_odd_name_finds_nothing(void **state)
{
	(void)state;
	assert_found(":1:2\n\n", "", 1000, 0, 0);
	assert_found("#user:1:2\n", "#user", 1000, 0, 0);
	assert_found("user:1:2:3\n", "user:1", 1000, 0, 0);
	/* A name may be digits alone; the uid counts as well. */
	assert_found("2000:1:2\n1000:5:6\n", "2000", 1000, 1, 2);
	assert_found("1000:5:6\n2000:1:2\n", "2000", 1000, 5, 6);
	assert_found("2000:1:2\n", "user", 2000, 1, 2);
}

static void a_long_line_is_one_line(void **state)
{
	const char *const starts[] = { "", "#", "user", "user:", "user:1:", "1000" };
	static char text[10064];

	(void)state;
	for (size_t i = 0; i < COUNT(starts); i++) {
		size_t length = strlen(starts[i]);

		memset(text, '1', 10000);
		memcpy(text, starts[i], length);
		strcpy(text + 10000, "\nuser:5:6\n");
		assert_found(text, "user", 1000, 5, 6);
		text[10000] = '\0';
		assert_found(text, "user", 1000, 0, 0);
	}
	/* newuidmap's buffer has 1024 bytes, with the NUL: the longest line has 1023. */
	memset(text, 'n', 1020);
	strcpy(text + 1019, ":5:6\nuser:7:8\n");
	char *name = strndup(text, 1019);
	assert_found(text, name, 1000, 5, 6);
	memset(text, 'n', 1020);
	strcpy(text + 1020, ":5:6\n");
	free(name);
	name = strndup(text, 1020);
	assert_found(text, name, 1000, 0, 0);
	free(name);
}

/* Does what subids_find does, for a user "u" with uid 7, but with a regular expression. */
static void find_by_expression(uint32_t *first, uint32_t *count, const char *text)
{
	static regex_t line;
	static bool is_compiled;
	regmatch_t match[5];

	if (!is_compiled)
		assert_int_equal(regcomp(&line, "^(u|7):[ \t]*([0-9]+):[ \t]*([0-9]+)(:.*)?$",
					 REG_EXTENDED | REG_NEWLINE),
				 0);
	is_compiled = true;
	*count = 0;
	while (regexec(&line, text, COUNT(match), match, 0) == 0) {
		unsigned long long from = strtoull(text + match[2].rm_so, NULL, 10);
		unsigned long long ids = strtoull(text + match[3].rm_so, NULL, 10);

		if (from <= ID_MAX && ids > 0 && ids <= ID_MAX + 1ULL - from) {
			*first = (uint32_t)from;
			*count = (uint32_t)ids;
			return;
		}
		text += match[0].rm_eo;
		/* The newline is not skipped: '^' matches behind it. */
		if (!*text)
			return;
	}
}

/* The words that may stand at each place of a line; most of them are right. */
static const char *const words[][4] = {
	{ "u", "7", "07", "uu" },
	{ ":", ":", ": ", "" },
	{ "0", "1", "x", "4294967294" },
	{ ":", ":", ": ", "::" },
	{ "0", "1", "4294967295", "4294967296" },
	{ "\n", "\r\n", "\n", "\n#" },
};

static void line_is_found_as_by_an_expression(void **state)
{
	enum { ROUNDS = 100000, LINES = 4 };
	uint64_t seed = 20240229;
	int found = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		char text[256] = "";
		uint32_t first = 0, count = 0;

		for (size_t i = 0; i < LINES * COUNT(words); i++) {
			seed = seed * 6364136223846793005 + 1442695040888963407;
			strcat(text, words[i % COUNT(words)][seed >> 62]);
		}
		find_by_expression(&first, &count, text);
		found += count > 0;
		assert_found(text, "u", 7, first, count);
	}
	/* Neither result is rare: at least one text in ten has a block, and one in ten has none. */
	assert_in_range(found, ROUNDS / 10, ROUNDS - ROUNDS / 10);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_user_without_a_name_has_a_uid),
		cmocka_unit_test(an_odd_name_finds_nothing),
		cmocka_unit_test(a_long_line_is_one_line),
		cmocka_unit_test(line_is_found_as_by_an_expression),
	};
	int failures = HARNESS_ROWS(line_is_found, findings);

	return failures + cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
