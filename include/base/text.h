/* Text on its way to a file descriptor: no stdio, no allocation, one write(2) for a short text. */
#ifndef NSRUN_BASE_TEXT_H
#define NSRUN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with `struct text text = { .fd = FD };`. The fd stays the caller's. With -1 the text stays
 * in memory, for text_string, and what does not fit in bytes is lost. */
struct text {
	int fd;
	int error;     /* errno of the first write that failed, 0 if none did */
	bool is_begun; /* some of it has been written */
	int patience;  /* milliseconds to wait for room in fd, else ETIMEDOUT; 0: no limit */
	bool is_json;  /* see text_begin_json */
	bool is_sh;    /* see text_begin_sh */
	size_t length;
	char bytes[4096];
};

/* Each adds to the text, and writes it out when the buffer is full. */
void text_add(struct text *text, const char *string);
void text_add_number(struct text *text, uint64_t number);

/* Adds the string. If it is longer than max bytes, it is cut there, or before a character that
 * would be cut in two, and "..." follows. */
void text_add_cut(struct text *text, const char *string, size_t max);

/* Adds a string that the user gave, in single quotes. Control characters, quotes, backslashes and
 * bytes that are not UTF-8 are escaped, so that it cannot drive the terminal or end the line. A
 * text in memory takes 1,000 bytes of it, then "...". */
void text_add_quoted(struct text *text, const char *string);

/* Adds the string as a literal of C, in double quotes and escaped as well. */
void text_add_c_string(struct text *text, const char *string);

/* The same for length bytes, without a NUL among them. */
void text_add_c_bytes(struct text *text, const char *bytes, size_t length);

/* Adds it as a string of JSON (RFC 8259). Each byte that is not UTF-8 becomes U+FFFD. */
void text_add_json(struct text *text, const char *string);

/* Each adds a member to an object that already has one: ,"name":"value" or ,"name":5. NULL and a
 * negative number become null. */
void text_add_json_string(struct text *text, const char *name, const char *value);
void text_add_json_number(struct text *text, const char *name, int64_t number);

/* What is added between these two calls becomes one string of JSON. It must be UTF-8, as the
 * phrases are. */
void text_begin_json(struct text *text);
void text_end_json(struct text *text);

/* Adds the string as one word of sh, in quotes where it needs them. Control characters and bytes
 * that are not UTF-8 become octal numbers for printf, so that they cannot drive the terminal. */
void text_add_sh_word(struct text *text, const char *string);

/* What is added between these two calls becomes one word of sh, in single quotes: a script within a
 * script. */
void text_begin_sh(struct text *text);
void text_end_sh(struct text *text);

/* Returns what a text in memory holds, ended by NUL. The string is part of *text. */
const char *text_string(struct text *text);

/* Writes what is left. Returns 0, or -1 with the errno of the first write(2) that failed. */
int text_flush(struct text *text);

#endif
