/* probe STATUS ARGUMENT...: prints what a command finds, and ends with STATUS, or dies of SIGTERM
 * if that is "TERM". It starts no process, since that could become PID 1 of a PID namespace. */
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <unistd.h>

extern char **environ;

static bool begins_with_one_of(const char *line, const char *const *words)
{
	for (; *words; words++)
		if (strncmp(line, *words, strlen(*words)) == 0)
			return true;
	return false;
}

/* Prints the lines of a file that begin with one of the words; words NULL: all lines. */
static void print_file(const char *path, const char *const *words)
{
	FILE *file = fopen(path, "r");
	char line[4096];

	printf("%s%s\n", path, file ? "" : " is not there");
	while (file && fgets(line, sizeof(line), file))
		if (!words || begins_with_one_of(line, words))
			fputs(line, stdout);
	if (file)
		fclose(file);
}

/* Prints the mounts without what is new in every mount namespace: the ids of mounts, the numbers of
 * devices and those of peer groups. */
static void print_mounts(void)
{
	FILE *file = fopen("/proc/self/mountinfo", "r");
	char line[4096];

	while (file && fgets(line, sizeof(line), file)) {
		char *word = strtok(line, " ");

		for (int field = 1; word; field++, word = strtok(NULL, " ")) {
			char *group = strchr(word, ':');

			if (group &&
			    (strncmp(word, "shared:", 7) == 0 || strncmp(word, "master:", 7) == 0 ||
			     strncmp(word, "propagate_from:", 15) == 0))
				*group = '\0';
			if (field > 3)
				printf(" %s", word);
		}
	}
	if (file)
		fclose(file);
}

static void print_namespaces(void)
{
	static const char *const kinds[] = { "mnt",    "uts",  "ipc",
					     "net",    "pid",  "user",
					     "cgroup", "time", "pid_for_children" };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		char path[64], link[64] = "";

		snprintf(path, sizeof(path), "/proc/self/ns/%s", kinds[i]);
		if (readlink(path, link, sizeof(link) - 1) < 0)
			strcpy(link, "none");
		printf("%s: %s\n", kinds[i], link);
	}
}

static void print_interfaces(void)
{
	struct if_nameindex *names = if_nameindex();
	int socket_fd = socket(AF_INET, SOCK_DGRAM, 0);

	for (struct if_nameindex *name = names; name && name->if_name; name++) {
		struct ifreq request = { 0 };

		strncpy(request.ifr_name, name->if_name, IFNAMSIZ - 1);
		ioctl(socket_fd, SIOCGIFFLAGS, &request);
		printf("%s: %s\n", name->if_name, request.ifr_flags & IFF_UP ? "up" : "down");
	}
	if_freenameindex(names);
	close(socket_fd);
}

static void print_process(void)
{
	char folder[4096];
	int signal = 0;
	mode_t mask = umask(0);

	printf("pid %d\n", (int)getpid());
	printf("parent %s\n", getppid() == 0 ? "outside" : "there");
	printf("session %s\n", getsid(0) == getpid() ? "its own" : "another's");
	printf("umask %03o\n", (unsigned)mask);
	umask(mask);
	printf("folder %s\n", getcwd(folder, sizeof(folder)) ? folder : "none");
	prctl(PR_GET_PDEATHSIG, &signal);
	printf("death signal %d\n", signal);
	for (int fd = 0; fd < 256; fd++)
		if (fcntl(fd, F_GETFD) >= 0)
			printf("fd %d\n", fd);
}

static int compare(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Prints the arguments, then the variables, sorted, but not those that every shell sets itself. */
static void print_words(char **argv)
{
	static const char *const shells[] = { "PWD=", "OLDPWD=", "SHLVL=", "_=", NULL };
	size_t count = 0;

	for (; *argv; argv++)
		printf("argument <%s>\n", *argv);
	while (environ[count])
		count++;
	qsort(environ, count, sizeof(*environ), compare);
	for (char **variable = environ; *variable; variable++)
		if (!begins_with_one_of(*variable, shells))
			printf("variable <%s>\n", *variable);
}

int main(int argc, char **argv)
{
	static const char *const status[] = { "Uid:",    "Gid:",    "Groups:", "NoNewPrivs:", "Cap",
					      "SigBlk:", "SigIgn:", "SigCgt:", NULL };
	struct utsname names;

	if (argc < 2)
		return 99;
	print_process();
	print_words(argv);
	print_namespaces();
	print_interfaces();
	uname(&names);
	printf("hostname <%s> domainname <%s>\n", names.nodename, names.domainname);
	print_file("/proc/self/uid_map", NULL);
	print_file("/proc/self/gid_map", NULL);
	print_file("/proc/self/setgroups", NULL);
	print_file("/proc/self/timens_offsets", NULL);
	print_file("/proc/thread-self/children", NULL);
	print_file("/proc/self/status", status);
	print_mounts();
	fflush(stdout);
	if (strcmp(argv[1], "TERM") == 0)
		kill(getpid(), SIGTERM);
	return atoi(argv[1]);
}
