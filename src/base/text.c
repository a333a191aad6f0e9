/* Text on its way to a file descriptor. */
#include "base/text.h"

#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <string.h>

#include "base/util.h"

/* So many bytes of one quoted string a text in memory takes: what follows it must have room too. */
enum { QUOTED_MAX = 1000 };

static void write_out(struct text *text)
{
	struct pollfd polled = { .fd = text->fd, .events = POLLOUT };

	if (!text->error && text->patience && poll(&polled, 1, text->patience) <= 0)
		text->error = ETIMEDOUT;
	text->is_begun = text->is_begun || !text->error;
	if (!text->error && write_all(text->fd, text->bytes, text->length) < 0)
		text->error = errno;
	text->length = 0;
}

static void put_byte(struct text *text, char byte)
{
	/* The last byte is kept for text_string's NUL. */
	if (text->fd < 0 && text->length == sizeof(text->bytes) - 1)
		return;
	if (text->length == sizeof(text->bytes))
		write_out(text);
	text->bytes[text->length++] = byte;
}

static void put_hex(struct text *text, unsigned char byte)
{
	static const char hex[] = "0123456789abcdef";

	put_byte(text, hex[byte >> 4]);
	put_byte(text, hex[byte & 15]);
}

static void add_byte(struct text *text, char byte)
{
	bool is_plain =
		!text->is_json || (byte != '"' && byte != '\\' && byte != 0x7f && (byte & 0xe0));

	/* A single quote within single quotes is '\'': it ends the quotes, adds an escaped quote,
	 * and begins new quotes. */
	if (text->is_sh && byte == '\'') {
		for (const char *c = "'\\''"; *c; c++)
			put_byte(text, *c);
		return;
	}
	if (is_plain) {
		put_byte(text, byte);
		return;
	}
	for (const char *c = "\\u00"; *c; c++)
		put_byte(text, *c);
	put_hex(text, (unsigned char)byte);
}

static void begin_member(struct text *text, const char *name)
{
	text_add(text, ",\"");
	text_add(text, name);
	text_add(text, "\":");
}

void text_add_json_string(struct text *text, const char *name, const char *value)
{
	begin_member(text, name);
	if (value)
		text_add_json(text, value);
	else
		text_add(text, "null");
}

void text_add_json_number(struct text *text, const char *name, int64_t number)
{
	begin_member(text, name);
	if (number < 0)
		text_add(text, "null");
	else
		text_add_number(text, (uint64_t)number);
}

void text_begin_json(struct text *text)
{
	put_byte(text, '"');
	text->is_json = true;
}

void text_end_json(struct text *text)
{
	text->is_json = false;
	put_byte(text, '"');
}

void text_begin_sh(struct text *text)
{
	put_byte(text, '\'');
	text->is_sh = true;
}

void text_end_sh(struct text *text)
{
	text->is_sh = false;
	put_byte(text, '\'');
}

void text_add(struct text *text, const char *string)
{
	while (*string)
		add_byte(text, *string++);
}

void text_add_cut(struct text *text, const char *string, size_t max)
{
	size_t length = strlen(string);

	if (length <= max) {
		text_add(text, string);
		return;
	}
	/* Back to the first byte of a UTF-8 character, so that it is not cut in two. */
	while (max > 0 && ((unsigned char)string[max] & 0xc0) == 0x80)
		max--;
	for (size_t i = 0; i < max; i++)
		add_byte(text, string[i]);
	text_add(text, "...");
}

void text_add_number(struct text *text, uint64_t number)
{
	char digits[21];

	number_format(digits, number);
	text_add(text, digits);
}

static void add_escaped(struct text *text, unsigned char byte)
{
	switch (byte) {
	case '\n': text_add(text, "\\n"); return;
	case '\t': text_add(text, "\\t"); return;
	case '\'':
	case '"':
	case '\\':
		add_byte(text, '\\');
		add_byte(text, (char)byte);
		return;
	}
	text_add(text, "\\x");
	put_hex(text, byte);
}

/* The length of the UTF-8 sequence at s, 0 where there is none that may be printed: malformed,
 * overlong, a surrogate, past U+10FFFF, or a control character of U+0080 to U+009F (RFC 3629). */
static size_t utf8_length(const unsigned char *s)
{
	static const struct {
		unsigned char mask, lead;
		uint32_t least;
	} forms[] = { { 0xe0, 0xc0, 0xa0 }, { 0xf0, 0xe0, 0x800 }, { 0xf8, 0xf0, 0x10000 } };

	for (size_t i = 0; i < COUNT(forms); i++) {
		if ((s[0] & forms[i].mask) != forms[i].lead)
			continue;
		uint32_t point = s[0] & (unsigned char)~forms[i].mask;
		for (size_t k = 1; k <= i + 1; k++) {
			if ((s[k] & 0xc0) != 0x80)
				return 0;
			point = point << 6 | (s[k] & 0x3f);
		}
		bool is_surrogate = point >= 0xd800 && point <= 0xdfff;
		return point < forms[i].least || is_surrogate || point > 0x10ffff ? 0 : i + 2;
	}
	return 0;
}

void text_add_json(struct text *text, const char *string)
{
	const unsigned char *s = (const unsigned char *)string;

	text_begin_json(text);
	while (*s) {
		size_t length = *s < 0x80 ? 1 : utf8_length(s);

		/* U+FFFD, the replacement character. */
		if (length == 0)
			text_add(text, "\xef\xbf\xbd");
		s += length == 0;
		for (; length > 0; length--)
			add_byte(text, (char)*s++);
	}
	text_end_json(text);
}

void text_add_quoted(struct text *text, const char *string)
{
	const unsigned char *s = (const unsigned char *)string;
	size_t begin = text->length;

	add_byte(text, '\'');
	while (*s && (text->fd >= 0 || text->length - begin < QUOTED_MAX)) {
		bool is_plain = *s >= ' ' && *s < 0x7f && *s != '\'' && *s != '\\';
		size_t length = is_plain ? 1 : *s >= 0x80 ? utf8_length(s) : 0;

		if (length == 0)
			add_escaped(text, *s++);
		for (; length > 0; length--)
			add_byte(text, (char)*s++);
	}
	text_add(text, *s ? "'..." : "'");
}

/* Three octal digits, always: \x would take the hex digits that follow as well. A '?' behind
 * another is escaped, since "??" could begin a trigraph. */
static void add_c_byte(struct text *text, char before, unsigned char byte)
{
	if (byte >= 0x7f || (byte < ' ' && byte != '\n' && byte != '\t')) {
		add_byte(text, '\\');
		add_byte(text, (char)('0' + (byte >> 6)));
		add_byte(text, (char)('0' + (byte >> 3 & 7)));
		add_byte(text, (char)('0' + (byte & 7)));
	} else if (byte == '"' || byte == '\\' || byte < ' ') {
		add_escaped(text, byte);
	} else {
		text_add(text, byte == '?' && before == '?' ? "\\" : "");
		add_byte(text, (char)byte);
	}
}

void text_add_c_bytes(struct text *text, const char *bytes, size_t length)
{
	add_byte(text, '"');
	for (size_t i = 0; i < length; i++)
		add_c_byte(text, (char)(i ? bytes[i - 1] : ' '), (unsigned char)bytes[i]);
	add_byte(text, '"');
}

void text_add_c_string(struct text *text, const char *string)
{
	text_add_c_bytes(text, string, strlen(string));
}

/* How many bytes at the beginning of the string are printable UTF-8, newlines and tabs. */
static size_t printable_length(const char *string)
{
	const unsigned char *s = (const unsigned char *)string;

	while (*s) {
		bool is_plain = (*s >= ' ' && *s < 0x7f) || *s == '\n' || *s == '\t';
		size_t length = is_plain ? 1 : utf8_length(s);

		if (length == 0)
			break;
		s += length;
	}
	return (size_t)(s - (const unsigned char *)string);
}

/* "$(printf %b "a\0033")": sh has no other way to write such bytes. The newlines at the end of a
 * command substitution are lost, so they stand behind it. */
static void add_sh_octal(struct text *text, const char *string)
{
	size_t length = strlen(string);

	while (length > 0 && string[length - 1] == '\n')
		length--;
	text_add(text, "\"$(printf %b \"");
	for (size_t i = 0; i < length; i++) {
		unsigned char byte = (unsigned char)string[i];

		if ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') {
			add_byte(text, (char)byte);
			continue;
		}
		text_add(text, "\\0");
		for (int shift = 6; shift >= 0; shift -= 3)
			add_byte(text, (char)('0' + (byte >> shift & 7)));
	}
	text_add(text, "\")");
	text_add(text, string + length);
	text_add(text, "\"");
}

/* In single quotes, or in double quotes where the string has a single quote, and within a script in
 * single quotes (text_begin_sh), where each single quote would become four characters. */
void text_add_sh_word(struct text *text, const char *string)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				    "0123456789_-./,:=@%+";
	bool is_single = !text->is_sh && !strchr(string, '\'');

	if (*string && !string[strspn(string, plain)]) {
		text_add(text, string);
		return;
	}
	if (string[printable_length(string)]) {
		add_sh_octal(text, string);
		return;
	}
	add_byte(text, is_single ? '\'' : '"');
	for (; *string; string++) {
		if (!is_single && strchr("\"$`\\", *string))
			add_byte(text, '\\');
		add_byte(text, *string);
	}
	add_byte(text, is_single ? '\'' : '"');
}

const char *text_string(struct text *text)
{
	text->bytes[text->length] = '\0';
	return text->bytes;
}

int text_flush(struct text *text)
{
	write_out(text);
	if (text->error) {
		errno = text->error;
		return -1;
	}
	return 0;
}
