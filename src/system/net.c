/* Deeds on network interfaces. */
#include "system/net.h"

#include <errno.h>
#include <net/if.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/util.h"

int net_loopback_up(void)
{
	/* This sets all flags that can be set; a new lo has none that would be lost. */
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int socket_fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	/* A kernel without IPv4 has lo as well, and a socket of any kind serves for the ioctl. */
	if (socket_fd < 0 && errno == EAFNOSUPPORT)
		socket_fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (socket_fd < 0)
		return -1;
	return close_and_return(socket_fd, ioctl(socket_fd, SIOCSIFFLAGS, &request));
}
