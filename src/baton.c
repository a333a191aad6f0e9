/* The baton: records between outer and inner. */
#include "baton.h"

#include <errno.h>
#include <sys/socket.h>

int baton_make(int *outer_fd, int *inner_fd)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) < 0)
		return -1;
	*outer_fd = ends[0];
	*inner_fd = ends[1];
	return 0;
}

int baton_pass(int fd, struct baton baton)
{
	ssize_t sent;

	do
		sent = send(fd, &baton, sizeof(baton), MSG_NOSIGNAL);
	while (sent < 0 && errno == EINTR);
	if (sent >= 0 && (size_t)sent != sizeof(baton)) {
		errno = EIO;
		return -1;
	}
	return sent < 0 ? -1 : 0;
}

static struct baton receive(int fd, int flags)
{
	static const struct baton none = { .word = BATON_NONE };
	struct baton baton;
	ssize_t got;

	do
		got = recv(fd, &baton, sizeof(baton), flags);
	while (got < 0 && errno == EINTR);
	return got == sizeof(baton) ? baton : none;
}

struct baton baton_await(int fd)
{
	return receive(fd, 0);
}

struct baton baton_collect(int fd)
{
	return receive(fd, MSG_DONTWAIT);
}

bool baton_is_held(int fd)
{
	char byte;

	return recv(fd, &byte, 1, MSG_DONTWAIT | MSG_PEEK) != 0;
}
