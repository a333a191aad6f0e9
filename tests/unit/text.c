/* Numbers, and the ways to quote a string so that it cannot drive a terminal. */
#include "base/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/util.h"
#include "harness.h"

static const struct quoting {
	const char *name;
	const char *string;
	const char *expected;
} quotings[] = {
	{ "plain", "a b", "'a b'" },
	{ "empty", "", "''" },
	{ "quote and backslash", "a'b\\", "'a\\'b\\\\'" },
	{ "double quotes stay", "a\"b", "'a\"b'" },
	{ "newline and tab", "a\nb\t", "'a\\nb\\t'" },
	{ "escape and delete", "\033[2J\x7f", "'\\x1b[2J\\x7f'" },
	{ "UTF-8 of two, three and four bytes", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7",
	  "'\xc3\xa9\xe2\x82\xac\xf0\x9f\x90\xa7'" },
	{ "a lone continuation byte", "\x80", "'\\x80'" },
	{ "cut short", "\xe2\x82", "'\\xe2\\x82'" },
	{ "overlong slash", "\xc0\xaf", "'\\xc0\\xaf'" },
	{ "overlong in three bytes", "\xe0\x80\xaf", "'\\xe0\\x80\\xaf'" },
	{ "a C1 control character", "\xc2\x9b", "'\\xc2\\x9b'" },
	{ "a surrogate", "\xed\xa0\x80", "'\\xed\\xa0\\x80'" },
	{ "past U+10FFFF", "\xf4\x90\x80\x80", "'\\xf4\\x90\\x80\\x80'" },
	{ "no UTF-8 at all", "\xff", "'\\xff'" },
};

static void string_is_quoted(void **state)
{
	const struct quoting *row = *state;
	struct text text = harness_text();

	text_add_quoted(&text, row->string);
	assert_string_equal(harness_text_read(&text), row->expected);
}

/* What is added behind a long quoted string must still be readable. */
static void what_is_quoted_in_memory_leaves_room(void **state)
{
	struct text text = { .fd = -1 };
	char string[5000];

	(void)state;
	memset(string, '\033', sizeof(string));
	string[sizeof(string) - 1] = '\0';
	text_add_quoted(&text, string);
	text_add(&text, ": no such folder");
	assert_int_equal(strlen(text_string(&text)), 1 + 1000 + strlen("'...: no such folder"));
	assert_non_null(strstr(text_string(&text), "\\x1b'...: no such folder"));
}

static void a_cut_leaves_characters_whole(void **state)
{
	struct text text = { .fd = -1 };

	(void)state;
	text_add_cut(&text, "abc", 3);
	text_add_cut(&text, "a\xe2\x82\xac", 3);
	text_add_cut(&text, "a\xe2\x82\xac.", 4);
	assert_string_equal(text_string(&text), "abca...a\xe2\x82\xac...");
}

static void c_strings_quote_the_other_quote(void **state)
{
	struct text text = harness_text();

	(void)state;
	text_add_c_string(&text, "a\"b'c\n\\");
	assert_string_equal(harness_text_read(&text), "\"a\\\"b'c\\n\\\\\"");
}

/* A compiler would read "\x1bA" as one byte, and two question marks as part of a trigraph. */
static void c_strings_mean_the_same_to_a_compiler(void **state)
{
	struct text text = harness_text();

	(void)state;
	text_add_c_string(&text, "\033A\x7f\xc3\xa9?\?/");
	assert_string_equal(harness_text_read(&text), "\"\\033A\\177\\303\\251?\\?/\"");
}

static const struct quoting sh_words[] = {
	{ "sh: plain", "/a_b-c.d,e:f=g@h%i+9", "/a_b-c.d,e:f=g@h%i+9" },
	{ "sh: empty", "", "''" },
	{ "sh: blank", "a b", "'a b'" },
	{ "sh: a tilde is a home", "~", "'~'" },
	{ "sh: what double quotes would expand", "$a `b` \"c\" \\", "'$a `b` \"c\" \\'" },
	{ "sh: a quote", "it's", "\"it's\"" },
	{ "sh: a quote and what expands", "'$a`b`\"\\", "\"'\\$a\\`b\\`\\\"\\\\\"" },
	{ "sh: newline, tab and UTF-8 stay", "a\n\t\xc3\xa9", "'a\n\t\xc3\xa9'" },
	{ "sh: escape", "a'\033[2J", "\"$(printf %b \"a\\0047\\0033\\0133\\0062J\")\"" },
	{ "sh: newlines at the end outlive printf", "\001\n\n", "\"$(printf %b \"\\0001\")\n\n\"" },
	{ "sh: a byte that is not UTF-8", "\xff", "\"$(printf %b \"\\0377\")\"" },
};

static void sh_word_is_quoted(void **state)
{
	const struct quoting *row = *state;
	struct text text = harness_text();

	text_add_sh_word(&text, row->string);
	assert_string_equal(harness_text_read(&text), row->expected);
}

/* sh must read the word as the string again; so must a script within a script. */
static void sh_reads_the_word(void **state)
{
	const struct quoting *row = *state;
	struct text text = harness_text();
	char out[256] = "", expected[256];
	FILE *shell;

	text_add(&text, "printf '%s|' ");
	text_add_sh_word(&text, row->string);
	text_add(&text, "; sh -c ");
	text_begin_sh(&text);
	text_add(&text, "printf '%s|' ");
	text_add_sh_word(&text, row->string);
	text_end_sh(&text);
	shell = popen(harness_text_read(&text), "r");
	assert_non_null(shell);
	assert_true(fread(out, 1, sizeof(out) - 1, shell) > 0);
	assert_int_equal(pclose(shell), 0);
	snprintf(expected, sizeof(expected), "%s|%s|", row->string, row->string);
	assert_string_equal(out, expected);
}

static const struct number {
	const char *name;
	const char *string;
	uint64_t max;
	int result;
	uint64_t value;
} numbers[] = {
	{ "zero", "0", ID_MAX, 0, 0 },
	{ "leading zeros", "007", ID_MAX, 0, 7 },
	{ "the largest", "4294967294", ID_MAX, 0, ID_MAX },
	{ "one more", "4294967295", ID_MAX, -1, 99 },
	{ "ten times as much", "42949672940", ID_MAX, -1, 99 },
	{ "64 bits", "18446744073709551615", UINT64_MAX, 0, UINT64_MAX },
	{ "past 64 bits", "18446744073709551616", UINT64_MAX, -1, 99 },
	{ "over a small maximum", "9", 5, -1, 99 },
	{ "empty", "", ID_MAX, -1, 99 },
	{ "a sign", "-1", ID_MAX, -1, 99 },
	{ "a blank", " 1", ID_MAX, -1, 99 },
	{ "a blank behind", "1 ", ID_MAX, -1, 99 },
	{ "hexadecimal", "0x1", ID_MAX, -1, 99 },
};

static void number_is_parsed(void **state)
{
	const struct number *row = *state;
	uint64_t value = 99;

	assert_int_equal(number_parse(&value, row->string, row->max), row->result);
	assert_int_equal(value, row->value);
}

static void numbers_are_formatted(void **state)
{
	char digits[21];

	(void)state;
	assert_int_equal(number_format(digits, 0), 1);
	assert_string_equal(digits, "0");
	assert_int_equal(number_format(digits, UINT64_MAX), 20);
	assert_string_equal(digits, "18446744073709551615");
}

static void a_long_text_loses_nothing(void **state)
{
	struct text text = harness_text();
	const char *read;

	(void)state;
	for (uint64_t i = 1000; i < 4000; i++)
		text_add_number(&text, i);
	read = harness_text_read(&text);
	assert_int_equal(strlen(read), 12000);
	assert_memory_equal(read + 11996, "3999", 4);
}

static void a_full_device_is_noticed(void **state)
{
	struct text text = { .fd = open("/dev/full", O_WRONLY | O_CLOEXEC) };

	(void)state;
	text_add(&text, "x");
	assert_int_equal(text_flush(&text), -1);
	assert_int_equal(errno, ENOSPC);
	close(text.fd);
}

static void json_is_valid(void **state)
{
	struct text text = harness_text();

	(void)state;
	text_add_json(&text, "a\"b\\c\n\t\x01\x7f/'\xc3\xa9\xff\xed\xa0\x80 z");
	assert_string_equal(harness_text_read(&text),
			    "\"a\\u0022b\\u005cc\\u000a\\u0009\\u0001\\u007f/'\xc3\xa9"
			    "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd z\"");
}

static void what_is_too_long_for_memory_is_lost(void **state)
{
	struct text text = { .fd = -1 };

	(void)state;
	for (int i = 0; i < 5000; i++)
		text_add(&text, i % 2 ? "b" : "a");
	assert_int_equal(strlen(text_string(&text)), sizeof(text.bytes) - 1);
	assert_int_equal(text.bytes[0], 'a');
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_quoted_in_memory_leaves_room),
		cmocka_unit_test(a_cut_leaves_characters_whole),
		cmocka_unit_test(c_strings_quote_the_other_quote),
		cmocka_unit_test(c_strings_mean_the_same_to_a_compiler),
		cmocka_unit_test(numbers_are_formatted),
		cmocka_unit_test(a_long_text_loses_nothing),
		cmocka_unit_test(a_full_device_is_noticed),
		cmocka_unit_test(json_is_valid),
		cmocka_unit_test(what_is_too_long_for_memory_is_lost),
	};
	int failures = HARNESS_ROWS(string_is_quoted, quotings);

	failures += HARNESS_ROWS(sh_word_is_quoted, sh_words);
	failures += HARNESS_ROWS(sh_reads_the_word, sh_words);
	failures += HARNESS_ROWS(number_is_parsed, numbers);
	return failures + cmocka_run_group_tests(tests, NULL, NULL) ? 1 : 0;
}
