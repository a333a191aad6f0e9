/* Text on its way to a file descriptor: no stdio, no allocation, one write(2) for a short text. */
#ifndef NSRUN_BASE_TEXT_H
#define NSRUN_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Start with `struct text text = { .fd = FD };`. The fd stays the caller's. Where it is -1 the text
 * stays in memory, and what is too long for that is lost. */
struct text {
	int fd;
	int error;     /* errno of the first write that failed, 0 if none did */
	bool is_begun; /* some of it has been written */
	int patience;  /* milliseconds that each write(2) is waited for, ETIMEDOUT; 0: for ever */
	bool is_json;  /* see text_begin_json */
	bool is_sh;    /* see text_begin_sh */
	size_t length;
	char bytes[4096];
};

/* Each adds to the text, and writes it out when the buffer is full. */
void text_add(struct text *text, const char *string);
void text_add_number(struct text *text, uint64_t number);

/* Adds the string, or of a longer one the first max bytes, as far as they are whole characters,
 * and "...". */
void text_add_cut(struct text *text, const char *string, size_t max);

/* Adds what the user gave: in single quotes, with control characters, quotes, backslashes and
 * bytes that are not UTF-8 escaped, so that it cannot drive the terminal or end the line. In memory
 * it ends with "..." behind 1,000 bytes. */
void text_add_quoted(struct text *text, const char *string);

/* The same as C has it, in double quotes. */
void text_add_c_string(struct text *text, const char *string);

/* The same of the first length bytes, none of which is NUL. */
void text_add_c_bytes(struct text *text, const char *bytes, size_t length);

/* The same as JSON has it (RFC 8259): bytes that are no UTF-8 stand as U+FFFD. */
void text_add_json(struct text *text, const char *string);

/* Each adds a member behind others: ,"name":"value" or ,"name":5. NULL and a negative number are
 * null. */
void text_add_json_string(struct text *text, const char *name, const char *value);
void text_add_json_number(struct text *text, const char *name, int64_t number);

/* Between these two, what is added is one string of JSON: UTF-8, as the phrases are. */
void text_begin_json(struct text *text);
void text_end_json(struct text *text);

/* Adds a word of sh, in quotes where it needs them. Control characters and bytes that are not UTF-8
 * become octal numbers for printf: they cannot drive the terminal. */
void text_add_sh_word(struct text *text, const char *string);

/* Between these two, what is added is one word of sh, in single quotes: a script in a script. */
void text_begin_sh(struct text *text);
void text_end_sh(struct text *text);

/* What a text in memory holds, ended by NUL and in its own storage. */
const char *text_string(struct text *text);

/* Writes what is left. Returns 0, or -1 with the errno of the first write(2) that failed. */
int text_flush(struct text *text);

#endif
