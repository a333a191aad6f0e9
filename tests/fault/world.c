/* The world of a row. */
#include "world.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <net/if.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/utsname.h>
#include <sys/vfs.h>
#include <unistd.h>

enum { NSFS_MAGIC = 0x6e736673 };

static void need(bool is_done, const char *what)
{
	if (is_done)
		return;
	fprintf(stderr, "faults: cannot %s: %s\n", what, strerror(errno));
	exit(1);
}

void world_path(char path[static PATH_MAX], const char *folder, const char *name)
{
	need(snprintf(path, PATH_MAX, "%s/%s", folder, name) < PATH_MAX, "name a file");
}

static void copy_file(const char *folder, const char *name, const char *from)
{
	char path[PATH_MAX], bytes[65536];
	int in = open(from, O_RDONLY | O_CLOEXEC), out;
	ssize_t got;

	world_path(path, folder, name);
	out = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0755);
	need(in >= 0 && out >= 0, from);
	while ((got = read(in, bytes, sizeof(bytes))) > 0)
		need(write(out, bytes, (size_t)got) == got, "copy a program");
	close(in);
	close(out);
}

static void make_folder(const char *folder, const char *name)
{
	char path[PATH_MAX];

	world_path(path, folder, name);
	need(mkdir(path, 0755) == 0, "make a folder");
}

/* Unmounts what other processes have mounted below prefix: when one of them removes its mount
 * point, that mount would vanish here too, in the middle of a run. */
static void leave_mounts(const char *prefix)
{
	char line[2 * PATH_MAX], point[PATH_MAX], (*points)[PATH_MAX] = calloc(64, PATH_MAX);
	FILE *file = fopen("/proc/self/mountinfo", "re");
	size_t count = 0;

	need(file && points, "read mountinfo");
	while (count < 64 && fgets(line, sizeof(line), file))
		if (sscanf(line, "%*s %*s %*s %*s %4095s", point) == 1 &&
		    strncmp(point, prefix, strlen(prefix)) == 0)
			strcpy(points[count++], point);
	fclose(file);
	while (count > 0)
		umount2(points[--count], MNT_DETACH);
	free(points);
}

/* Since Linux 6.18 a mount namespace can be kept only in one whose number is lower, and only among
 * those made on the same processor do numbers rise. On one processor runs are also more alike. */
static void stay_on_processor(void)
{
	unsigned processor = 0;
	cpu_set_t set;

	CPU_ZERO(&set);
	need(syscall(SYS_getcpu, &processor, NULL, NULL) == 0, "find the processor");
	CPU_SET(processor, &set);
	need(sched_setaffinity(0, sizeof(set), &set) == 0, "stay on a processor");
}

static void enter_namespaces(struct world *world)
{
	static const char name[] = "outside";

	stay_on_processor();
	need(unshare(CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWNET | CLONE_NEWIPC) == 0,
	     "enter namespaces");
	need(mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) == 0, "make mounts private");
	leave_mounts("/tmp/");
	need(mount(NULL, "/", NULL, MS_REC | MS_SHARED, NULL) == 0, "make mounts shared");
	/* A mount namespace can be kept only on a private mount. */
	need(mount("tmpfs", world->folder, "tmpfs", 0, "mode=755") == 0 &&
		     mount(NULL, world->folder, NULL, MS_PRIVATE, NULL) == 0,
	     "mount a folder");
	need(sethostname(name, strlen(name)) == 0, "set the hostname");
	world->is_private = true;
}

static int make_file(const char *name)
{
	int fd = memfd_create(name, MFD_CLOEXEC);
	/* Above the numbers of the fds that nsrun is started with. */
	int high = fd < 0 ? -1 : fcntl(fd, F_DUPFD_CLOEXEC, 20);

	need(high >= 0, "make a file in memory");
	close(fd);
	return high;
}

void world_make(struct world *world, const char *parent, const char *nsrun, const char *probe)
{
	char path[PATH_MAX], root[PATH_MAX];
	FILE *script;

	world->is_private = false;
	if (getuid() == 0) {
		world_path(world->folder, parent, "");
		enter_namespaces(world);
	} else {
		world_path(world->folder, parent, "XXXXXX");
		need(mkdtemp(world->folder) && chmod(world->folder, 0755) == 0, "make a folder");
	}
	make_folder(world->folder, "keep");
	make_folder(world->folder, "root");
	world_path(root, world->folder, "root");
	make_folder(root, "proc");
	make_folder(root, "folder");
	/* In root/, the programs have the same path as outside. */
	for (char *slash = world->folder; slash; *slash++ = '/') {
		slash = strchr(slash + 1, '/');
		if (!slash)
			break;
		*slash = '\0';
		if (strlen(world->folder) > 0) {
			snprintf(path, sizeof(path), "%.2000s%.2000s", root, world->folder);
			mkdir(path, 0755);
		}
	}
	snprintf(path, sizeof(path), "%.2000s%.2000s", root, world->folder);
	mkdir(path, 0755);
	copy_file(path, "nsrun", nsrun);
	copy_file(path, "probe", probe);
	copy_file(world->folder, "nsrun", nsrun);
	copy_file(world->folder, "probe", probe);
	world_path(path, world->folder, "script");
	script = fopen(path, "we");
	need(script && fprintf(script, "exec %s/probe\n", world->folder) > 0 &&
		     fclose(script) == 0 && chmod(path, 0755) == 0,
	     "write a script");
	world->out_fd = make_file("out");
	world->err_fd = make_file("err");
	world->status_fd = make_file("status");
}

static int remove_one(const char *path, const struct stat *status, int type, struct FTW *walk)
{
	(void)status;
	(void)type;
	(void)walk;
	return remove(path);
}

void world_remove(const struct world *world)
{
	/* As root, the folder's content is on a tmpfs of the worker's own, and ends with it. */
	if (!world->is_private)
		nftw(world->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static void __attribute__((format(printf, 4, 5)))
add(char *text, size_t size, size_t *length, const char *format, ...)
{
	va_list arguments;
	int added;

	va_start(arguments, format);
	added = vsnprintf(text + *length, size - *length, format, arguments);
	va_end(arguments);
	need(added >= 0 && (size_t)added < size - *length, "note what is outside");
	*length += (size_t)added;
}

static int by_name(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Writes the names in a folder, sorted, and for each whether a namespace is kept there. */
static void look_at_folder(char *text, size_t size, const char *folder, const char *name)
{
	char path[PATH_MAX], *names[64];
	size_t count = 0, length = 0;
	struct dirent *entry;
	DIR *opened;

	world_path(path, folder, name);
	opened = opendir(path);
	need(opened != NULL, path);
	while ((entry = readdir(opened)) && count < 64)
		if (entry->d_name[0] != '.')
			names[count++] = strdup(entry->d_name);
	closedir(opened);
	qsort(names, count, sizeof(names[0]), by_name);
	text[0] = '\0';
	for (size_t i = 0; i < count; i++) {
		char file[2 * PATH_MAX];
		struct statfs info = { .f_type = 0 };

		snprintf(file, sizeof(file), "%s/%s", path, names[i]);
		statfs(file, &info);
		add(text, size, &length, "%s %s\n", names[i],
		    info.f_type == NSFS_MAGIC ? "is a namespace" : "is empty");
		free(names[i]);
	}
}

static void look_at_network(char *text, size_t size, size_t *length)
{
	struct if_nameindex *interfaces = if_nameindex();
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	for (struct if_nameindex *i = interfaces; i && i->if_name; i++) {
		struct ifreq request = { .ifr_flags = 0 };

		strncpy(request.ifr_name, i->if_name, sizeof(request.ifr_name) - 1);
		ioctl(fd, SIOCGIFFLAGS, &request);
		add(text, size, length, "%s %s\n", i->if_name,
		    request.ifr_flags & IFF_UP ? "up" : "down");
	}
	if_freenameindex(interfaces);
	close(fd);
}

void world_look(struct outside *outside, const struct world *world)
{
	char names[1024], mounts[OUTSIDE_BYTES / 2];
	size_t length = 0;
	struct utsname host;
	int fd;
	ssize_t got = 0;

	uname(&host);
	add(outside->state, OUTSIDE_BYTES, &length, "%s %s\n", host.nodename, host.domainname);
	look_at_network(outside->state, OUTSIDE_BYTES, &length);
	look_at_folder(names, sizeof(names), world->folder, "");
	add(outside->state, OUTSIDE_BYTES, &length, "%s", names);
	look_at_folder(names, sizeof(names), world->folder, "root");
	add(outside->state, OUTSIDE_BYTES, &length, "%s", names);
	look_at_folder(outside->kept, sizeof(outside->kept), world->folder, "keep");
	if (!world->is_private)
		return;
	fd = open("/proc/self/mountinfo", O_RDONLY | O_CLOEXEC);
	for (size_t at = 0; (got = read(fd, mounts + at, sizeof(mounts) - 1 - at)) > 0;
	     at += (size_t)got)
		mounts[at + (size_t)got] = '\0';
	close(fd);
	/* outside->kept has what is in keep/. */
	for (char *rest = NULL, *line = strtok_r(mounts, "\n", &rest); line;
	     line = strtok_r(NULL, "\n", &rest))
		if (!strstr(line, "/keep/"))
			add(outside->state, OUTSIDE_BYTES, &length, "%s\n", line);
}

void world_clear(const struct world *world)
{
	const int fds[] = { world->out_fd, world->err_fd, world->status_fd };
	char path[PATH_MAX], file[2 * PATH_MAX];
	struct dirent *entry;
	DIR *opened;

	for (size_t i = 0; i < sizeof(fds) / sizeof(fds[0]); i++)
		need(ftruncate(fds[i], 0) == 0 && lseek(fds[i], 0, SEEK_SET) == 0,
		     "empty a file in memory");
	world_path(path, world->folder, "keep");
	opened = opendir(path);
	while (opened && (entry = readdir(opened))) {
		if (entry->d_name[0] == '.')
			continue;
		snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
		umount2(file, MNT_DETACH);
		unlink(file);
	}
	if (opened)
		closedir(opened);
}

size_t world_read(char *text, size_t size, int fd)
{
	ssize_t got = pread(fd, text, size - 1, 0);

	text[got > 0 ? got : 0] = '\0';
	return got > 0 ? (size_t)got : 0;
}
