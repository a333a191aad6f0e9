/* Why a command cannot be executed. */
#include "causes.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "base/util.h"
#include "system/execute.h"

/* execve(2) gives ENOENT for a script, too, that is there but whose interpreter is not. */
static bool blame_interpreter(struct text *text, const char *path)
{
	char line[PATH_MAX + 3], *name = line + 2;

	if (access(path, X_OK) < 0 || read_file(line, sizeof(line), path) < 2)
		return false;
	if (line[0] != '#' || line[1] != '!')
		return false;
	name += strspn(name, " \t");
	name[strcspn(name, " \t\n")] = '\0';
	if (access(name, F_OK) == 0)
		return false;
	text_add(text, "the interpreter of ");
	text_add_quoted(text, path);
	text_add(text, ", ");
	text_add_quoted(text, name);
	text_add(text, ", does not exist");
	return true;
}

/* The machine that nsrun itself is built for: programs for that one run here. */
static bool read_own_machine(uint16_t *machine)
{
	char header[sizeof(Elf64_Ehdr) + 1];

	if (read_file(header, sizeof(header), "/proc/self/exe") < (long)sizeof(Elf64_Ehdr))
		return false;
	memcpy(machine, header + offsetof(Elf64_Ehdr, e_machine), sizeof(*machine));
	return true;
}

/* elf(5): what is needed of a program header, of 32 or 64 bits. */
struct part {
	uint32_t type;
	uint64_t offset;
};

static struct part read_part(const char *bytes, bool is_64)
{
	Elf64_Phdr wide;
	Elf32_Phdr narrow;

	if (is_64) {
		memcpy(&wide, bytes, sizeof(wide));
		return (struct part){ wide.p_type, wide.p_offset };
	}
	memcpy(&narrow, bytes, sizeof(narrow));
	return (struct part){ narrow.p_type, narrow.p_offset };
}

/* Finds the name of the loader in the first length bytes of a program, which have a NUL behind
 * them. Returns NULL where they name none. */
static const char *find_loader(const char *bytes, size_t length)
{
	bool is_64 = bytes[EI_CLASS] == ELFCLASS64;
	size_t size = is_64 ? sizeof(Elf64_Phdr) : sizeof(Elf32_Phdr);
	Elf64_Ehdr wide;
	Elf32_Ehdr narrow;
	uint64_t at;

	memcpy(&wide, bytes, sizeof(wide));
	memcpy(&narrow, bytes, sizeof(narrow));
	at = is_64 ? wide.e_phoff : narrow.e_phoff;
	for (unsigned left = is_64 ? wide.e_phnum : narrow.e_phnum; left > 0; left--, at += size) {
		struct part part;

		if (at > length || length - at < size)
			return NULL;
		part = read_part(bytes + at, is_64);
		if (part.type == PT_INTERP && part.offset < length)
			return bytes + part.offset;
	}
	return NULL;
}

static bool blame_machine(struct text *text, const char *path, const char *bytes)
{
	Elf64_Ehdr header;
	uint16_t own;

	/* e_machine stands at the same place in a program of 32 bits. */
	memcpy(&header, bytes, sizeof(header));
	if (!read_own_machine(&own) || header.e_machine == own)
		return false;
	text_add_quoted(text, path);
	text_add(text, " is a program for another machine (ELF machine ");
	text_add_number(text, header.e_machine);
	text_add(text, ", here it is ");
	text_add_number(text, own);
	text_add(text, ")");
	return true;
}

/* ENOEXEC: the program is for another machine. ENOENT: the kernel would run it, but the loader that
 * it names is not there. */
static bool blame_program(struct text *text, const char *path, int error)
{
	char bytes[4096];
	long length = access(path, X_OK) < 0 ? -1 : read_file(bytes, sizeof(bytes), path);
	const char *loader;

	if (length < (long)sizeof(Elf64_Ehdr) || memcmp(bytes, ELFMAG, SELFMAG) != 0)
		return false;
	if (error == ENOEXEC)
		return blame_machine(text, path, bytes);
	loader = find_loader(bytes, (size_t)length);
	if (!loader || access(loader, F_OK) == 0)
		return false;
	text_add(text, "the loader of ");
	text_add_quoted(text, path);
	text_add(text, ", ");
	text_add_quoted(text, loader);
	text_add(text, ", does not exist");
	return true;
}

/* Whether inner looked in another PATH than outer has, which looks for the cause. */
static bool has_other_path(const struct plan *plan)
{
	return plan->cause[OPTION_FORK] && !strchr(plan->file, '/') &&
	       (plan->cause[OPTION_SETENV] || plan->cause[OPTION_UNSETENV] ||
		plan->cause[OPTION_CLEAR_ENV]);
}

/* Whether the path may be another file for outer, which looks for the cause, than it was for inner:
 * outer has neither the command's working folder nor its environment. */
static bool is_elsewhere(const struct plan *plan, const char *path)
{
	return has_other_path(plan) ||
	       (plan->cause[OPTION_FORK] && plan->cause[OPTION_WD] && *path != '/');
}

void hint_exec(struct text *text, const struct refusal *refusal)
{
	struct search search = execute_search(refusal->plan->file);
	int error = refusal->failure.error;
	char path[PATH_MAX];

	if (error == EAGAIN)
		blame_process_limit(text, refusal, plan_find(refusal->plan, STEP_SETUID) != NULL);
	if (!has_other_path(refusal->plan) && blame_slip(text, refusal))
		return;
	if (error != ENOENT && error != ENOEXEC)
		return;
	/* Outer is not in the new root: what it finds at these paths says nothing about that. */
	if (refusal->plan->cause[OPTION_ROOT]) {
		text_add(text, error == ENOENT ? "it was looked for in the new root" : "");
		return;
	}
	while (execute_next(path, &search))
		if (!is_elsewhere(refusal->plan, path) &&
		    (blame_interpreter(text, path) || blame_program(text, path, error)))
			return;
}
