/* Deeds in the network namespace that the caller is in. */
#ifndef NSRUN_SYSTEM_NET_H
#define NSRUN_SYSTEM_NET_H

/* Brings lo up; the kernel then gives it 127.0.0.1 and ::1. Returns 0, or -1 with errno from
 * socket(2) or ioctl(2). See netdevice(7). */
int net_loopback_up(void);

#endif
