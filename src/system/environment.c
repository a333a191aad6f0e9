/* The command's environment. */
#include "system/environment.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/util.h"

static bool is_named(const char *variable, const char *names)
{
	size_t length = strcspn(variable, "=");

	for (const char *name = names; name; name = strchr(name, ',')) {
		name += *name == ',';
		if (strcspn(name, ",") == length && strncmp(name, variable, length) == 0)
			return true;
	}
	return false;
}

void environment_clear(const char *names)
{
	char **kept = environ;

	for (char **variable = environ; variable && *variable; variable++)
		if (is_named(*variable, names))
			*kept++ = *variable;
	if (kept)
		*kept = NULL;
}

int environment_edit(char *const *edits, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		int result = strchr(edits[i], '=') ? putenv(edits[i]) : unsetenv(edits[i]);

		if (result != 0)
			return -1;
	}
	return 0;
}

int environment_set_pid(const char *name)
{
	char digits[21];

	number_format(digits, (uint64_t)getpid());
	return setenv(name, digits, 1);
}
