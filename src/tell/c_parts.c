/* Headers and functions of the programs that --explain=c prints. */
#include "c.h"

#include <stddef.h>

#include "base/util.h"

static const struct {
	const char *name;
	part_set parts;
} headers[] = {
	{ "errno.h", PART_ALWAYS },
	{ "fcntl.h", PART_WRITE_FILE | PART_KEEP | PART_REGISTER | PART_FDS },
	{ "grp.h", PART_GROUPS },
	{ "linux/capability.h", PART_CAPS },
	{ "linux/close_range.h", PART_FDS },
	{ "linux/sched.h", PART_CLONE | PART_UNSHARE },
	{ "net/if.h", PART_LOOPBACK },
	{ "poll.h", PART_IN_TIME },
	{ "sched.h", PART_UNSHARE },
	{ "signal.h", PART_CHILDREN | PART_SIGNAL | PART_CLONE | PART_IN_TIME },
	{ "stdio.h", PART_ALWAYS },
	{ "stdlib.h", PART_ALWAYS },
	{ "string.h", PART_ALWAYS },
	{ "sys/ioctl.h", PART_LOOPBACK },
	{ "sys/mount.h", PART_MOUNT | PART_KEEP },
	{ "sys/prctl.h", PART_PRCTL | PART_AMBIENT },
	{ "sys/socket.h", PART_SOCKET | PART_LOOPBACK },
	{ "sys/syscall.h",
	  PART_SYSCALL | PART_CLONE | PART_REGISTER | PART_CAPS | PART_IN_TIME | PART_FDS },
	{ "sys/types.h", PART_ALWAYS },
	{ "sys/wait.h", PART_WAIT | PART_RUN | PART_STATUS | PART_INIT | PART_IN_TIME },
	{ "unistd.h", PART_ALWAYS },
};

/* In the order of the bits. */
/* clang-format off */
static const struct {
	enum part part;
	const char *text;
} functions[] = {
	{ PART_FAIL,
	  "/* Says which step has failed, and why. The command does not run then. */\n"
	  "static _Noreturn void fail(const char *step)\n"
	  "{\n"
	  "\tfprintf(stderr, \"cannot %s: %s\\n\", step, strerror(errno));\n"
	  "\texit(125);\n"
	  "}\n" },
	{ PART_SOCKET,
	  "/* Between outer and inner: outer's end, inner's end. */\n"
	  "static int turns[2];\n" },
	{ PART_HELD,
	  "/* Whoever ends closes its end. */\n"
	  "static int other_has_ended(int fd)\n"
	  "{\n"
	  "\tchar byte;\n"
	  "\n"
	  "\treturn recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0;\n"
	  "}\n" },
	{ PART_TURNS,
	  "/* outer and inner take turns: while one works, the other waits for a byte. End of file\n"
	  " * instead means that the other has failed, and there is nothing more to do. */\n"
	  "static void pass_turn(int fd)\n"
	  "{\n"
	  "\tif (send(fd, \"\", 1, MSG_NOSIGNAL) != 1)\n"
	  "\t\texit(125);\n"
	  "}\n"
	  "\n"
	  "static void await_turn(int fd)\n"
	  "{\n"
	  "\tchar byte;\n"
	  "\n"
	  "\tif (recv(fd, &byte, 1, 0) != 1)\n"
	  "\t\texit(125);\n"
	  "}\n" },
	{ PART_WRITE_FILE,
	  "/* In one write(2): the kernel takes these files whole or not at all. */\n"
	  "static int write_file(const char *path, const char *text)\n"
	  "{\n"
	  "\tint fd = open(path, O_WRONLY | O_CLOEXEC);\n"
	  "\n"
	  "\tif (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))\n"
	  "\t\treturn -1;\n"
	  "\treturn close(fd);\n"
	  "}\n" },
	{ PART_PROC_FILE,
	  "/* The path of a process's file in /proc. */\n"
	  "static const char *proc_file(pid_t pid, const char *name)\n"
	  "{\n"
	  "\tstatic char path[64];\n"
	  "\n"
	  "\tsnprintf(path, sizeof(path), \"/proc/%d/%s\", (int)pid, name);\n"
	  "\treturn path;\n"
	  "}\n" },
	{ PART_RUN,
	  "/* Runs a program to its end, which must be a success. */\n"
	  "static void run(char *argv[])\n"
	  "{\n"
	  "\tpid_t pid = fork();\n"
	  "\tint status;\n"
	  "\n"
	  "\tif (pid == 0) {\n"
	  "\t\texecvp(argv[0], argv);\n"
	  "\t\tfprintf(stderr, \"cannot execute %s: %s\\n\", argv[0], strerror(errno));\n"
	  "\t\t_exit(127);\n"
	  "\t}\n"
	  "\tif (pid < 0 || waitpid(pid, &status, 0) < 0 || status != 0) {\n"
	  "\t\tfprintf(stderr, \"%s has failed\\n\", argv[0]);\n"
	  "\t\texit(125);\n"
	  "\t}\n"
	  "}\n" },
	{ PART_KEEP,
	  "/* A bind mount keeps a namespace when its last process has ended; umount(8) undoes it. */\n"
	  "static int keep(const char *namespace, const char *file)\n"
	  "{\n"
	  "\tint fd = open(file, O_RDONLY | O_CREAT | O_CLOEXEC, 0444);\n"
	  "\n"
	  "\tif (fd < 0 || close(fd) < 0)\n"
	  "\t\treturn -1;\n"
	  "\treturn mount(namespace, file, NULL, MS_BIND, NULL);\n"
	  "}\n" },
	{ PART_REGISTER,
	  "/* Registers a binary format, on a mount that has no place in any folder: its interpreter\n"
	  " * may be opened at once, and is then the one in front of a change of root. The mount stays\n"
	  " * open up to the exec, and keeps the format. */\n"
	  "static int register_format(const char *format)\n"
	  "{\n"
	  "\tenum { OPEN_CLOEXEC = 1, CONFIG_CREATE = 6, MOUNT_CLOEXEC = 1 }; /* <linux/mount.h> */\n"
	  "\tint context_fd = syscall(SYS_fsopen, \"binfmt_misc\", OPEN_CLOEXEC);\n"
	  "\tint mount_fd, fd;\n"
	  "\n"
	  "\tif (context_fd < 0 ||\n"
	  "\t    syscall(SYS_fsconfig, context_fd, CONFIG_CREATE, NULL, NULL, 0) < 0)\n"
	  "\t\treturn -1;\n"
	  "\tmount_fd = syscall(SYS_fsmount, context_fd, MOUNT_CLOEXEC, 0);\n"
	  "\tif (mount_fd < 0)\n"
	  "\t\treturn -1;\n"
	  "\tfd = openat(mount_fd, \"register\", O_WRONLY | O_CLOEXEC);\n"
	  "\tif (fd < 0 || write(fd, format, strlen(format)) != (ssize_t)strlen(format))\n"
	  "\t\treturn -1;\n"
	  "\treturn close(fd);\n"
	  "}\n" },
	{ PART_LOOPBACK,
	  "/* In a new network namespace lo is there, but down. */\n"
	  "static int bring_up_lo(void)\n"
	  "{\n"
	  "\tstruct ifreq request = { .ifr_name = \"lo\", .ifr_flags = IFF_UP };\n"
	  "\tint fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);\n"
	  "\n"
	  "\treturn fd < 0 ? -1 : ioctl(fd, SIOCSIFFLAGS, &request);\n"
	  "}\n" },
	{ PART_CAPS,
	  "/* This process's capabilities, in two halves of 32; libc has no functions for them. */\n"
	  "static struct __user_cap_header_struct caps_header = { .version =\n"
	  "\t\t\t\t\t\t\t       _LINUX_CAPABILITY_VERSION_3 };\n"
	  "\n"
	  "static int read_caps(struct __user_cap_data_struct caps[2])\n"
	  "{\n"
	  "\treturn syscall(SYS_capget, &caps_header, caps);\n"
	  "}\n"
	  "\n"
	  "static int write_caps(const struct __user_cap_data_struct caps[2])\n"
	  "{\n"
	  "\treturn syscall(SYS_capset, &caps_header, caps);\n"
	  "}\n" },
	{ PART_AMBIENT,
	  "/* Ambient capabilities survive an exec; only those that are permitted and inheritable can\n"
	  " * be made so. */\n"
	  "static int make_caps_ambient(void)\n"
	  "{\n"
	  "\tstruct __user_cap_data_struct caps[2];\n"
	  "\n"
	  "\tif (read_caps(caps) < 0)\n"
	  "\t\treturn -1;\n"
	  "\tfor (int half = 0; half < 2; half++)\n"
	  "\t\tcaps[half].inheritable = caps[half].effective = caps[half].permitted;\n"
	  "\tif (write_caps(caps) < 0)\n"
	  "\t\treturn -1;\n"
	  "\tfor (int cap = 0; cap < 64; cap++)\n"
	  "\t\tif (caps[cap / 32].permitted >> cap % 32 & 1 &&\n"
	  "\t\t    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, cap, 0, 0) < 0)\n"
	  "\t\t\treturn -1;\n"
	  "\treturn 0;\n"
	  "}\n" },
	{ PART_VARIABLES,
	  "/* Takes every variable out of the environment but those named. */\n"
	  "static void keep_variables(const char *const names[])\n"
	  "{\n"
	  "\tchar **kept = environ;\n"
	  "\n"
	  "\tfor (char **variable = environ; *variable; variable++)\n"
	  "\t\tfor (const char *const *name = names; *name; name++)\n"
	  "\t\t\tif (strlen(*name) == strcspn(*variable, \"=\") &&\n"
	  "\t\t\t    strncmp(*variable, *name, strlen(*name)) == 0) {\n"
	  "\t\t\t\t*kept++ = *variable;\n"
	  "\t\t\t\tbreak;\n"
	  "\t\t\t}\n"
	  "\t*kept = NULL;\n"
	  "}\n" },
	{ PART_STATUS,
	  "/* As a shell has it: a death by signal N is 128 + N. */\n"
	  "static int exit_status(int status)\n"
	  "{\n"
	  "\treturn WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);\n"
	  "}\n" },
	{ PART_INIT,
	  "/* PID 1: reaps what it inherits, and ends with the command; the kernel then kills the rest. */\n"
	  "static _Noreturn void be_init(pid_t command)\n"
	  "{\n"
	  "\tint status;\n"
	  "\n"
	  "\twhile (wait(&status) != command)\n"
	  "\t\t;\n"
	  "\texit(exit_status(status));\n"
	  "}\n" },
	{ PART_IN_TIME,
	  "/*\n"
	  " * Waits for the process to end, but not longer than its time, if it has one: then it gets\n"
	  " * SIGTERM and, for want of patience, SIGKILL. It gets that too when parent_fd, if it is one,\n"
	  " * tells that this process's own parent has ended. Returns the exit status, 124 if late.\n"
	  " */\n"
	  "static int wait_in_time(pid_t pid, int parent_fd, const struct timespec *timeout,\n"
	  "\t\t\tconst struct timespec *patience)\n"
	  "{\n"
	  "\tstruct pollfd ends[] = {\n"
	  "\t\t{ .fd = syscall(SYS_pidfd_open, pid, 0), .events = POLLIN },\n"
	  "\t\t{ .fd = parent_fd, .events = POLLIN },\n"
	  "\t};\n"
	  "\tint status, is_late;\n"
	  "\n"
	  "\tif (ends[0].fd < 0)\n"
	  "\t\tfail(\"watch the command\");\n"
	  "\tis_late = ppoll(ends, 2, timeout, NULL) == 0;\n"
	  "\tif (is_late) {\n"
	  "\t\tkill(pid, SIGTERM);\n"
	  "\t\tppoll(ends, 2, patience, NULL);\n"
	  "\t}\n"
	  "\tif (!ends[0].revents)\n"
	  "\t\tkill(pid, SIGKILL);\n"
	  "\tif (waitpid(pid, &status, 0) < 0)\n"
	  "\t\tfail(\"wait for the command\");\n"
	  "\treturn is_late ? 124 : exit_status(status);\n"
	  "}\n" },
};
/* clang-format on */

void c_add_includes(struct text *text, part_set parts)
{
	for (size_t i = 0; i < COUNT(headers); i++) {
		if (!(headers[i].parts & parts))
			continue;
		text_add(text, "#include <");
		text_add(text, headers[i].name);
		text_add(text, ">\n");
	}
}

void c_add_functions(struct text *text, part_set parts)
{
	for (size_t i = 0; i < COUNT(functions); i++) {
		if (!(functions[i].part & parts))
			continue;
		text_add(text, "\n");
		text_add(text, functions[i].text);
	}
}
