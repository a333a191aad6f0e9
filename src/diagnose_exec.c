/* Why a command cannot be executed. */
#include "diagnose_exec.h"

#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <string.h>
#include <unistd.h>

#include "execute.h"
#include "util.h"

/* execve(2) says ENOENT as well where the file is there and its interpreter is not. */
static bool diagnose_interpreter(struct text *text, const char *path)
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

/* What nsrun itself was built for is what the kernel runs. */
static bool read_own_machine(uint16_t *machine)
{
	char header[sizeof(Elf64_Ehdr) + 1];

	if (read_file(header, sizeof(header), "/proc/self/exe") < (long)sizeof(Elf64_Ehdr))
		return false;
	memcpy(machine, header + offsetof(Elf64_Ehdr, e_machine), sizeof(*machine));
	return true;
}

/* elf(5): the beginning of a program, in which its headers are. */
static bool diagnose_program(struct text *text, const char *path)
{
	char bytes[4096];
	long length = access(path, X_OK) < 0 ? -1 : read_file(bytes, sizeof(bytes), path);
	Elf64_Ehdr header;
	uint16_t own;

	if (length < (long)sizeof(header) || memcmp(bytes, ELFMAG, SELFMAG) != 0)
		return false;
	memcpy(&header, bytes, sizeof(header));
	if (read_own_machine(&own) && header.e_machine != own) {
		text_add_quoted(text, path);
		text_add(text, " is a program for another machine (ELF machine ");
		text_add_number(text, header.e_machine);
		text_add(text, ", here it is ");
		text_add_number(text, own);
		text_add(text, ")");
		return true;
	}
	for (size_t i = 0; header.e_ident[EI_CLASS] == ELFCLASS64 && i < header.e_phnum; i++) {
		uint64_t at = header.e_phoff + i * sizeof(Elf64_Phdr);
		Elf64_Phdr part;

		if (at > (uint64_t)length - sizeof(part) || (uint64_t)length < sizeof(part))
			return false;
		memcpy(&part, bytes + at, sizeof(part));
		if (part.p_type != PT_INTERP || part.p_offset >= (uint64_t)length)
			continue;
		bytes[length] = '\0';
		if (access(bytes + part.p_offset, F_OK) == 0)
			return false;
		text_add(text, "the loader of ");
		text_add_quoted(text, path);
		text_add(text, ", ");
		text_add_quoted(text, bytes + part.p_offset);
		text_add(text, ", does not exist");
		return true;
	}
	return false;
}

void diagnose_exec(struct text *text, const struct plan *plan, int error)
{
	struct search search = execute_search(plan->file);
	char path[PATH_MAX];

	if (error != ENOENT && error != ENOEXEC)
		return;
	/* What stands at these paths out here says nothing about the new root. */
	if (plan->cause[OPTION_ROOT]) {
		text_add(text, error == ENOENT ? "it was looked for in the new root" : "");
		return;
	}
	while (execute_next(path, &search))
		if (diagnose_interpreter(text, path) || diagnose_program(text, path))
			return;
}
