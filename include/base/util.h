/* What every module may use and what depends on none. */
#ifndef NSRUN_BASE_UTIL_H
#define NSRUN_BASE_UTIL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* The largest id: 4294967295 is (uid_t)-1, "no id", to the kernel. */
#define ID_MAX 4294967294u

/* Reads a decimal number of digits alone, 0 to max: no sign, no blank, not empty, no overflow.
 * Returns 0, or -1 and leaves *number as it was. */
int number_parse(uint64_t *number, const char *string, uint64_t max);

/* Writes number in decimal into out, which has room for 21 bytes, and returns the length. */
size_t number_format(char out[static 21], uint64_t number);

/* Writes first and second behind each other into out, which has size bytes. Returns false, with an
 * empty string in out, where they do not fit. */
bool string_join(char *out, size_t size, const char *first, const char *second);

/* write(2) and read(2) until all is done, over EINTR. write_all returns 0, or -1 with errno.
 * read_file reads at most size - 1 bytes, adds a NUL, and returns how many it read, or -1 with
 * errno. */
int write_all(int fd, const char *bytes, size_t length);
long read_file(char *out, size_t size, const char *path);

/* Closes fd, unless it is -1, and returns result, with errno as it was. */
int close_and_return(int fd, int result);

/* Nanoseconds of CLOCK_MONOTONIC. */
int64_t monotonic_now(void);

#endif
