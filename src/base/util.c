/* Numbers, strings, and whole reads and writes. */
#include "base/util.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

int number_parse(uint64_t *number, const char *string, uint64_t max)
{
	uint64_t result = 0;

	if (!*string)
		return -1;
	for (const char *c = string; *c; c++) {
		if (*c < '0' || *c > '9')
			return -1;
		uint64_t digit = (uint64_t)(*c - '0');
		if (result > (max - digit) / 10 || digit > max)
			return -1;
		result = result * 10 + digit;
	}
	*number = result;
	return 0;
}

size_t number_format(char out[static 21], uint64_t number)
{
	char reversed[20];
	size_t length = 0;

	do {
		reversed[length++] = (char)('0' + number % 10);
		number /= 10;
	} while (number);
	for (size_t i = 0; i < length; i++)
		out[i] = reversed[length - 1 - i];
	out[length] = '\0';
	return length;
}

bool string_join(char *out, size_t size, const char *first, const char *second)
{
	size_t length = strlen(first), second_size = strlen(second) + 1;

	out[0] = '\0';
	if (length + second_size > size)
		return false;
	memcpy(out, first, length);
	memcpy(out + length, second, second_size);
	return true;
}

int write_all(int fd, const char *bytes, size_t length)
{
	while (length) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0) {
			if (errno == EINTR)
				continue;
			return -1;
		}
		bytes += written;
		length -= (size_t)written;
	}
	return 0;
}

long read_file(char *out, size_t size, const char *path)
{
	/* O_NONBLOCK: a FIFO without a writer is then empty; open(2) would wait for a writer. */
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	size_t length = 0;

	if (fd < 0)
		return -1;
	while (length < size - 1) {
		ssize_t got = read(fd, out + length, size - 1 - length);

		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			int error = errno;
			close(fd);
			errno = error;
			return -1;
		}
		if (got == 0)
			break;
		length += (size_t)got;
	}
	close(fd);
	out[length] = '\0';
	return (long)length;
}

int close_and_return(int fd, int result)
{
	int error = errno;

	if (fd >= 0)
		close(fd);
	errno = error;
	return result;
}

int64_t monotonic_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return time.tv_sec * INT64_C(1000000000) + time.tv_nsec;
}
