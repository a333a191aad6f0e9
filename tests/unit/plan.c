/* Rows of a host, a command line, and the plan that they give. No row looks at the real host. */
#include "harness.h"

#include <string.h>

#include "../../src/plan/parts.h" /* for plan_add alone */
#include "ask/options.h"
#include "plan/plan.h"
#include "tell/explain.h"
#include "tell/words.h"

enum host_row { ROOT, USER, OLD_ROOT, INHERITING, GROUPED, LISTENER, AS_UNSHARE_ROOT, HOSTS };

#define ALL_KINDS ((1u << NAMESPACE_KINDS) - 1)

/* A host like one with Linux 6.18, or before 6.1 (OLD_ROOT), whose caller is root, or uid 1000
 * without capabilities (USER). A user's name stands for 101, a group's for 42. */
static struct host host_of(enum host_row row)
{
	static const uint32_t groups[] = { 42, 7, 9 };
	struct host host = { .can_setgid = row != USER && row != GROUPED,
			     .has_groups = row == GROUPED,
			     .is_listener = row == LISTENER,
			     .listened = row == LISTENER ? 2 : 0,
			     .jobserver_fds = { 7, 8 },
			     .jobserver_fd_count = row == LISTENER ? 2 : 0,
			     .has_inheritable = row == INHERITING,
			     .kinds = ALL_KINDS,
			     .exec_enters_time = row != OLD_ROOT,
			     .map_user = { 101 },
			     .map_group = { 42 },
			     .can_setuid = row != USER && row != GROUPED,
			     .subuids = { 0, 200000, 10 },
			     .subgids = { 0, 300000, 10 },
			     .all_uids = { 2, { { 0, 0, 100 }, { 200, 200, 100 } } },
			     .setuid = { 101 },
			     .owner_user = { 101 },
			     .owner_group = { 42 },
			     .setgid = { 42 },
			     .as = { 101, 42, groups, 3 },
			     .shell = "/bin/bash",
			     .shell_argv0 = "-bash" };

	if (row == USER)
		host.uid = host.gid = 1000;
	return host;
}

/* Parses the line and builds its plan. Returns false if it is refused, with the reason in *text. */
static bool build(struct text *text, struct plan *plan, const struct host *host, char *line,
		  const char *program)
{
	static struct request request;
	static char *argv[HARNESS_WORDS_MAX];
	int argc = harness_split(argv, line);
	struct problem why;

	argv[0] = (char *)(uintptr_t)program;
	if (options_parse(&request, argc, argv, &why) == 0 &&
	    plan_build(plan, &request, host, &why) == 0)
		return true;
	problem_describe(text, &why);
	return false;
}

/* "inner map uid 0 to 1000 (--map-root); ..." */
static void add_steps(struct text *text, const struct plan *plan)
{
	for (size_t i = 0; i < plan->count; i++) {
		text_add(text, i ? "; " : "");
		text_add(text, plan->steps[i].actor == ACTOR_OUTER ? "outer " : "inner ");
		step_describe(text, plan, &plan->steps[i]);
		step_add_causes(text, plan, &plan->steps[i]);
	}
}

#define EXECUTE      "inner execute 'true'"
#define WAIT         "; outer wait for the command"
#define DIE_WITH_ALL "inner arrange to get SIGKILL when outer ends (--all); "
#define DIE_WITH     "inner arrange to get SIGKILL when outer ends (--pid); "

static const struct row {
	const char *name;
	enum host_row host;
	const char *line;
	const char *expected;
} rows[] = {
	{ "nothing asked for: exec in place", ROOT, "true", EXECUTE },
	{ "one kind, in place", ROOT, "-u true",
	  "inner move to a new UTS namespace (--uts); " EXECUTE },
	{ "--fork alone", ROOT, "-f true", "outer start a process (--fork); " EXECUTE WAIT },
	{ "-p implies --fork", ROOT, "-p true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH EXECUTE WAIT },
	{ "--no-fork undoes it", ROOT, "-p --no-fork true",
	  "inner move to a new PID namespace (--pid); " EXECUTE },
	{ "the main job, as root", ROOT, "-pmuf --mount-proc true",
	  "outer start a process in new mount, UTS and PID namespaces (--mount, --uts, --pid, "
	  "--fork); " DIE_WITH "inner make every mount private (--mount); "
	  "inner mount proc on /proc (--mount-proc); " EXECUTE WAIT },
	{ "the main job, as a plain user", USER, "--map-root -pmuf --mount-proc true",
	  "outer start a process in new mount, UTS, PID and user namespaces (--mount, --uts, "
	  "--pid, "
	  "--map-root, --fork); " DIE_WITH "inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); "
	  "inner make every mount private (--mount); "
	  "inner mount proc on /proc (--mount-proc); " EXECUTE WAIT },
	{ "what is implied names what implied it", ROOT, "--mount-proc=/x --hostname box true",
	  "inner move to new mount and UTS namespaces (--mount-proc, --hostname); "
	  "inner make every mount private (--mount-proc); "
	  "inner mount proc on '/x' (--mount-proc); "
	  "inner set the hostname to 'box' (--hostname); " EXECUTE },
	{ "--domainname implies --uts", ROOT, "--domainname d true",
	  "inner move to a new UTS namespace (--domainname); "
	  "inner set the domain name to 'd' (--domainname); " EXECUTE },
	{ "lo is brought up", ROOT, "-n true",
	  "inner move to a new network namespace (--net); inner bring up lo (--net); " EXECUTE },
	{ "--no-loopback leaves it", ROOT, "-n --no-loopback true",
	  "inner move to a new network namespace (--net); " EXECUTE },
	{ "a user namespace without a map", USER, "-U true",
	  "inner move to a new user namespace (--user); " EXECUTE },
	{ "-r in place", USER, "-r true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); " EXECUTE },
	{ "-c keeps the ids", USER, "-c true",
	  "inner move to a new user namespace (--map-current); inner deny setgroups "
	  "(--map-current); "
	  "inner map gid 1000 to 1000 (--map-current); "
	  "inner map uid 1000 to 1000 (--map-current); " EXECUTE },
	{ "the last of -r and -c wins", USER, "-c -r true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); " EXECUTE },
	{ "--map-user overrides the uid of -r alone", USER, "-r --map-user 5 true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 5 to 1000 (--map-user); " EXECUTE },
	{ "--map-user alone maps no group, so setgroups is left", USER, "--map-user 0 true",
	  "inner move to a new user namespace (--map-user); "
	  "inner map uid 0 to 1000 (--map-user); " EXECUTE },
	{ "--map-user by name", USER, "--map-user postgres true",
	  "inner move to a new user namespace (--map-user); "
	  "inner map uid 101 to 1000 (--map-user); " EXECUTE },
	{ "--map-group by name", USER, "--map-group ssl true",
	  "inner move to a new user namespace (--map-group); inner deny setgroups (--map-group); "
	  "inner map gid 42 to 1000 (--map-group); " EXECUTE },
	{ "a map of the own group denies setgroups as well", USER, "--map-groups 7:1000:1 true",
	  "inner move to a new user namespace (--map-groups); inner deny setgroups (--map-groups); "
	  "inner map gid 7 to 1000 (--map-groups); " EXECUTE },
	{ "--setgroups=deny with -r is written before the map", USER, "-r --setgroups=deny true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--setgroups); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); " EXECUTE },
	{ "--setgroups=allow with a group map is outer's", ROOT, "-r --setgroups=allow true",
	  "inner start a helper that stays outside (--setgroups); "
	  "inner move to a new user namespace (--map-root); "
	  "inner allow setgroups (--setgroups); outer map gid 0 to 0 (--map-root); "
	  "inner map uid 0 to 0 (--map-root); " EXECUTE },
	{ "forked, outer is there already", ROOT, "-rf --setgroups=allow true",
	  "outer start a process in a new user namespace (--map-root, --fork); "
	  "inner allow setgroups (--setgroups); outer map gid 0 to 0 (--map-root); "
	  "inner map uid 0 to 0 (--map-root); " EXECUTE WAIT },
	{ "a range, written by outer", ROOT,
	  "-f --map-users 0:100000:65536 --map-groups 0:5:2 true",
	  "outer start a process in a new user namespace (--map-users, --fork); "
	  "outer map gid 0-1 to 5-6 (--map-groups); outer map uid 0-65535 to 100000-165535 "
	  "(--map-users); " EXECUTE WAIT },
	{ "the older form, and several ranges", ROOT,
	  "-f --map-users 100000,0,10 --map-users 20:7:1 true",
	  "outer start a process in a new user namespace (--map-users, --fork); "
	  "outer map uid 0-9 to 100000-100009, 20 to 7 (--map-users); " EXECUTE WAIT },
	{ "-r cuts its hole, in place by a helper", ROOT, "-r --map-users 0:100000:10 true",
	  "inner start a helper that stays outside (--map-users); "
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 0 (--map-root); "
	  "outer map uid 0 to 0, 1-9 to 100000-100008 (--map-users); " EXECUTE },
	{ "sub-ids without privilege: newuidmap and newgidmap", USER, "-r --map-auto true",
	  "inner start a helper that stays outside (--map-auto); "
	  "inner move to a new user namespace (--map-root); "
	  "outer map gid 0 to 1000, 1-9 to 300000-300008 with newgidmap and "
	  "uid 0 to 1000, 1-9 to 200000-200008 with newuidmap (--map-auto); " EXECUTE },
	{ "newuidmap alone", USER, "-rf --map-users=auto true",
	  "outer start a process in a new user namespace (--map-root, --fork); "
	  "inner deny setgroups (--map-root); inner map gid 0 to 1000 (--map-root); "
	  "outer map uid 0 to 1000, 1-9 to 200000-200008 with newuidmap (--map-users); " EXECUTE
		  WAIT },
	{ "sub-ids under their own numbers", ROOT, "-f --map-subids true",
	  "outer start a process in a new user namespace (--map-subids, --fork); "
	  "outer map gid 300000-300009 to 300000-300009 (--map-subids); "
	  "outer map uid 200000-200009 to 200000-200009 (--map-subids); " EXECUTE WAIT },
	{ "every id that there is", ROOT, "-f --map-users=all true",
	  "outer start a process in a new user namespace (--map-users, --fork); "
	  "outer map uid 0-99 to 0-99, 200-299 to 200-299 (--map-users); " EXECUTE WAIT },
	{ "an id of a range", ROOT, "-f --map-users 0:100000:10 -S 9 true",
	  "outer start a process in a new user namespace (--map-users, --fork); "
	  "outer map uid 0-9 to 100000-100009 (--map-users); "
	  "inner change to uid 9 (--setuid); " EXECUTE WAIT },
	{ "--all with ranges is not root", USER, "-a --map-auto --no-loopback true",
	  "outer start a process in new mount, UTS, IPC, network, PID, user and cgroup namespaces "
	  "(--all); " DIE_WITH_ALL
	  "outer map gid 0-9 to 300000-300009 with newgidmap and uid 0-9 to 200000-200009 with "
	  "newuidmap (--map-auto); inner move to a new time namespace (--all); "
	  "inner make every mount private (--all); " EXECUTE WAIT },
	{ "error: an id past the range", ROOT, "--map-users 0:100000:10 -S 10 true",
	  "--setuid cannot be done: uid 10 is not mapped in the new user namespace" },
	{ "--owner: other ids before the unshare", ROOT, "--owner 1000:42 -m true",
	  "inner move to new mount and user namespaces, owned by uid 1000 and gid 42 (--mount, "
	  "--owner); inner make every mount private (--mount); " EXECUTE },
	{ "--owner by name, with a map that outer writes, in front of which a helper starts", ROOT,
	  "--owner postgres:ssl --map-users 0:101:1 --map-groups 0:42:1 true",
	  "inner start a helper that stays outside (--map-users); inner move to a new user "
	  "namespace, owned by uid 101 and gid 42 (--map-users, --owner); outer map gid 0 to 42 "
	  "(--map-groups); outer map uid 0 to 101 (--map-users); " EXECUTE },
	{ "--owner of the caller's own uid and another gid", ROOT, "--owner 0:42 true",
	  "inner move to a new user namespace, owned by uid 0 and gid 42 (--owner); " EXECUTE },
	{ "--owner changes ids once, with the user namespace", ROOT, "-T --owner 5:6 true",
	  "inner move to a new user namespace, owned by uid 5 and gid 6 (--owner); "
	  "inner move to a new time namespace (--time); " EXECUTE },
	{ "--all beside --owner maps nobody", ROOT, "-a --owner 5:6 --no-loopback true",
	  "outer start a process in new mount, UTS, IPC, network, PID, user and cgroup "
	  "namespaces, owned by uid 5 and gid 6 (--all, --owner); " DIE_WITH_ALL
	  "inner move to a new time namespace (--all); inner make every mount private "
	  "(--all); " EXECUTE WAIT },
	{ "error: the caller's ids for another owner", ROOT, "--owner 5:6 -r true",
	  "--owner and --map-root exclude each other: the owner could then use the caller's ids; "
	  "choose the ids with --map-users and --map-groups" },
	{ "as unshare they are", AS_UNSHARE_ROOT, "--owner 5:6 -r true",
	  "inner start a helper that stays outside (--owner); inner move to a new user namespace, "
	  "owned by uid 5 and gid 6 (--map-root, --owner); inner deny setgroups (--map-root); "
	  "outer map gid 0 to 0 (--map-root); outer map uid 0 to 0 (--map-root); " EXECUTE },
	{ "error: a map with uid 0 but not gid 0", ROOT,
	  "-l :x:E::y::/z: --map-users 0:5:1 --map-groups 1:5:1 true",
	  "--load-interp and --map-users exclude each other: binfmt_misc belongs to uid 0 and gid "
	  "0, which are not both mapped in the new user namespace" },
	{ "--owner, forked", ROOT, "-pm --owner 1000:1000 --map-users 0:1000:2 true",
	  "outer start a process in new mount, PID and user namespaces, owned by uid 1000 and gid "
	  "1000 (--mount, --pid, --map-users, --owner); " DIE_WITH
	  "outer map uid 0-1 to 1000-1001 (--map-users); inner make every mount private "
	  "(--mount); " EXECUTE WAIT },
	{ "--owner that is the caller", USER, "--owner 1000:1000 -r true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); " EXECUTE },
	{ "error: half an owner", ROOT, "--owner 1000 true",
	  "--owner cannot be '1000': an owner is UID:GID" },
	{ "error: an owner's bad group, shown as typed", ROOT, "--owner 1000:-1 true",
	  "--owner cannot be '1000:-1': an id is a decimal number from 0 to 4294967294, or a "
	  "name" },
	{ "error: ranges that overlap each other", ROOT, "--map-auto --map-subids true",
	  "--map-auto cannot be done: it overlaps another range outside" },
	{ "--setgroups without a map", USER, "-U --setgroups deny true",
	  "inner move to a new user namespace (--user); "
	  "inner deny setgroups (--setgroups); " EXECUTE },
	{ "--all, with a map", USER, "-a true",
	  "outer start a process in new mount, UTS, IPC, network, PID, user and cgroup namespaces "
	  "(--all); " DIE_WITH_ALL "inner deny setgroups (--all); inner map gid 0 to 1000 (--all); "
	  "inner map uid 0 to 1000 (--all); inner move to a new time namespace (--all); "
	  "inner bring up lo (--all); inner make every mount private (--all); " EXECUTE WAIT },
	{ "--all with another map", USER, "-a -c --no-loopback true",
	  "outer start a process in new mount, UTS, IPC, network, PID, user and cgroup namespaces "
	  "(--all); " DIE_WITH_ALL "inner deny setgroups (--map-current); "
	  "inner map gid 1000 to 1000 (--map-current); "
	  "inner map uid 1000 to 1000 (--map-current); inner move to a new time namespace (--all); "
	  "inner make every mount private (--all); " EXECUTE WAIT },
	{ "--all, with setgroups left allowed", ROOT, "-a --no-loopback --setgroups=allow true",
	  "outer start a process in new mount, UTS, IPC, network, PID, user and cgroup namespaces "
	  "(--all); " DIE_WITH_ALL "inner allow setgroups (--setgroups); "
	  "outer map gid 0 to 0 (--all); inner map uid 0 to 0 (--all); "
	  "inner move to a new time namespace (--all); inner make every mount private "
	  "(--all); " EXECUTE WAIT },
	{ "time in place, entered by exec", ROOT, "-T true",
	  "inner move to a new time namespace (--time); " EXECUTE },
	{ "time before Linux 6.1: a child enters it", OLD_ROOT, "-T true",
	  "outer start a process in a new time namespace (--time); " EXECUTE WAIT },
	{ "inheritable capabilities are emptied", INHERITING, "-u true",
	  "inner move to a new UTS namespace (--uts); "
	  "inner empty the inheritable capability set; " EXECUTE },
	{ "a user namespace empties them itself", INHERITING, "-U true",
	  "inner move to a new user namespace (--user); " EXECUTE },
	{ "a login shell", ROOT, "-u",
	  "inner move to a new UTS namespace (--uts); inner execute '/bin/bash'" },
	{ "options end at the command", ROOT, "true -u --bogus", EXECUTE },
	{ "options end at --", ROOT, "-- --pid", "inner execute '--pid'" },

	{ "propagation slave", ROOT, "-m --propagation slave true",
	  "inner move to a new mount namespace (--mount); "
	  "inner make every mount slave (--propagation); " EXECUTE },
	{ "propagation unchanged", ROOT, "-m --propagation unchanged true",
	  "inner move to a new mount namespace (--mount); " EXECUTE },
	{ "a new proc must not propagate to the host", ROOT,
	  "--mount-proc --propagation shared true",
	  "inner move to a new mount namespace (--mount-proc); "
	  "inner make every mount shared (--propagation); "
	  "inner make the mount at /proc private (--mount-proc); "
	  "inner mount proc on /proc (--mount-proc); " EXECUTE },
	{ "the new root, then proc in it, then the folder in it", ROOT,
	  "-w /w --mount-proc -R /r true",
	  "inner move to a new mount namespace (--mount-proc); "
	  "inner make every mount private (--mount-proc); inner change the root to '/r' (--root); "
	  "inner mount proc on /proc (--mount-proc); "
	  "inner change the working folder to '/w' (--wd); " EXECUTE },
	{ "binfmt_misc is the user namespace's own", ROOT, "--mount-binfmt true",
	  "inner move to new mount and user namespaces (--mount-binfmt); "
	  "inner make every mount private (--mount-binfmt); "
	  "inner mount binfmt_misc on /proc/sys/fs/binfmt_misc (--mount-binfmt); " EXECUTE },
	{ "a format is registered before the change of root, and implies a map", USER,
	  "-l :x:E::y::/z:F -R /r true",
	  "inner move to new mount and user namespaces (--load-interp); "
	  "inner deny setgroups (--load-interp); inner map gid 0 to 1000 (--load-interp); "
	  "inner map uid 0 to 1000 (--load-interp); inner make every mount private "
	  "(--load-interp); inner register the binary format ':x:E::y::/z:F' (--load-interp); "
	  "inner change the root to '/r' (--root); "
	  "inner mount binfmt_misc on /proc/sys/fs/binfmt_misc (--load-interp); " EXECUTE },
	{ "binfmt_misc is kept from the host", ROOT,
	  "--mount-binfmt=/b --propagation unchanged true",
	  "inner move to new mount and user namespaces (--mount-binfmt); "
	  "inner make the mount at '/b' private (--mount-binfmt); "
	  "inner mount binfmt_misc on '/b' (--mount-binfmt); " EXECUTE },
	{ "in a new proc it is so already", ROOT,
	  "-p --mount-proc --mount-binfmt --propagation unchanged true",
	  "outer start a process in new mount, PID and user namespaces (--mount-proc, --pid, "
	  "--mount-binfmt); " DIE_WITH "inner make the mount at /proc private (--mount-proc); "
	  "inner mount proc on /proc (--mount-proc); inner mount binfmt_misc on "
	  "/proc/sys/fs/binfmt_misc (--mount-binfmt); " EXECUTE WAIT },
	{ "but not in one elsewhere", ROOT,
	  "-p --mount-proc=/x --mount-binfmt --propagation unchanged true",
	  "outer start a process in new mount, PID and user namespaces (--mount-proc, --pid, "
	  "--mount-binfmt); " DIE_WITH "inner make the mount at '/x' private (--mount-proc); "
	  "inner mount proc on '/x' (--mount-proc); inner make the mount at "
	  "/proc/sys/fs/binfmt_misc private (--mount-binfmt); inner mount binfmt_misc on "
	  "/proc/sys/fs/binfmt_misc (--mount-binfmt); " EXECUTE WAIT },
	{ "nor where binfmt_misc is elsewhere", ROOT,
	  "-p --mount-proc --mount-binfmt=/b --propagation unchanged true",
	  "outer start a process in new mount, PID and user namespaces (--mount-proc, --pid, "
	  "--mount-binfmt); " DIE_WITH "inner make the mount at /proc private (--mount-proc); "
	  "inner mount proc on /proc (--mount-proc); inner make the mount at '/b' private "
	  "(--mount-binfmt); inner mount binfmt_misc on '/b' (--mount-binfmt); " EXECUTE WAIT },
	{ "error: no format", ROOT, "-l :x:E::y::/z true",
	  "--load-interp cannot be ':x:E::y::/z': a format is "
	  ":NAME:TYPE:OFFSET:MAGIC:MASK:INTERPRETER:FLAGS" },
	{ "error: a map without uid 0", USER, "-c -l :x:E::y::/z: true",
	  "--load-interp and --map-current exclude each other: binfmt_misc belongs to uid 0 and "
	  "gid 0, which are not both mapped in the new user namespace" },
	{ "--kill-child implies --fork", ROOT, "--kill-child=hup true",
	  "outer start a process (--kill-child); "
	  "inner arrange to get SIGHUP when outer ends (--kill-child); " EXECUTE WAIT },
	{ "--kill-child chooses the signal of a PID namespace", ROOT, "-p --kill-child=15 true",
	  "outer start a process in a new PID namespace (--pid); "
	  "inner arrange to get SIGTERM when outer ends (--kill-child); " EXECUTE WAIT },
	{ "--init: PID 1 stays in front of the ids", ROOT, "-p --init -S 5 true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH
	  "inner start a process for the command, and stay as its init (--init); "
	  "inner change to uid 5 (--setuid); " EXECUTE WAIT },
	{ "--no-kill-child: no death signal", ROOT, "-p --no-kill-child -S 5 true",
	  "outer start a process in a new PID namespace (--pid); "
	  "inner change to uid 5 (--setuid); " EXECUTE WAIT },
	{ "--die-with-parent", ROOT, "--die-with-parent true",
	  "outer watch outer's own parent (--die-with-parent); "
	  "outer start a process (--die-with-parent); "
	  "inner arrange to get SIGKILL when outer ends (--die-with-parent); " EXECUTE WAIT },
	{ "--timeout", ROOT, "-p --timeout 1m --kill-after 500ms true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH EXECUTE
	  "; outer wait for the command, send it SIGTERM after 60 s, and kill all after 0.5 s more "
	  "(--timeout)" },
	{ "--timeout alone kills after 5 s more", ROOT, "-p --timeout 1.5 true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH EXECUTE
	  "; outer wait for the command, send it SIGTERM after 1.5 s, and kill all after 5 s more "
	  "(--timeout)" },
	{ "--status-fd: noted before the ids change, behind the init", ROOT,
	  "-p --init -S 5 --status-fd 2 true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH
	  "inner start a process for the command, and stay as its init (--init); "
	  "outer note the command's pids and namespaces (--status-fd); "
	  "inner change to uid 5 (--setuid); " EXECUTE WAIT },
	{ "--new-session and --close-fds, last of all", LISTENER,
	  "--close-fds --new-session --keep-fd 9 --keep-fd 0 -S 5 true",
	  "outer start a process (--new-session); inner change to uid 5 (--setuid); "
	  "inner set LISTEN_PID to the command's pid; inner start a new session (--new-session); "
	  "inner close all file descriptors from 5 on but for 9, 0, 7, 8 (--close-fds); " EXECUTE
		  WAIT },
	{ "in place LISTEN_PID is right already", LISTENER, "--close-fds true",
	  "inner close all file descriptors from 5 on but for 7, 8 (--close-fds); " EXECUTE },
	{ "error: --init without --pid", ROOT, "--init true",
	  "--init needs --pid: an init is PID 1, which a new PID namespace alone has to give" },
	{ "error: --timeout without --pid", ROOT, "--timeout 1s true",
	  "--timeout needs --pid: without a PID namespace not every process would be ended" },
	{ "error: --kill-after without --timeout", ROOT, "-p --kill-after 1s true",
	  "--kill-after has no effect without --timeout" },
	{ "error: --no-kill-child without --pid", ROOT, "-f --no-kill-child true",
	  "--no-kill-child has no effect without --pid" },
	{ "error: --keep-fd without --close-fds", ROOT, "--keep-fd 3 true",
	  "--keep-fd has no effect without --close-fds" },
	{ "error: --kill-child and its contrary", ROOT, "-p --kill-child --no-kill-child true",
	  "--no-kill-child and --kill-child exclude each other" },
	{ "error: --die-with-parent and its contrary", ROOT,
	  "-p --die-with-parent --no-kill-child true",
	  "--no-kill-child and --die-with-parent exclude each other" },
	{ "error: nobody to be the init", ROOT, "-p --init --no-fork true",
	  "--init and --no-fork exclude each other: a second process is needed for it" },
	{ "--forward-signals implies --fork", ROOT, "--forward-signals true",
	  "outer start a process (--forward-signals); " EXECUTE WAIT },
	{ "groups, then gid, then uid", ROOT, "-S 5 -G 6 true",
	  "inner drop the supplementary groups (--setgid); inner change to gid 6 (--setgid); "
	  "inner change to uid 5 (--setuid); " EXECUTE },
	{ "the death signal is set again after a change of ids", ROOT, "-p -S 5 true",
	  "outer start a process in a new PID namespace (--pid); " DIE_WITH
	  "inner change to uid 5 (--setuid); " DIE_WITH EXECUTE WAIT },
	{ "--setuid by name", ROOT, "-S postgres true",
	  "inner change to uid 101 (--setuid); " EXECUTE },
	{ "capabilities are kept over the ids and the exec", ROOT,
	  "--map-user 5 -S 5 --keep-caps true",
	  "inner move to a new user namespace (--map-user); inner map uid 5 to 0 (--map-user); "
	  "inner keep the capabilities over the change of ids (--keep-caps); "
	  "inner change to uid 5 (--setuid); "
	  "inner keep the capabilities over the exec (--keep-caps); " EXECUTE },
	{ "-r -G 0 where there are no groups to drop", USER, "-r -G 0 true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 1000 (--map-root); inner map uid 0 to 1000 (--map-root); "
	  "inner change to gid 0 (--setgid); " EXECUTE },
	{ "clocks", ROOT, "-T --monotonic -5 --boottime 1d0.25s true",
	  "inner move to a new time namespace (--time); inner move the monotonic clock by -5 s and "
	  "the boot-time clock by 86400.25 s (--monotonic); " EXECUTE },
	{ "a clock by less than a second back", ROOT, "-T --boottime -0.25 true",
	  "inner move to a new time namespace (--time); inner move the monotonic clock by 0 s and "
	  "the boot-time clock by -0.25 s (--boottime); " EXECUTE },
	{ "clocks before Linux 6.1: outer sets them for its child", OLD_ROOT,
	  "-T --boottime 5 true",
	  "outer move to a new time namespace (--time); outer move the monotonic clock by 0 s and "
	  "the boot-time clock by 5 s (--boottime); outer start a process (--time); " EXECUTE
		  WAIT },

	{ "the environment, in its own order", ROOT,
	  "--setenv A=1 --clear-env --unsetenv B --whitelist-env C,D --setenv B=2 true",
	  "inner clear the environment but for 'C,D' (--clear-env); "
	  "inner set 'A=1', unset 'B', set 'B=2' (--setenv); " EXECUTE },
	{ "error: names without --clear-env", ROOT, "--whitelist-env A true",
	  "--whitelist-env has no effect without --clear-env" },
	{ "kept namespaces: by outer, before the command starts", ROOT,
	  "--net=/n --mount=/m --propagation slave true",
	  "outer start a process in new mount and network namespaces (--mount, --net); "
	  "outer keep the mount namespace at '/m' (--mount); "
	  "outer keep the network namespace at '/n' (--net); inner bring up lo (--net); "
	  "inner make every mount slave (--propagation); " EXECUTE WAIT },
	{ "a kept time namespace has its clocks", ROOT, "-T --time=/t --boottime 5 true",
	  "outer start a process (--time); inner move to a new time namespace (--time); "
	  "inner move the monotonic clock by 0 s and the boot-time clock by 5 s (--boottime); "
	  "outer keep the time namespace at '/t' (--time); " EXECUTE WAIT },
	{ "error: nobody to take the mount back", ROOT, "--net=/n --no-fork true",
	  "--net and --no-fork exclude each other: a second process is needed for it" },
	{ "as unshare: no fork, no death signal, lo down", AS_UNSHARE_ROOT, "-pn true",
	  "inner move to new network and PID namespaces (--net, --pid); " EXECUTE },
	{ "as unshare: forked, the namespace outlives unshare", AS_UNSHARE_ROOT, "-pf true",
	  "outer start a process in a new PID namespace (--pid, --fork); " EXECUTE WAIT },
	{ "as unshare: what has no effect is tolerated", AS_UNSHARE_ROOT,
	  "--propagation slave --keep-caps -u true",
	  "inner move to a new UTS namespace (--uts); " EXECUTE },
	{ "as unshare: nsrun's options are unknown", AS_UNSHARE_ROOT, "--hostname x true",
	  "unknown option '--hostname'" },
	{ "as unshare: abbreviations are as short", AS_UNSHARE_ROOT, "--map-r true",
	  "inner move to a new user namespace (--map-root); inner deny setgroups (--map-root); "
	  "inner map gid 0 to 0 (--map-root); inner map uid 0 to 0 (--map-root); " EXECUTE },
	{ "as unshare: setgroups is denied with a map", AS_UNSHARE_ROOT,
	  "-r --setgroups=allow true",
	  "--setgroups and --map-root exclude each other: without CAP_SETGID a group is mapped "
	  "only "
	  "where setgroups is denied" },
	{ "error: clocks before Linux 6.1 in a user namespace", OLD_ROOT, "-rT --boottime 5 true",
	  "--boottime and --map-root exclude each other: before Linux 6.1 the clocks are set from "
	  "outside a user namespace" },
	{ "error: a clock without --time", ROOT, "--boottime 5 true",
	  "--boottime has no effect without --time" },
	{ "error: --propagation without --mount", ROOT, "--propagation shared true",
	  "--propagation has no effect without --mount" },
	{ "error: --keep-caps without --user", ROOT, "--keep-caps true",
	  "--keep-caps needs --user: it keeps the capabilities that a new user namespace gives" },
	{ "error: an id that the map lacks", USER, "-r -S 5 true",
	  "--setuid cannot be done: uid 5 is not mapped in the new user namespace" },
	{ "error: a gid that the map lacks", USER, "-r -S 0 -G 5 true",
	  "--setgid cannot be done: gid 5 is not mapped in the new user namespace" },
	{ "error: an id by name that the map lacks", USER, "-r -S postgres true",
	  "--setuid cannot be done: uid 101 is not mapped in the new user namespace" },
	{ "--as: the groups, the gid and the uid that login gives", ROOT, "--as postgres true",
	  "inner set the supplementary groups to 42, 7, 9 (--as); inner change to gid 42 (--as); "
	  "inner change to uid 101 (--as); " EXECUTE },
	{ "--as, with a death signal and capabilities", ROOT,
	  "-p --map-users 100:100:9 --map-groups 0:0:50 --as postgres --keep-caps true",
	  "outer start a process in new PID and user namespaces (--pid, --map-users); " DIE_WITH
	  "outer map gid 0-49 to 0-49 (--map-groups); "
	  "outer map uid 100-108 to 100-108 (--map-users); "
	  "inner keep the capabilities over the change of ids (--keep-caps); "
	  "inner set the supplementary groups to 42, 7, 9 (--as); inner change to gid 42 (--as); "
	  "inner change to uid 101 (--as); " DIE_WITH
	  "inner keep the capabilities over the exec (--keep-caps); " EXECUTE WAIT },
	{ "--as in a user namespace that has all its ids", USER,
	  "--map-users 101:5:1 --map-groups 7:7:90 --as postgres true",
	  "inner start a helper that stays outside (--map-users); "
	  "inner move to a new user namespace (--map-users); "
	  "outer map gid 7-96 to 7-96 with newgidmap and uid 101 to 5 with newuidmap "
	  "(--map-users); inner set the supplementary groups to 42, 7, 9 (--as); "
	  "inner change to gid 42 (--as); inner change to uid 101 (--as); " EXECUTE },
	{ "error: --as whose uid the map lacks", USER, "-r --as postgres true",
	  "--as cannot be done: uid 101 is not mapped in the new user namespace" },
	{ "error: --as whose gid the map lacks", USER, "--map-user 101 --map-group 7 --as p true",
	  "--as cannot be done: gid 42 is not mapped in the new user namespace" },
	{ "error: --as one of whose groups the map lacks", USER,
	  "--map-users 101:5:1 --map-groups 7:7:1 --map-groups 42:42:1 --as p true",
	  "--as cannot be done: gid 9 is not mapped in the new user namespace" },
	{ "error: --as without a map", USER, "-U --as postgres true",
	  "--as cannot be done: uid 101 is not mapped in the new user namespace" },
	{ "error: --as where setgroups is denied", ROOT,
	  "--map-users 101:5:1 --map-groups 7:7:90 --setgroups=deny --as p true",
	  "--as and --map-users exclude each other: setgroups is denied, so the user's groups "
	  "cannot be set" },
	{ "error: --as and --setuid", ROOT, "--as p -S 5 true",
	  "--as and --setuid exclude each other" },
	{ "error: --as and --setgid", ROOT, "--as p -G 5 true",
	  "--as and --setgid exclude each other" },
	{ "error: an id without any map", USER, "-U -G 5 true",
	  "--setgid cannot be done: gid 5 is not mapped in the new user namespace" },
	{ "error: groups that cannot be dropped", GROUPED, "-r -G 0 true",
	  "--setgid and --map-root exclude each other: setgroups is denied, so the supplementary "
	  "groups cannot be dropped" },
	{ "error: no process to kill", ROOT, "--kill-child --no-fork true",
	  "--kill-child and --no-fork exclude each other: a second process is needed for it" },
	{ "error: --setgroups alone", ROOT, "--setgroups deny true",
	  "--setgroups has no effect without --user" },
	{ "error: --no-loopback alone", ROOT, "--no-loopback true",
	  "--no-loopback has no effect without --net" },
	{ "error: --fork --no-fork", ROOT, "-f --no-fork true",
	  "--fork and --no-fork exclude each other: a second process is needed for it" },
	{ "error: proc of a namespace that nsrun is not in", ROOT, "-p --no-fork --mount-proc true",
	  "--mount-proc and --no-fork exclude each other: with --pid nsrun stays outside the PID "
	  "namespace that proc is to show" },
	{ "error: setgroups cannot be kept", USER, "-r --setgroups=allow true",
	  "--setgroups and --map-root exclude each other: without CAP_SETGID a group is mapped "
	  "only "
	  "where setgroups is denied" },
	{ "error: setgroups cannot be kept, with a map of the own group", USER,
	  "--map-groups 7:1000:1 --setgroups=allow true",
	  "--setgroups and --map-groups exclude each other: without CAP_SETGID a group is mapped "
	  "only where setgroups is denied" },
	{ "error: setgroups cannot be kept, with --all", USER, "-a --setgroups=allow true",
	  "--setgroups and --all exclude each other: without CAP_SETGID a group is mapped only "
	  "where setgroups is denied" },
	{ "error: no child to enter the clocks", OLD_ROOT, "-T --no-fork true",
	  "--time and --no-fork exclude each other: a second process is needed for it" },
};

static const char *program_of(enum host_row host)
{
	return host == AS_UNSHARE_ROOT ? "/usr/bin/unshare" : "nsrun";
}

static void row_gives_plan(void **state)
{
	const struct row *row = *state;
	struct host host = host_of(row->host);
	struct text text = harness_text();
	struct plan plan;
	char line[256];

	strncpy(line, row->line, sizeof(line) - 1);
	line[sizeof(line) - 1] = '\0';
	if (build(&text, &plan, &host, line, program_of(row->host)))
		add_steps(&text, &plan);
	assert_string_equal(harness_text_read(&text), row->expected);
}

/* Writes a command line with the short options of this set's kinds behind before. */
static void line_of_set(char *line, size_t size, const char *before, namespace_set set)
{
	static const char letters[] = "muinpUCT";
	size_t length = strlen(before);

	assert_true(length + 4 * NAMESPACE_KINDS + 8 < size);
	memcpy(line, before, length);
	for (int kind = 0; kind < NAMESPACE_KINDS; kind++) {
		if (!(set & 1u << kind))
			continue;
		memcpy(line + length, (const char[]){ '-', letters[kind], ' ' }, 3);
		length += 3;
	}
	memcpy(line + length, "true", 5);
}

static size_t position(const struct plan *plan, enum step_kind kind)
{
	size_t at = 0;

	while (at < plan->count && plan->steps[at].kind != kind)
		at++;
	return at;
}

/* The order of steps that the kernel and nsrun's promises want of every plan. */
static void check_order(const struct plan *plan, namespace_set set)
{
	size_t gid = position(plan, STEP_MAP_GID);
	namespace_set made = 0;

	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == STEP_CLONE || plan->steps[i].kind == STEP_UNSHARE) {
			assert_int_equal(made & plan->steps[i].namespaces, 0);
			made |= plan->steps[i].namespaces;
		}
	assert_int_equal(made, set);
	assert_true(plan->count <= PLAN_STEPS_MAX);
	assert_int_equal(position(plan, STEP_WAIT) < plan->count, plan_forks(plan));
	assert_int_equal(position(plan, STEP_EXEC), plan->count - 1 - plan_forks(plan));
	if (gid < plan->count && plan->steps[gid].actor == ACTOR_INNER)
		assert_true(position(plan, STEP_SETGROUPS) < gid);
	if (gid < plan->count)
		assert_true(gid < position(plan, STEP_MAP_UID));
	if (set & 1u << NAMESPACE_MOUNT)
		assert_true(position(plan, STEP_PROPAGATION) <= position(plan, STEP_MOUNT_PROC));
	if (set & 1u << NAMESPACE_PID && plan_forks(plan))
		assert_int_equal(position(plan, STEP_DEATH_SIGNAL), 1);
	else
		assert_int_equal(position(plan, STEP_DEATH_SIGNAL), plan->count);
}

static void every_set_in_every_way(void **state)
{
	static const char *const ways[] = { "",
					    "-f ",
					    "-r ",
					    "-c -f ",
					    "--map-user 7 ",
					    "--no-fork ",
					    "-r --setgroups=allow ",
					    "--map-auto ",
					    "-c -f --map-users 5:9:3 " };

	(void)state;
	for (namespace_set set = 0; set <= ALL_KINDS; set++) {
		for (size_t way = 0; way < sizeof(ways) / sizeof(ways[0]); way++) {
			for (enum host_row row = 0; row < HOSTS; row++) {
				struct host host = host_of(row);
				struct text text = harness_text();
				struct plan plan;
				char line[128];
				bool maps =
					strpbrk(ways[way], "rcm") && !strstr(ways[way], "no-fork");

				line_of_set(line, sizeof(line), ways[way], set);
				if (build(&text, &plan, &host, line, "nsrun"))
					check_order(&plan,
						    set | (namespace_set)maps << NAMESPACE_USER);
				else
					assert_true(strstr(ways[way], "no-fork") ||
						    strstr(ways[way], "allow"));
				harness_text_read(&text);
			}
		}
	}
}

/* As many options at once as go together. A plan of 41 steps once wrote over what stood behind an
 * array of 40: --close-fds then let descriptors through. */
static void every_option_at_once_has_room(void **state)
{
	static void (*const forms[])(struct text *,
				     const struct plan *) = { explain_plan, explain_json,
							      explain_sh, explain_c };
	struct host host = host_of(LISTENER);
	struct text text = harness_text();
	struct plan plan;
	char line[] = "--die-with-parent --all --mount=/a --uts=/b --ipc=/c --net=/d --pid=/e "
		      "--user=/f --cgroup=/g --time=/h --map-users=0:0:100 --map-groups=0:0:100 "
		      "--setgroups allow --monotonic 5 --propagation shared --mount-proc=/mnt/p "
		      "--mount-binfmt=/mnt/b -l :a:M::b::/bin/sh: --root /x --wd / --hostname a "
		      "--domainname b --status-fd 2 -S 1 -G 1 --keep-caps --clear-env --setenv A=b "
		      "--new-session --close-fds --keep-fd 5 --timeout 5 true";

	(void)state;
	host.has_inheritable = host.has_groups = true;
	assert_true(build(&text, &plan, &host, line, "nsrun"));
	harness_text_read(&text);
	assert_true(plan.count > 40 && plan.count <= PLAN_STEPS_MAX);
	assert_int_equal(plan.status_fd, 2);
	assert_int_equal(plan.kept_fds[0], 5);
	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		text = harness_text();
		forms[i](&text, &plan);
		assert_true(strlen(harness_text_read(&text)) > 100);
	}
}

/* What has no room is refused, and nothing is written behind the array. */
static void a_plan_without_room_is_refused(void **state)
{
	struct plan plan = { .count = PLAN_STEPS_MAX - 1, .status_fd = 7 };

	(void)state;
	plan_add(&plan, STEP_LOOPBACK_UP, ACTOR_INNER, OPTION_NONE);
	assert_false(plan.is_overfull);
	plan_add(&plan, STEP_LOOPBACK_UP, ACTOR_INNER, OPTION_NONE);
	plan_add(&plan, STEP_LOOPBACK_UP, ACTOR_INNER, OPTION_NONE);
	assert_true(plan.is_overfull);
	assert_int_equal(plan.count, PLAN_STEPS_MAX);
	assert_int_equal(plan.status_fd, 7);
}

static void plan_is_pure(void **state)
{
	const struct host host = host_of(USER), same = host;
	struct request request = { .given = { [OPTION_ALL] = true } }, as_given = request;
	char *command[] = { (char *)"true", NULL };
	struct plan first, second;
	struct problem why;

	(void)state;
	request.command = as_given.command = command;
	assert_int_equal(plan_build(&first, &request, &host, &why), 0);
	assert_int_equal(plan_build(&second, &request, &host, &why), 0);
	assert_memory_equal(&first, &second, offsetof(struct plan, uids));
	assert_memory_equal(&request, &as_given, sizeof(request));
	assert_memory_equal(&host, &same, sizeof(host));
}

int main(void)
{
	const struct CMUnitTest properties[] = { cmocka_unit_test(every_set_in_every_way),
						 cmocka_unit_test(every_option_at_once_has_room),
						 cmocka_unit_test(a_plan_without_room_is_refused),
						 cmocka_unit_test(plan_is_pure) };
	int failures = HARNESS_ROWS(row_gives_plan, rows);

	return failures + cmocka_run_group_tests(properties, NULL, NULL) ? 1 : 0;
}
