/*
 * probe: the command that nsrun starts here. It prints the state that it runs in, one fact a line,
 * and ends with status 77. Numbers that differ from run to run are left out, or printed as a
 * relation ("own"). But the inode numbers of namespaces and the clocks are printed: the driver
 * compares them with its own.
 */
#include <dirent.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static char text[65536];
static size_t length;

static void __attribute__((format(printf, 1, 2))) say(const char *format, ...)
{
	va_list arguments;
	int added;

	va_start(arguments, format);
	added = vsnprintf(text + length, sizeof(text) - length, format, arguments);
	va_end(arguments);
	if (added > 0 && length + (size_t)added < sizeof(text))
		length += (size_t)added;
}

/* Prints each line of a file, as "NAME: LINE". */
static void say_file(const char *name, const char *path)
{
	char line[4096];
	FILE *file = fopen(path, "re");

	while (file && fgets(line, sizeof(line), file))
		say("%s: %.*s\n", name, (int)strcspn(line, "\n"), line);
	if (file)
		fclose(file);
	else
		say("%s: none\n", name);
}

static void say_namespaces(void)
{
	static const char *const names[] = { "mnt",
					     "uts",
					     "ipc",
					     "net",
					     "pid",
					     "user",
					     "cgroup",
					     "time",
					     "pid_for_children",
					     "time_for_children" };

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char path[64];
		struct stat status;

		snprintf(path, sizeof(path), "/proc/self/ns/%s", names[i]);
		say("ns %s %llu\n", names[i],
		    stat(path, &status) < 0 ? 0ULL : (unsigned long long)status.st_ino);
	}
	say_file("uid_map", "/proc/self/uid_map");
	say_file("gid_map", "/proc/self/gid_map");
	say_file("setgroups", "/proc/self/setgroups");
	say_file("timens", "/proc/self/timens_offsets");
	say_file("cgroup", "/proc/self/cgroup");
}

/* Leaves out the numbers of mounts, anonymous devices, peer groups and namespaces. */
static void say_mounts(void)
{
	char line[4096];
	FILE *file = fopen("/proc/self/mountinfo", "re");

	while (file && fgets(line, sizeof(line), file)) {
		char *rest = NULL, *word = strtok_r(line, " \n", &rest);

		say("mount:");
		for (int field = 0; word; field++, word = strtok_r(NULL, " \n", &rest)) {
			bool is_numbered = strncmp(word, "shared:", 7) == 0 ||
					   strncmp(word, "master:", 7) == 0 ||
					   strncmp(word, "propagate_from:", 15) == 0;

			/* "net:[4026531840]" is the root of a mount that keeps a namespace. */
			is_numbered = is_numbered || strstr(word, ":[");
			if (field > 2)
				say(" %.*s", is_numbered ? (int)strcspn(word, ":") : 4096, word);
		}
		say("\n");
	}
	if (file)
		fclose(file);
}

/* A pid: the small ones of a new PID namespace as they are; others differ from run to run. */
static const char *relation(pid_t pid)
{
	static char number[16];

	if (pid == getpid())
		return "own";
	if (pid > 9)
		return "another";
	snprintf(number, sizeof(number), "%d", (int)pid);
	return number;
}

static void say_process(void)
{
	char link[64] = "none";
	ssize_t got = readlink("/proc/self", link, sizeof(link) - 1);

	if (got > 0)
		link[got] = '\0';
	say("pid %s\n", getpid() > 9 ? "many" : relation(getpid()));
	say("pid 1 is %s\n", getpid() == 1 ? "own" : "another");
	say("ppid %s\n", getppid() > 0 ? "outside" : "none");
	say("pgid %s\n", relation(getpgrp()));
	say("sid %s\n", relation(getsid(0)));
	say("/proc shows %s\n", got > 0 ? relation(atoi(link)) : "nothing");
	say("umask %03o\n", (unsigned)umask(0));
}

static void say_ids(void)
{
	unsigned ids[6];
	gid_t groups[256];
	int count = getgroups(256, groups);
	uint32_t header[2] = { 0x20080522, 0 }, sets[6] = { 0 };

	syscall(SYS_getresuid, &ids[0], &ids[1], &ids[2]);
	syscall(SYS_getresgid, &ids[3], &ids[4], &ids[5]);
	say("uid %u %u %u gid %u %u %u groups", ids[0], ids[1], ids[2], ids[3], ids[4], ids[5]);
	for (int i = 0; i < count; i++)
		say(" %u", (unsigned)groups[i]);
	syscall(SYS_capget, header, sets);
	say("\ncaps effective %08x%08x permitted %08x%08x inheritable %08x%08x ambient ", sets[3],
	    sets[0], sets[4], sets[1], sets[5], sets[2]);
	for (unsigned long cap = 0; cap < 64; cap++)
		if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, cap, 0, 0) == 1)
			say("%lu,", cap);
	say(" bounding ");
	for (unsigned long cap = 0; cap < 64; cap++)
		if (prctl(PR_CAPBSET_READ, cap) == 1)
			say("%lu,", cap);
	say("\n");
}

static void say_prctl(void)
{
	int death_signal = -1, is_subreaper = -1;

	prctl(PR_GET_PDEATHSIG, &death_signal);
	prctl(PR_GET_CHILD_SUBREAPER, &is_subreaper);
	say("death signal %d subreaper %d securebits %d keepcaps %d no_new_privs %d dumpable %d\n",
	    death_signal, is_subreaper, prctl(PR_GET_SECUREBITS), prctl(PR_GET_KEEPCAPS),
	    prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), prctl(PR_GET_DUMPABLE));
}

/* Uses the system calls themselves, since libc hides the signals that it uses. */
static void say_signals(void)
{
	uint64_t mask = 0, pending = 0;

	syscall(SYS_rt_sigprocmask, SIG_BLOCK, NULL, &mask, sizeof(mask));
	syscall(SYS_rt_sigpending, &pending, sizeof(pending));
	say("signals blocked %llx pending %llx ignored", (unsigned long long)mask,
	    (unsigned long long)pending);
	for (int signal = 1; signal <= 64; signal++) {
		unsigned long action[4] = { 0 };

		syscall(SYS_rt_sigaction, signal, NULL, action, sizeof(mask));
		if (action[0] == (unsigned long)SIG_IGN)
			say(" %d", signal);
	}
	say("\n");
}

static void say_limits(void)
{
	say("limits");
	for (int resource = 0; resource < 16; resource++) {
		struct rlimit limit = { 0, 0 };

		getrlimit(resource, &limit);
		say(" %llx/%llx", (unsigned long long)limit.rlim_cur,
		    (unsigned long long)limit.rlim_max);
	}
	say("\n");
}

static void say_fds(void)
{
	for (int fd = 0; fd < 256; fd++) {
		int flags = fcntl(fd, F_GETFD), mode = fcntl(fd, F_GETFL);
		char path[64], link[4096] = "";
		struct stat status;

		if (flags < 0 || fstat(fd, &status) < 0)
			continue;
		snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
		if (readlink(path, link, sizeof(link) - 1) < 0)
			snprintf(link, sizeof(link), "of type %o", (unsigned)status.st_mode);
		say("fd %d %s mode %x%s\n", fd, link, (unsigned)mode,
		    flags & FD_CLOEXEC ? " close-on-exec" : "");
	}
}

static void say_folder(const char *name, const char *path)
{
	char folder[4096];
	struct stat status;

	if (stat(path, &status) < 0)
		status = (struct stat){ .st_ino = 0 };
	say("%s %s device %llx inode %llu\n", name,
	    strcmp(name, "cwd") == 0 && getcwd(folder, sizeof(folder)) ? folder : "",
	    (unsigned long long)status.st_dev, (unsigned long long)status.st_ino);
}

static void say_network(void)
{
	struct if_nameindex *interfaces = if_nameindex();
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	for (struct if_nameindex *i = interfaces; i && i->if_name; i++) {
		struct ifreq request = { .ifr_flags = 0 };

		strncpy(request.ifr_name, i->if_name, sizeof(request.ifr_name) - 1);
		ioctl(fd, SIOCGIFFLAGS, &request);
		say("interface %s %s\n", i->if_name, request.ifr_flags & IFF_UP ? "up" : "down");
	}
	if (interfaces)
		if_freenameindex(interfaces);
	close(fd);
}

static void say_formats(void)
{
	DIR *folder = opendir("/proc/sys/fs/binfmt_misc");
	struct dirent *entry;

	while (folder && (entry = readdir(folder)))
		if (entry->d_name[0] != '.')
			say("format %s\n", entry->d_name);
	if (folder)
		closedir(folder);
}

static void say_clocks(void)
{
	struct timespec monotonic, boot;

	clock_gettime(CLOCK_MONOTONIC, &monotonic);
	clock_gettime(CLOCK_BOOTTIME, &boot);
	say("clock monotonic %lld\nclock boottime %lld\n", (long long)monotonic.tv_sec,
	    (long long)boot.tv_sec);
}

int main(int argc, char **argv)
{
	extern char **environ;
	struct utsname name;

	/* First, before this process opens files of its own. */
	say_fds();
	say_process();
	say_ids();
	say_prctl();
	say_signals();
	say_limits();
	uname(&name);
	say("hostname '%s' domainname '%s'\n", name.nodename, name.domainname);
	say_folder("cwd", ".");
	say_folder("root", "/");
	say_namespaces();
	say_mounts();
	say_network();
	say_formats();
	say_clocks();
	for (int i = 0; i < argc; i++)
		say("argument '%s'\n", argv[i]);
	for (char **variable = environ; *variable; variable++)
		if (strncmp(*variable, "LISTEN_PID=", 11) == 0)
			say("environment LISTEN_PID=%s\n", relation(atoi(*variable + 11)));
		else
			say("environment %s\n", *variable);
	say("end\n");
	return write(STDOUT_FILENO, text, length) == (ssize_t)length ? 77 : 98;
}
