/* Looking up the host's facts. Nothing else reads the host before the plan is made. */
#include "plan/host.h"

#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "base/util.h"
#include "system/creds.h"
#include "system/users.h"

static int refuse(struct problem *why, const char *reason)
{
	*why = (struct problem){ .kind = PROBLEM_HOST, .reason = reason };
	return -1;
}

/* nsrun is not written to defend itself against its own user, so it refuses to run set-uid or
 * set-gid. It does run with file capabilities: only an administrator can have given them. */
static int probe_caller(struct host *host, struct problem *why)
{
	uid_t uid, effective_uid, saved_uid;
	gid_t gid, effective_gid, saved_gid;
	struct capabilities capabilities;

	if (getresuid(&uid, &effective_uid, &saved_uid) < 0 ||
	    getresgid(&gid, &effective_gid, &saved_gid) < 0)
		return refuse(why, "the caller's ids cannot be read");
	if (uid != effective_uid || gid != effective_gid)
		return refuse(
			why, "real and effective ids differ: nsrun must not be set-uid or set-gid");
	if (creds_read(&capabilities) < 0)
		return refuse(why, "the caller's capabilities cannot be read");
	host->uid = uid;
	host->gid = gid;
	host->can_setuid = capabilities.effective >> CREDS_CAP_SETUID & 1;
	host->can_setgid = capabilities.effective >> CREDS_CAP_SETGID & 1;
	host->has_inheritable = capabilities.inheritable != 0;
	return 0;
}

static bool kernel_is_at_least(unsigned long major, unsigned long minor)
{
	struct utsname name;
	char *end;

	if (uname(&name) < 0)
		return false;
	unsigned long found = strtoul(name.release, &end, 10);

	return found > major ||
	       (found == major && *end == '.' && strtoul(end + 1, NULL, 10) >= minor);
}

static const char nothing_left[] = "it cannot be looked up: no file descriptor or memory is left";

/* getpwnam(3): with these errors the lookup failed; with any other there is no such name. */
static bool has_nothing_left(int error)
{
	return error == EMFILE || error == ENFILE || error == ENOMEM;
}

static int unknown_name(struct problem *why, const struct id_choice *choice, bool is_user)
{
	const char *reason = is_user ? "no such user" : "no such group";

	if (has_nothing_left(errno))
		reason = nothing_left;
	else if (*choice->name >= '0' && *choice->name <= '9')
		reason = is_user ? "no user has that name, and a uid is a decimal number from 0 to "
				   "4294967294"
				 : "no group has that name, and a gid is a decimal number from 0 "
				   "to 4294967294";
	*why = (struct problem){ .kind = PROBLEM_VALUE_INVALID,
				 .option = choice->cause,
				 .value = choice->name,
				 .reason = reason };
	return -1;
}

static int probe_name(struct found_id *found, const struct id_choice *choice, bool is_user,
		      struct problem *why)
{
	int (*lookup)(uint32_t *, const char *) = is_user ? users_find_uid : users_find_gid;

	if (choice->cause == OPTION_NONE || choice->form == ID_NUMBER || choice->form == ID_CURRENT)
		return 0;
	errno = 0;
	if (lookup(&found->id, choice->name) == 0) {
		found->is_digits = choice->form == ID_DIGITS;
		return 0;
	}
	/* Digits that are nobody's name are a number. */
	if (choice->form == ID_DIGITS && !has_nothing_left(errno))
		return 0;
	return unknown_name(why, choice, is_user);
}

/* --as. Digits are a name or else a uid, but that of a user in passwd(5): else there is no telling
 * which groups the command is to have. */
static int probe_login(struct login *login, const struct id_choice *choice, struct problem *why)
{
	const char *reason = "no such user";
	int result;

	if (choice->cause == OPTION_NONE)
		return 0;
	errno = 0;
	result = users_find_login(login, choice->name, 0);
	if (result < 0 && choice->form == ID_DIGITS && !has_nothing_left(errno))
		result = users_find_login(login, NULL, choice->number);
	if (result == 0 && login->group_count > 0)
		return 0;
	if (has_nothing_left(errno))
		reason = nothing_left;
	else if (result == 0)
		reason = "the groups of that user cannot be read";
	*why = (struct problem){ .kind = PROBLEM_VALUE_INVALID,
				 .option = choice->cause,
				 .value = choice->name,
				 .reason = reason };
	return -1;
}

static int probe_names(struct host *host, const struct request *request, struct problem *why)
{
	const struct {
		struct found_id *found;
		const struct id_choice *choice;
		bool is_user;
	} names[] = {
		{ &host->map_user, &request->map_user, true },
		{ &host->map_group, &request->map_group, false },
		{ &host->owner_user, &request->owner_user, true },
		{ &host->owner_group, &request->owner_group, false },
		{ &host->setuid, &request->setuid, true },
		{ &host->setgid, &request->setgid, false },
	};

	for (size_t i = 0; i < COUNT(names); i++)
		if (probe_name(names[i].found, names[i].choice, names[i].is_user, why) < 0)
			return -1;
	return probe_login(&host->as, &request->as, why);
}

static int unmet(struct problem *why, enum option_id option, const char *reason)
{
	*why = (struct problem){ .kind = PROBLEM_UNMET, .option = option, .reason = reason };
	return -1;
}

/* namespaces(7): a kernel that was built without a kind has no file for it (ENOENT). Any other
 * error is refused: if the kind were left out, the command would stay in the caller's namespace. */
static int probe_kinds(struct host *host, struct problem *why)
{
	if (access("/proc/self/ns", X_OK) < 0)
		return unmet(why, OPTION_ALL,
			     "/proc/self/ns, which lists the kinds, cannot be read");
	for (enum namespace_kind kind = 0; kind < NAMESPACE_KINDS; kind++) {
		char path[32];

		string_join(path, sizeof(path), "/proc/self/ns/", namespace_table[kind].file);
		if (access(path, F_OK) == 0)
			host->kinds |= namespace_bit(kind);
		else if (errno != ENOENT)
			return unmet(why, OPTION_ALL, "a file in /proc/self/ns cannot be read");
	}
	return 0;
}

/* Maps each id of the caller's own user namespace to itself. A line of uid_map has three numbers:
 * the first id inside, the first id outside (skipped here), and the count. */
static int probe_all(struct id_map *all, const char *path)
{
	char text[ID_RANGES_MAX * 33 + 1], *rest = text;

	/* An empty map is refused: with it the command would have no id. */
	if (read_file(text, sizeof(text), path) <= 0)
		return -1;
	all->count = 0;
	while (*rest) {
		struct id_range range = { .inside = (uint32_t)strtoul(rest, &rest, 10) };

		strtoul(rest, &rest, 10);
		range.outside = range.inside;
		range.count = (uint32_t)strtoul(rest, &rest, 10);
		rest += *rest == '\n';
		if (ranges_add(all, range))
			return -1;
	}
	return 0;
}

static int no_block(struct problem *why, enum option_id option, bool is_users)
{
	if (has_nothing_left(errno))
		return unmet(why, option, nothing_left);
	if (access(is_users ? "/etc/subuid" : "/etc/subgid", R_OK) < 0 && errno != ENOENT)
		return unmet(why, option,
			     is_users ? "/etc/subuid cannot be read"
				      : "/etc/subgid cannot be read");
	unmet(why, option,
	      is_users ? "/etc/subuid gives this user no range"
		       : "/etc/subgid gives this user no range");
	why->hint = "root adds one: usermod --add-subuids 100000-165535 --add-subgids "
		    "100000-165535 USER (other numbers if these are in use)";
	return -1;
}

static int probe_maps(struct host *host, const struct request *request, struct problem *why)
{
	const struct map_request *users = &request->map_users, *groups = &request->map_groups;

	errno = 0;
	if ((users->wants_auto || users->wants_subids) &&
	    users_find_block(&host->subuids, "/etc/subuid", host->uid) < 0)
		return no_block(why, users->cause, true);
	if ((groups->wants_auto || groups->wants_subids) &&
	    users_find_block(&host->subgids, "/etc/subgid", host->uid) < 0)
		return no_block(why, groups->cause, false);
	if (users->wants_all && probe_all(&host->all_uids, "/proc/self/uid_map") < 0)
		return unmet(why, users->cause, "/proc/self/uid_map cannot be read");
	if (groups->wants_all && probe_all(&host->all_gids, "/proc/self/gid_map") < 0)
		return unmet(why, groups->cause, "/proc/self/gid_map cannot be read");
	return 0;
}

/* The login shell: $SHELL, else the user's in passwd(5), else /bin/sh. */
static void probe_shell(struct host *host)
{
	const char *shell = getenv("SHELL");
	const char *name;

	if (!shell || !*shell)
		shell = users_shell(host->uid);
	if (!shell)
		shell = "/bin/sh";
	name = strrchr(shell, '/');
	name = name ? name + 1 : shell;
	host->shell_argv0[0] = '-';
	strncpy(host->shell_argv0 + 1, name, sizeof(host->shell_argv0) - 2);
	host->shell = shell;
	host->shell_argv[0] = host->shell_argv0;
}

/* sd_listen_fds(3): LISTEN_FDS says how many fds, from 3 on, the process LISTEN_PID was given. */
static void probe_listener(struct host *host)
{
	const char *pid = getenv("LISTEN_PID"), *fds = getenv("LISTEN_FDS");
	uint64_t number;

	if (!pid || !fds || number_parse(&number, pid, INT_MAX) < 0 || (pid_t)number != getpid() ||
	    number_parse(&number, fds, 1 << 20) < 0)
		return;
	host->is_listener = true;
	host->listened = (int)number;
}

/* GNU make's "--jobserver-auth=R,W" in MAKEFLAGS, or "--jobserver-fds=R,W" before 4.2, names two
 * fds. Other forms, as "fifo:PATH", name none, and fds that are not open are left out. Returns -1
 * where fcntl(2) cannot tell whether one is open. */
static int probe_jobserver(struct host *host)
{
	const char *flags = getenv("MAKEFLAGS"), *at = NULL;
	char *end;

	if (flags)
		at = strstr(flags, "--jobserver-auth=");
	if (flags && !at)
		at = strstr(flags, "--jobserver-fds=");
	if (!at)
		return 0;
	for (at = strchr(at, '=') + 1; host->jobserver_fd_count < 2; at = end + 1) {
		long fd = strtol(at, &end, 10);

		if (end == at || fd < 0 || fd > INT_MAX)
			return 0;
		if (fcntl((int)fd, F_GETFD) < 0)
			return errno == EBADF ? 0 : -1;
		host->jobserver_fds[host->jobserver_fd_count++] = (int)fd;
		if (*end != ',')
			return 0;
	}
	return 0;
}

static int bad_fd(struct problem *why, enum option_id option, int fd, const char *reason)
{
	*why = (struct problem){
		.kind = PROBLEM_BAD_FD, .option = option, .fd = fd, .reason = reason
	};
	return -1;
}

/* Every fd that an option names must be open now: else nsrun itself could open a file under that
 * number later, and would write to it or give it to the command. */
static int probe_fds(struct host *host, const struct request *request, struct problem *why)
{
	static const char reason[] = "is not open";
	int flags;

	probe_listener(host);
	if (request->given[OPTION_CLOSE_FDS] && probe_jobserver(host) < 0)
		return unmet(why, OPTION_CLOSE_FDS, "make's file descriptors cannot be looked at");
	for (size_t i = 0; i < request->kept_fd_count; i++)
		if (fcntl(request->kept_fds[i], F_GETFD) < 0)
			return bad_fd(why, OPTION_KEEP_FD, request->kept_fds[i], reason);
	if (!request->given[OPTION_STATUS_FD])
		return 0;
	flags = fcntl(request->status_fd, F_GETFL);
	if (flags < 0 || flags & O_PATH)
		return bad_fd(why, OPTION_STATUS_FD, request->status_fd, reason);
	return (flags & O_ACCMODE) == O_RDONLY ? bad_fd(why, OPTION_STATUS_FD, request->status_fd,
							"is not open for writing")
					       : 0;
}

int host_probe(struct host *host, const struct request *request, struct problem *why)
{
	memset(host, 0, offsetof(struct host, all_uids));
	if (probe_caller(host, why) < 0 || probe_fds(host, request, why) < 0 ||
	    probe_names(host, request, why) < 0 || probe_maps(host, request, why) < 0)
		return -1;
	if (request->given[OPTION_SETUID] || request->given[OPTION_SETGID] ||
	    request->given[OPTION_AS])
		host->has_groups = getgroups(0, NULL) != 0;
	if (request->given[OPTION_ALL] && probe_kinds(host, why) < 0)
		return -1;
	if (request->given[OPTION_ALL] || request->given[OPTION_TIME])
		host->exec_enters_time = kernel_is_at_least(6, 1);
	if (!*request->command && request->action != ACTION_CHECK_KINDS)
		probe_shell(host);
	return 0;
}
