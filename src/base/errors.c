/* Why a step failed, in words and by name. */
#include "base/errors.h"

#include <errno.h>
#include <stddef.h>
#include <string.h>
#include <sys/wait.h>

#include "base/util.h"

static const char *name_of(int32_t program)
{
	if (program == PROGRAM_NSRUN)
		return "nsrun's second process";
	return program == PROGRAM_NEWUIDMAP ? "newuidmap" : "newgidmap";
}

static void add_end(struct text *text, int wait_status)
{
	if (wait_status >= 0 && WIFSIGNALED(wait_status)) {
		text_add(text, " was killed by signal ");
		text_add_number(text, (uint64_t)WTERMSIG(wait_status));
	} else if (wait_status >= 0 && WIFEXITED(wait_status)) {
		text_add(text, " ended with status ");
		text_add_number(text, (uint64_t)WEXITSTATUS(wait_status));
	} else {
		text_add(text, " ended");
	}
}

void failure_describe(struct text *text, struct failure failure)
{
	if (failure.program == PROGRAM_NONE) {
		text_add(text, strerror(failure.error));
		return;
	}
	text_add(text, name_of(failure.program));
	if (failure.error == ENOENT)
		text_add(text, " is not installed");
	else if (failure.error == ETIMEDOUT)
		text_add(text, " did not end in time");
	else
		add_end(text, failure.wait_status);
}

/* strerrorname_np(3) does the same, but musl does not have it, nor glibc before 2.32. */
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
