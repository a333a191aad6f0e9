/* Hints. A row has the files of some host, a step that failed there, and the hint that is expected.
 */
#include "harness.h"
#include "tell/words.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ask/options.h"

enum { FILES_MAX = 4 };

#define PLAIN                                                                                      \
	{                                                                                          \
		"/proc/self/status", "Name:\tnsrun\nCapEff:\t0000000000000000\nSeccomp:\t0\n"      \
	}
#define FILTERED                                                                                   \
	{                                                                                          \
		"/proc/self/status", "Name:\tnsrun\nCapEff:\t000001ffffffffff\nSeccomp:\t2\n"      \
	}
#define POWERFUL                                                                                   \
	{                                                                                          \
		"/proc/self/status", "Name:\tnsrun\nCapEff:\t000001ffffffffff\nSeccomp:\t0\n"      \
	}
#define RESTRICTED                                                                                 \
	{                                                                                          \
		"/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1\n"                    \
	}
#define MOUNTED                                                                                    \
	{                                                                                          \
		"/proc/self/mountinfo", "22 1 254:0 / / rw shared:1 - ext4 /dev/vda rw\n"          \
	}
#define COVERED                                                                                    \
	{                                                                                          \
		"/proc/self/mountinfo", "22 1 254:0 / / rw - ext4 /dev/vda rw\n23 22 0:5 / /proc " \
					"rw - proc proc rw\n"                                      \
					"24 23 0:6 / /procedures rw - tmpfs none rw\n"             \
					"25 23 0:6 /null /proc/kcore rw - tmpfs none rw\n"         \
	}

static const struct row {
	const char *name;
	struct {
		const char *path;
		const char *content;
	} files[FILES_MAX];
	const char *line;
	enum step_kind kind;
	int error;
	const char *expected;
	bool is_root;
	bool can_setuid;
	enum failed_program program;
	int wait_status;
} rows[] = {
	{ "without privilege",
	  { PLAIN },
	  "-u true",
	  STEP_UNSHARE,
	  EPERM,
	  "this needs privilege; with --map-root it is done in a user namespace of your own" },
	{ "with it, and a filter",
	  { FILTERED },
	  "-u true",
	  STEP_UNSHARE,
	  EPERM,
	  "a seccomp filter is in force here, as in a container, and may refuse this; with docker "
	  "and podman --security-opt seccomp=unconfined lifts it" },
	{ "with it, and no filter: the cause is not known",
	  { { "/proc/self/status", "\nSeccomp:\t0\n" } },
	  "-u true",
	  STEP_UNSHARE,
	  EPERM,
	  "" },
	{ "a filter, at another step",
	  { FILTERED },
	  "-m true",
	  STEP_PROPAGATION,
	  EPERM,
	  "a seccomp filter is in force here, as in a container, and may refuse this; with docker "
	  "and podman --security-opt seccomp=unconfined lifts it" },
	{ "another user, without privilege",
	  { PLAIN },
	  "-S 5 true",
	  STEP_SETUID,
	  EPERM,
	  "to change users and groups is for root; in a user namespace of your own there are "
	  "those that --map-auto maps" },
	{ "no proc, for what is kept",
	  { PLAIN },
	  "--net=/f true",
	  STEP_KEEP,
	  ENOTSUP,
	  "this goes through /proc, and no proc file system is there; mount -t proc proc /proc "
	  "mounts one" },
	{ "user namespaces are for root",
	  { PLAIN, MOUNTED, { "/proc/sys/kernel/unprivileged_userns_clone", "0\n" } },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "kernel.unprivileged_userns_clone is 0: user namespaces are for root here; sysctl "
	  "kernel.unprivileged_userns_clone=1 allows them" },
	{ "they are for all",
	  { PLAIN, MOUNTED, { "/proc/sys/kernel/unprivileged_userns_clone", "1\n" } },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "" },
	{ "in a chroot",
	  { PLAIN, { "/proc/self/mountinfo", "23 22 0:5 / /proc rw - proc proc rw\n" } },
	  "-r -p true",
	  STEP_CLONE,
	  EPERM,
	  "nsrun is in a chroot, and the kernel makes no user namespace there; start it outside, "
	  "with "
	  "--root" },
	{ "a filter in a container",
	  { FILTERED, MOUNTED },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "a seccomp filter is in force here, as in a container, and may refuse this; with docker "
	  "and podman --security-opt seccomp=unconfined lifts it" },
	{ "they are for root, and this is root",
	  { POWERFUL, MOUNTED, { "/proc/sys/kernel/unprivileged_userns_clone", "0\n" } },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "",
	  true },
	{ "another owner, without the capabilities",
	  { PLAIN, MOUNTED },
	  "-p --owner 5:6 true",
	  STEP_CLONE,
	  EPERM,
	  "to make it another user's is for root" },
	{ "another owner, with them",
	  { POWERFUL, MOUNTED },
	  "-p --owner 5:6 true",
	  STEP_CLONE,
	  EPERM,
	  "",
	  true },
	{ "a process that no privilege is needed for",
	  { PLAIN },
	  "-f true",
	  STEP_CLONE,
	  EPERM,
	  "" },
	{ "and a filter",
	  { { "/proc/self/status", "\nCapEff:\t0000000000000000\nSeccomp:\t2\n" } },
	  "-f true",
	  STEP_CLONE,
	  EPERM,
	  "a seccomp filter is in force here, as in a container, and may refuse this; with docker "
	  "and podman --security-opt seccomp=unconfined lifts it" },
	{ "a new root without CAP_SYS_CHROOT",
	  { { "/proc/self/status", "\nCapEff:\t0000000000200000\nSeccomp:\t0\n" } },
	  "-R / true",
	  STEP_CHANGE_ROOT,
	  EPERM,
	  "this needs privilege; with --map-root it is done in a user namespace of your own" },
	{ "a new root with it alone",
	  { { "/proc/self/status", "\nCapEff:\t0000000000040000\nSeccomp:\t0\n" } },
	  "-R / true",
	  STEP_CHANGE_ROOT,
	  EPERM,
	  "" },
	{ "a filter that does not know the call",
	  { FILTERED },
	  "-p true",
	  STEP_CLONE,
	  ENOSYS,
	  "a seccomp filter is in force here, as in a container, and may refuse this; with docker "
	  "and podman --security-opt seccomp=unconfined lifts it" },
	{ "a kernel that is too old",
	  { PLAIN, { "/proc/sys/kernel/osrelease", "5.7.19-generic\n" } },
	  "--hostname x true",
	  STEP_HOSTNAME,
	  ENOSYS,
	  "this is Linux 5.7.19-generic, and nsrun needs 5.8 or later" },
	{ "a kernel of another age",
	  { PLAIN, { "/proc/sys/kernel/osrelease", "4.19.0\n" } },
	  "-r -p true",
	  STEP_CLONE,
	  ENOSYS,
	  "this is Linux 4.19.0, and nsrun needs 5.8 or later" },
	{ "a kernel that is new enough",
	  { PLAIN, { "/proc/sys/kernel/osrelease", "5.10.0\n" } },
	  "-r -p true",
	  STEP_CLONE,
	  ENOSYS,
	  "" },
	{ "AppArmor: EPERM at the map",
	  { PLAIN, MOUNTED, RESTRICTED },
	  "-r true",
	  STEP_MAP_GID,
	  EACCES,
	  "APPARMOR" },
	{ "AppArmor: at the namespace",
	  { PLAIN, MOUNTED, RESTRICTED },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "APPARMOR" },
	{ "AppArmor: at a mount",
	  { PLAIN, MOUNTED, RESTRICTED },
	  "-r -p --mount-proc true",
	  STEP_MOUNT_PROC,
	  EPERM,
	  "APPARMOR" },
	{ "AppArmor that restricts nothing",
	  { PLAIN, MOUNTED, { "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "0\n" } },
	  "-r true",
	  STEP_MAP_GID,
	  EACCES,
	  "" },
	{ "AppArmor that has a profile for nsrun",
	  { PLAIN, MOUNTED, RESTRICTED, { "/proc/self/attr/current", "nsrun (unconfined)\n" } },
	  "-r true",
	  STEP_MAP_GID,
	  EACCES,
	  "" },
	{ "AppArmor that has none",
	  { PLAIN, MOUNTED, RESTRICTED, { "/proc/self/attr/current", "unconfined\n" } },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "APPARMOR" },
	{ "AppArmor, in the namespace that it restricts",
	  { POWERFUL,
	    MOUNTED,
	    RESTRICTED,
	    { "/proc/self/attr/current", "unprivileged_userns (enforce)\n" } },
	  "-r true",
	  STEP_MAP_GID,
	  EPERM,
	  "APPARMOR",
	  true },
	{ "AppArmor leaves root alone",
	  { POWERFUL, MOUNTED, RESTRICTED, { "/proc/self/attr/current", "unconfined\n" } },
	  "-r true",
	  STEP_UNSHARE,
	  EPERM,
	  "",
	  true },
	{ "a map in the /proc of another PID namespace",
	  { PLAIN },
	  "-r true",
	  STEP_MAP_GID,
	  ESRCH,
	  "an id map is written in /proc, and that there does not show nsrun: it is another PID "
	  "namespace's" },
	{ "root of the outside, for who has CAP_SETUID alone",
	  { PLAIN },
	  "-f --map-users 0:0:9 true",
	  STEP_MAP_UID,
	  EPERM,
	  "to map uid 0 of the outside takes CAP_SETFCAP",
	  .can_setuid = true },
	{ "masked /proc",
	  { PLAIN, COVERED },
	  "-r -p --mount-proc true",
	  STEP_MOUNT_PROC,
	  EPERM,
	  "part of /proc is covered, by a mount on '/proc/kcore', and the kernel then lets a user "
	  "namespace have no new proc; podman run --security-opt unmask=ALL, docker run "
	  "--security-opt systempaths=unconfined and procMount: Unmasked of kubernetes leave it "
	  "bare" },
	{ "proc without a PID namespace",
	  { PLAIN, COVERED },
	  "-r --mount-proc true",
	  STEP_MOUNT_PROC,
	  EPERM,
	  "in a new user namespace proc can be mounted for a new PID namespace alone; add --pid" },
	{ "a limit of 0",
	  { { "/proc/sys/user/max_net_namespaces", "0\n" } },
	  "-un true",
	  STEP_UNSHARE,
	  ENOSPC,
	  "user.max_net_namespaces is 0: no network namespace may be made here; the sysctl raises "
	  "it" },
	{ "limits that are used up, or too deep",
	  { { "/proc/sys/user/max_user_namespaces", "5\n" },
	    { "/proc/sys/user/max_pid_namespaces", "6\n" },
	    { "/proc/sys/user/max_uts_namespaces", "7\n" } },
	  "-r -pu true",
	  STEP_CLONE,
	  ENOSPC,
	  "no disk is full but a limit reached, here or in a user namespace above, whose number "
	  "sysctl raises: "
	  "user.max_uts_namespaces is 7; user.max_pid_namespaces is 6, and they nest 32 deep at "
	  "most; user.max_user_namespaces is 5, and they nest 33 deep at most" },
	{ "one of them is 0",
	  { { "/proc/sys/user/max_user_namespaces", "0\n" },
	    { "/proc/sys/user/max_pid_namespaces", "6\n" } },
	  "-r -p true",
	  STEP_CLONE,
	  ENOSPC,
	  "user.max_user_namespaces is 0: no user namespace may be made here; the sysctl raises "
	  "it" },
	{ "a file to keep a namespace at, without privilege",
	  { PLAIN },
	  "--uts=/x true",
	  STEP_KEEP,
	  EPERM,
	  "the mount is made outside, which needs CAP_SYS_ADMIN there" },
	{ "and with it: the cause is not known",
	  { POWERFUL },
	  "--uts=/x true",
	  STEP_KEEP,
	  EPERM,
	  "" },
	{ "no newuidmap",
	  { PLAIN },
	  "--map-users 0:1:1 true",
	  STEP_RUN_MAPPERS,
	  ENOENT,
	  "Debian has it in the package uidmap, others in shadow",
	  .program = PROGRAM_NEWUIDMAP },
	{ "newuidmap without privilege",
	  { { "/proc/self/status", "\nNoNewPrivs:\t1\n" } },
	  "--map-users 0:1:1 true",
	  STEP_RUN_MAPPERS,
	  ECHILD,
	  "no_new_privs is set, as by systemd's NoNewPrivileges= and docker's no-new-privileges, "
	  "so that it has no privilege; start nsrun without it",
	  .program = PROGRAM_NEWUIDMAP,
	  .wait_status = 1 << 8 },
	{ "a range that is too small",
	  { PLAIN, { "/etc/subuid", "1001:5:6\n1000:100000:65536\n" } },
	  "--map-users 0:100000:65537 true",
	  STEP_RUN_MAPPERS,
	  ECHILD,
	  "it maps one's own id, and 100000 to 165535, which /etc/subuid gives this user first; "
	  "root gives more with usermod --add-subuids FIRST-LAST and the user's name",
	  .program = PROGRAM_NEWUIDMAP,
	  .wait_status = 1 << 8 },
	{ "no range at all",
	  { PLAIN, { "/etc/subgid", "1001:5:6\n" } },
	  "--map-groups 0:100000:65537 true",
	  STEP_RUN_MAPPERS,
	  ECHILD,
	  "it maps one's own id, and /etc/subgid gives this user no range; root adds one with "
	  "usermod --add-subgids 100000-165535 and the user's name",
	  .program = PROGRAM_NEWGIDMAP,
	  .wait_status = 1 << 8 },
	{ "newuidmap that was killed",
	  { PLAIN, { "/etc/subuid", "1000:100000:65536\n" } },
	  "--map-users 0:1:1 true",
	  STEP_RUN_MAPPERS,
	  ECHILD,
	  "",
	  .program = PROGRAM_NEWUIDMAP,
	  .wait_status = 9 },
	{ "newuidmap that could not be executed",
	  { PLAIN, { "/etc/subuid", "1000:100000:65536\n" } },
	  "--map-users 0:1:1 true",
	  STEP_RUN_MAPPERS,
	  ECHILD,
	  "",
	  .program = PROGRAM_NEWUIDMAP,
	  .wait_status = 127 << 8 },
	{ "a kernel without a kind",
	  { { "/proc/self/ns/uts", "" } },
	  "-uT true",
	  STEP_UNSHARE,
	  EINVAL,
	  "" },
	{ "a kernel from before time namespaces",
	  { { "/proc/self/ns/uts", "" } },
	  "-T true",
	  STEP_UNSHARE,
	  EINVAL,
	  "this kernel has no time namespaces" },
	{ "a kernel without a kind that is asked for",
	  { { "/proc/self/ns/uts", "" } },
	  "-ui true",
	  STEP_UNSHARE,
	  EINVAL,
	  "this kernel has no IPC namespaces" },
	{ "no process left",
	  { PLAIN,
	    { "/proc/self/limits", "Max processes             77                   77              "
				   "     processes \n" } },
	  "-f true",
	  STEP_CLONE,
	  EAGAIN,
	  "this user may have 77 processes, see ulimit -u, and the host or the container has its "
	  "own limit" },
	{ "no limit on them",
	  { PLAIN,
	    { "/proc/self/limits", "Max processes             unlimited            unlimited       "
				   "     processes \n" } },
	  "-f true",
	  STEP_CLONE,
	  EAGAIN,
	  "" },
	{ "no process left, for root: it is not that limit",
	  { POWERFUL,
	    { "/proc/self/uid_map", "         0          0 4294967295\n" },
	    { "/proc/self/limits", "Max processes             77                   77   "
				   "                processes \n" } },
	  "-f true",
	  STEP_CLONE,
	  EAGAIN,
	  "",
	  true },
	{ "no process left, for root that becomes another later",
	  { POWERFUL,
	    { "/proc/self/uid_map", "         0          0 4294967295\n" },
	    { "/proc/self/limits", "Max processes             77                   77   "
				   "                processes \n" } },
	  "-f -S 5 true",
	  STEP_CLONE,
	  EAGAIN,
	  "",
	  true },
	{ "one's own group again, without privilege",
	  { { "/proc/self/status", "Name:\tnsrun\nCapEff:\t0000000000000080\nSeccomp:\t0\n" } },
	  "-G 5 true",
	  STEP_DROP_GROUPS,
	  EPERM,
	  "to change users and groups is for root; in a user namespace of your own there are "
	  "those that --map-auto maps" },
	{ "no process left for the user that root becomes",
	  { POWERFUL,
	    { "/proc/self/uid_map", "         0          0 4294967295\n" },
	    { "/proc/self/limits", "Max processes             77                   77   "
				   "                processes \n" } },
	  "-S 5 true",
	  STEP_EXEC,
	  EAGAIN,
	  "this user may have 77 processes, see ulimit -u, and the host or the container has its "
	  "own limit",
	  true },
	{ "no process left, for root of a user namespace",
	  { POWERFUL,
	    { "/proc/self/uid_map", "         0       1000          1\n" },
	    { "/proc/self/limits", "Max processes             77                   77   "
				   "                processes \n" } },
	  "-f true",
	  STEP_CLONE,
	  EAGAIN,
	  "this user may have 77 processes, see ulimit -u, and the host or the container has its "
	  "own limit",
	  true },
	{ "no file at all", { { "/none", "" } }, "-r -p true", STEP_CLONE, EPERM, "" },
	{ "an error without a known cause", { PLAIN }, "-u true", STEP_UNSHARE, ENOMEM, "" },
};

/* Makes the folders of a path, and the file. */
static void put_file(const char *tree, const char *path, const char *content)
{
	char whole[512];
	FILE *file;

	snprintf(whole, sizeof(whole), "%s%s", tree, path);
	for (char *slash = whole + strlen(tree) + 1; (slash = strchr(slash, '/')); slash++) {
		*slash = '\0';
		mkdir(whole, 0755);
		*slash = '/';
	}
	file = fopen(whole, "we");
	assert_non_null(file);
	fputs(content, file);
	fclose(file);
}

static const struct step *find_step(const struct plan *plan, enum step_kind kind)
{
	for (size_t i = 0; i < plan->count; i++)
		if (plan->steps[i].kind == kind)
			return &plan->steps[i];
	return NULL;
}

static void row_gives_hint(void **state)
{
	const struct row *row = *state;
	const struct host host = { .uid = row->is_root ? 0 : 1000,
				   .gid = 1000,
				   .can_setuid = row->can_setuid,
				   .exec_enters_time = true };
	const struct failure failure = { .error = row->error,
					 .program = (int32_t)row->program,
					 .wait_status = row->wait_status };
	static struct request request;
	static struct plan plan;
	struct text text = harness_text();
	char tree[] = "/tmp/nsrun-test-XXXXXX", line[128], *argv[HARNESS_WORDS_MAX], clean_up[64];
	struct facts facts = { .tree = tree };
	const struct step *step;
	struct problem why;
	const char *hint;

	assert_non_null(mkdtemp(tree));
	for (size_t i = 0; i < FILES_MAX && row->files[i].path; i++)
		put_file(tree, row->files[i].path, row->files[i].content);
	snprintf(line, sizeof(line), "%s", row->line);
	assert_int_equal(options_parse(&request, harness_split(argv, line), argv, &why), 0);
	assert_int_equal(plan_build(&plan, &request, &host, &why), 0);
	step = find_step(&plan, row->kind);
	assert_non_null(step);
	step_add_hint(&text, &plan, step, failure, &facts);
	snprintf(clean_up, sizeof(clean_up), "rm -rf %s", tree);
	assert_int_equal(system(clean_up), 0);
	hint = harness_text_read(&text);
	if (strcmp(row->expected, "APPARMOR") == 0) {
		assert_non_null(
			strstr(hint, "kernel.apparmor_restrict_unprivileged_userns is 1: "));
		assert_non_null(strstr(hint, " flags=(unconfined) { userns, }"));
		return;
	}
	assert_string_equal(hint, row->expected);
}

int main(void)
{
	return HARNESS_ROWS(row_gives_hint, rows) ? 1 : 0;
}
