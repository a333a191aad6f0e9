/* Starting nsrun. */
#include "start.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CAP_SETFCAP = 31 };

static void take_user(void)
{
	const struct passwd *user = getpwnam(WORLD_USER);

	if (!user || setgroups(0, NULL) < 0 ||
	    setresgid(user->pw_gid, user->pw_gid, user->pw_gid) < 0 ||
	    setresuid(user->pw_uid, user->pw_uid, user->pw_uid) < 0)
		_exit(99);
}

static void set_signals(unsigned setup)
{
	sigset_t blocked;

	for (int signal = 1; signal < 65; signal++)
		sigaction(signal, &(struct sigaction){ .sa_handler = SIG_DFL }, NULL);
	sigemptyset(&blocked);
	if (setup & SETUP_SIGNALS) {
		signal(SIGCHLD, SIG_IGN);
		signal(SIGUSR1, SIG_IGN);
		sigaddset(&blocked, SIGUSR2);
		sigaddset(&blocked, SIGTERM);
	}
	sigprocmask(SIG_SETMASK, &blocked, NULL);
}

static void set_fds(const struct world *world, unsigned setup)
{
	static const int opened[] = { 7, 8 };
	int null_fd;

	if (syscall(SYS_close_range, 3u, 19u, 0) < 0)
		_exit(99);
	/* It becomes 3, the lowest free number: SETUP_LISTEN keeps it. */
	null_fd = open("/dev/null", O_RDWR);
	dup2(null_fd, 0);
	dup2(world->out_fd, 1);
	dup2(world->err_fd, 2);
	for (size_t i = 0; i < sizeof(opened) / sizeof(opened[0]); i++)
		dup2(null_fd, opened[i]);
	dup2(world->status_fd, 9);
	if (!(setup & SETUP_LISTEN))
		close(null_fd);
	if (setup & SETUP_NO_STDIN)
		close(0);
	/* The exec closes the files in memory, and whatever the driver was started with. */
	syscall(SYS_close_range, 10u, ~0u, 4 /* CLOSE_RANGE_CLOEXEC */);
}

/* Adds a capability to the inheritable set, capset(2). */
static void set_inheritable(void)
{
	unsigned header[2] = { 0x20080522, 0 }, sets[6];

	if (syscall(SYS_capget, header, sets) < 0)
		_exit(99);
	sets[2] |= 1u << CAP_SETFCAP;
	if (syscall(SYS_capset, header, sets) < 0)
		_exit(99);
}

/* Splits the row's line into words, with the folder in place of "@". Returns how many words there
 * are then. */
static size_t split(char *words[], size_t at, char *text, const struct start *start)
{
	char *rest = NULL, *to = text;

	for (const char *c = start->row->line; *c; c++) {
		if (*c == '@')
			to = stpcpy(to, start->world->folder);
		else
			*to++ = *c;
	}
	*to = '\0';
	for (char *word = strtok_r(text, " ", &rest); word && at < WORDS_MAX - 4;
	     word = strtok_r(NULL, " ", &rest))
		if (!start->explains || strcmp(word, "--check") != 0)
			words[at++] = word;
	return at;
}

static void set_environment(char *variables[], const struct start *start)
{
	static char path[PATH_MAX + 64], shell[PATH_MAX + 16], listen[32];
	size_t at = 0;

	snprintf(path, sizeof(path), "PATH=/nowhere:%s:/usr/bin:/bin", start->world->folder);
	snprintf(shell, sizeof(shell), "SHELL=%s/probe", start->world->folder);
	snprintf(listen, sizeof(listen), "LISTEN_PID=%d", (int)getpid());
	variables[at++] = path;
	variables[at++] = shell;
	variables[at++] = (char *)"MARK=1";
	if (start->row->setup & SETUP_LISTEN) {
		variables[at++] = listen;
		variables[at++] = (char *)"LISTEN_FDS=1";
	}
	if (start->row->setup & SETUP_JOBSERVER)
		variables[at++] = (char *)"MAKEFLAGS= -j --jobserver-auth=7,8";
	variables[at] = NULL;
}

void start_nsrun(const void *what)
{
	static char line[4 * PATH_MAX], program[PATH_MAX], command[PATH_MAX];
	const struct start *start = what;
	unsigned setup = start->row->setup;
	char *words[WORDS_MAX], *variables[16];
	size_t count = 1;

	setsid();
	umask(022);
	setrlimit(RLIMIT_CORE, &(struct rlimit){ 0, 0 });
	set_fds(start->world, setup);
	/* unshare has no --explain. */
	words[0] = (char *)(setup & SETUP_UNSHARE && !start->explains ? "unshare" : "nsrun");
	if (start->explains)
		words[count++] = (char *)"--explain";
	count = split(words, count, line, start);
	if (!(setup & SETUP_LOGIN)) {
		world_path(command, start->world->folder,
			   setup & SETUP_SCRIPT ? "script" : "probe");
		words[count++] = setup & SETUP_NAME ? (char *)"probe" : command;
	}
	words[count] = NULL;
	set_environment(variables, start);
	world_path(program, start->world->folder, "nsrun");
	if (chdir(start->world->folder) < 0)
		_exit(99);
	if (setup & SETUP_CHROOT && (chroot("root") < 0 || chdir("/") < 0))
		_exit(99);
	if (start->as_user && getuid() == 0)
		take_user();
	if (setup & SETUP_INHERIT)
		set_inheritable();
	set_signals(setup);
	execve(program, words, variables);
	_exit(99);
}
