/* Names of errors: glibc has them since 2.32, musl has not. */
#include "base/errors.h"

#include <errno.h>
#include <stddef.h>

#include "base/util.h"

#define NAME(error) [error] = #error

/* clang-format off */
static const char *const names[] = {
	NAME(EPERM), NAME(ENOENT), NAME(ESRCH), NAME(EINTR), NAME(EIO), NAME(ENXIO), NAME(E2BIG),
	NAME(ENOEXEC), NAME(EBADF), NAME(ECHILD), NAME(EAGAIN), NAME(ENOMEM), NAME(EACCES),
	NAME(EFAULT), NAME(ENOTBLK), NAME(EBUSY), NAME(EEXIST), NAME(EXDEV), NAME(ENODEV),
	NAME(ENOTDIR), NAME(EISDIR), NAME(EINVAL), NAME(ENFILE), NAME(EMFILE), NAME(ENOTTY),
	NAME(ETXTBSY), NAME(EFBIG), NAME(ENOSPC), NAME(ESPIPE), NAME(EROFS), NAME(EMLINK),
	NAME(EPIPE), NAME(EDOM), NAME(ERANGE), NAME(EDEADLK), NAME(ENAMETOOLONG), NAME(ENOSYS),
	NAME(ENOTEMPTY), NAME(ELOOP), NAME(EOVERFLOW), NAME(EUSERS), NAME(EOPNOTSUPP),
	NAME(EAFNOSUPPORT), NAME(ETIMEDOUT), NAME(ECONNREFUSED), NAME(ESTALE), NAME(EDQUOT),
	NAME(ELIBBAD), NAME(EPROTONOSUPPORT), NAME(ENOBUFS), NAME(ECONNRESET), NAME(EREMOTEIO),
	NAME(ETIME),
};
/* clang-format on */

const char *errors_name(int error)
{
	return error > 0 && (size_t)error < COUNT(names) ? names[error] : NULL;
}
