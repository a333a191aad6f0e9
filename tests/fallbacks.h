/*
 * For a build as on an old kernel, or in a container whose seccomp profile is old: none of the
 * system calls that nsrun can do without is known, and what stands in for them runs.
 * make BUILD=build/fallbacks BIN=build/fallbacks/nsrun CPPFLAGS='-include tests/fallbacks.h'
 */
#ifndef NSRUN_TESTS_FALLBACKS_H
#define NSRUN_TESTS_FALLBACKS_H

#include <sys/syscall.h>

/* No kernel has one of this number: ENOSYS. */
enum { SYS_unknown = 100000 };

#undef SYS_clone3
#define SYS_clone3 SYS_unknown
#undef SYS_close_range
#define SYS_close_range SYS_unknown
#undef SYS_openat2
#define SYS_openat2 SYS_unknown
#undef SYS_pidfd_send_signal
#define SYS_pidfd_send_signal SYS_unknown

#endif
