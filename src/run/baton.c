/* The baton: records between outer and inner. */
#include "run/baton.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
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

int baton_ask_sender(int fd)
{
	const int on = 1;

	return setsockopt(fd, SOL_SOCKET, SO_PASSCRED, &on, sizeof(on));
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
	struct iovec bytes = { &baton, sizeof(baton) };
	union {
		struct cmsghdr header;
		char bytes[CMSG_SPACE(sizeof(struct ucred))];
	} sender;
	struct msghdr message = { .msg_iov = &bytes,
				  .msg_iovlen = 1,
				  .msg_control = sender.bytes,
				  .msg_controllen = sizeof(sender.bytes) };
	struct ucred credentials;
	ssize_t got;

	/* ECONNRESET comes once, if the other process died with an unread record of ours. The next
	 * call gives what it had sent. */
	do
		got = recvmsg(fd, &message, flags);
	while (got < 0 && (errno == EINTR || errno == ECONNRESET));
	if (got >= 0 && got != sizeof(baton))
		errno = got == 0 ? 0 : EIO;
	if (got != sizeof(baton))
		return none;
	if (message.msg_controllen >= CMSG_LEN(sizeof(credentials)) &&
	    sender.header.cmsg_type == SCM_CREDENTIALS) {
		memcpy(&credentials, CMSG_DATA(&sender.header), sizeof(credentials));
		baton.pid = credentials.pid;
	}
	return baton;
}

struct baton baton_await(int fd)
{
	return receive(fd, 0);
}

struct baton baton_collect(int fd)
{
	return receive(fd, MSG_DONTWAIT);
}

int baton_holds(int fd)
{
	struct pollfd polled = { .fd = fd, .events = POLLRDHUP };
	int ready = poll(&polled, 1, 0);

	return ready < 0 ? -1 : ready == 0;
}
