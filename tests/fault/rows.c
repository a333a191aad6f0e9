/* The command lines. Together they use every kind of step and every option. */
#include "rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off */
const struct row rows[] = {
	/* Without a second process. */
	{ ANYONE, 0, "-r" },
	{ ANYONE, 0, "-U" },
	{ ANYONE, 0, "-c --keep-caps" },
	{ ANYONE, 0, "--map-user=5 --map-group=6 --setgroups=deny" },
	{ ANYONE, SETUP_WHOLE, "-r -m -u -i -n -C" },
	{ ANYONE, 0, "-r -mn --no-loopback --propagation=slave" },
	{ ANYONE, 0, "-r -mp --no-fork" },
	{ ANYONE, 0, "-r -T --monotonic=1000000 --boottime=2000000" },
	{ ANYONE, 0, "-r --hostname=box --domainname=domain -w @/root" },
	{ ANYONE, 0, "-r -m -R @/root -w /folder" },
	{ ANYONE, 0, "-r -S 0 -G 0" },
	{ ANYONE, 0, "-r --clear-env --whitelist-env=PATH,MARK --setenv=A=b --unsetenv=MARK" },
	{ ANYONE, SETUP_LISTEN | SETUP_JOBSERVER, "-r --close-fds --keep-fd=9" },
	{ ANYONE, SETUP_NAME, "-r" },
	{ ANYONE, SETUP_SCRIPT, "-r" },
	{ ANYONE, SETUP_LOGIN, "-r" },
	{ ANYONE, SETUP_NO_STDIN, "-r" },
	{ ANYONE, SETUP_UNSHARE, "-r -mn" },
	{ AS_ROOT, 0, "-m -u -i -n -C" },
	{ AS_ROOT, SETUP_INHERIT, "-m" },
	{ AS_ROOT, SETUP_CHROOT, "-m" },
	{ AS_ROOT, 0, "-S nobody -G nogroup" },
	{ AS_ROOT, 0, "--as nobody" },

	/* With a second process. */
	{ ANYONE, SETUP_WHOLE, "-r -pmuf --mount-proc" },
	{ ANYONE, 0, "-c -p --mount-proc --propagation=shared" },
	{ ANYONE, 0, "-r -p --mount-proc=/proc --propagation=unchanged" },
	{ ANYONE, 0, "-a --hostname=box" },
	{ ANYONE, 0, "-r -f --kill-child=TERM" },
	{ ANYONE, 0, "-r -p --no-kill-child" },
	{ ANYONE, 0, "-r -p --die-with-parent --new-session" },
	{ ANYONE, 0, "-r -p --timeout=60 --kill-after=1" },
	{ ANYONE, 0, "-r -pT --monotonic=1000000 --boottime=-1" },
	{ ANYONE, 0, "-r -pm -R @/root --mount-proc -w /folder" },
	{ ANYONE, 0, "-r -p --mount-proc --mount-binfmt" },
	{ ANYONE, 0, "-p --mount-proc --load-interp=:fault:M::\\x7fFAULT::/bin/true:" },
	{ ANYONE, 0, "-r -p -S 0 -G 0 --keep-caps" },
	{ ANYONE, 0, "-r -f --status-fd=9" },
	{ ANYONE, SETUP_LISTEN, "-r -p --close-fds" },
	{ ANYONE, 0, "-r -pf --trace" },
	{ ANYONE, SETUP_SIGNALS, "-r -pf" },
	{ ANYONE, SETUP_UNSHARE, "-r -pf --mount-proc --forward-signals" },
	{ AS_ROOT, SETUP_WHOLE, "-pmuf --mount-proc" },
	{ AS_ROOT, 0, "-f" },
	{ AS_ROOT, SETUP_CHROOT, "-pm --mount-proc" },
	{ AS_ROOT, 0, "-p -S nobody -G nogroup" },
	{ AS_ROOT, 0, "--mount=@/keep/mnt --uts=@/keep/uts --ipc=@/keep/ipc --net=@/keep/net "
		      "--pid=@/keep/pid --cgroup=@/keep/cgroup --time=@/keep/time" },
	{ AS_ROOT, SETUP_WHOLE, "-r --user=@/keep/user" },
	{ AS_ROOT, 0, "--owner=nobody:nogroup -p" },

	/* With an init. */
	{ ANYONE, SETUP_WHOLE, "-r -p --init --mount-proc" },
	{ ANYONE, 0, "-r -p --init --status-fd=9 --timeout=60 --new-session" },
	{ ANYONE, SETUP_SIGNALS, "-r -p --init -S 0 -G 0 --die-with-parent" },
	{ ANYONE, 0, "-r -p --init --trace --close-fds" },

	/* With maps that outer writes. */
	{ AS_USER, SETUP_WHOLE, "--map-auto" },
	{ AS_USER, 0, "-r --map-auto -p --init" },
	{ AS_USER, 0, "-c --map-subids -p" },
	{ AS_USER, SETUP_SIGNALS, "--map-auto -S 1 -G 1" },
	{ AS_ROOT, SETUP_WHOLE, "--map-users=0:0:10 --map-groups=0:0:10 --setgroups=allow" },
	{ AS_ROOT, SETUP_SIGNALS, "--map-users=all --map-groups=all" },
	{ AS_ROOT, 0, "--map-users=0:100000:10 --map-groups=0:100000:10 -pf -S 0 -G 0" },
	{ AS_ROOT, 0, "--owner=nobody:nogroup --map-users=0:100000:10 --map-groups=0:100000:10 -pm" },
	{ AS_ROOT, 0, "--owner=nobody:nogroup --map-users=0:100000:10 --map-groups=0:100000:10 --no-fork" },

	/* Checks. */
	{ ANYONE, 0, "--check -r -mu -n --hostname=box" },
	{ ANYONE, SETUP_WHOLE, "--check -r -pmuf --mount-proc" },
	{ ANYONE, 0, "--check -r -pT --init --boottime=1000 --timeout=60" },
	{ AS_ROOT, 0, "--check -m --net=@/keep/net -S nobody -G nogroup" },
	{ AS_ROOT, 0, "--check --map-users=0:0:10 --map-groups=0:0:10 -p" },
	{ AS_USER, 0, "--check --map-auto -p" },
};
/* clang-format on */

const size_t row_count = COUNT(rows);

bool row_checks(const struct row *row)
{
	return strncmp(row->line, "--check ", 8) == 0;
}

const char *const step_phrases[STEP_KINDS] = {
	[STEP_WATCH_PARENT] = "watch outer's own parent",
	[STEP_CLONE] = "start a process in *",
	[STEP_HELPER] = "start a helper*",
	[STEP_UNSHARE] = "move to *",
	[STEP_DEATH_SIGNAL] = "arrange to get *",
	[STEP_SETGROUPS] = "* setgroups",
	[STEP_MAP_GID] = "map gid *[0-9]",
	[STEP_MAP_UID] = "map uid *[0-9]",
	[STEP_RUN_MAPPERS] = "map * with new?idmap",
	[STEP_CLOCKS] = "move the monotonic clock *",
	[STEP_KEEP] = "keep the * namespace at *",
	[STEP_PROPAGATION] = "make * private",
	[STEP_LOAD_INTERP] = "register the binary format *",
	[STEP_CHANGE_ROOT] = "change the root to *",
	[STEP_MOUNT_PROC] = "mount proc on *",
	[STEP_MOUNT_BINFMT] = "mount binfmt_misc on *",
	[STEP_HOSTNAME] = "set the hostname to *",
	[STEP_DOMAINNAME] = "set the domain name to *",
	[STEP_LOOPBACK_UP] = "bring up lo",
	[STEP_CHANGE_DIR] = "change the working folder to *",
	[STEP_INIT] = "start a process for the command*",
	[STEP_NOTE_STATUS] = "note *",
	[STEP_CLEAR_INHERITABLE] = "empty the inheritable capability set",
	[STEP_RETAIN_CAPS] = "keep the capabilities over the change of ids",
	[STEP_DROP_GROUPS] = "drop the supplementary groups",
	[STEP_SET_GROUPS] = "set the supplementary groups to *",
	[STEP_SETGID] = "change to gid *",
	[STEP_SETUID] = "change to uid *",
	[STEP_AMBIENT_CAPS] = "keep the capabilities over the exec",
	[STEP_CLEAR_ENV] = "clear the environment*",
	[STEP_EDIT_ENV] = "set 'A=b'*",
	[STEP_LISTEN_PID] = "set LISTEN_PID *",
	[STEP_NEW_SESSION] = "start a new session",
	[STEP_CLOSE_FDS] = "close all file descriptors *",
	[STEP_EXEC] = "execute *",
	[STEP_WAIT] = "wait for the command*",
};
