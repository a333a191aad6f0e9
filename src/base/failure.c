/* Why a step failed, in words. */
#include "base/failure.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

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
