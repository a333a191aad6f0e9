/*
 * nsrun under the name of unshare beside the installed unshare: the same command line gives the
 * same standard output and the same status. Where it does not, the row says why nsrun is right.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness.h"

/* Stands for the probes of the state below. */
#define NAMESPACES                                                                                 \
	"sh -c 'for k in mnt uts ipc net pid user cgroup time; do a=$(readlink "                   \
	"/proc/self/ns/$k); "                                                                      \
	"grep -qxF \"$a\" $D/own || echo $k; done'"
#define MAPS "sh -c 'cat /proc/self/uid_map /proc/self/gid_map /proc/self/setgroups; id'"
#define CAPS "grep Cap /proc/self/status"
#define PID  "sh -c 'echo $$'"

enum who { ANYONE, ROOT, USER };

static const struct row {
	const char *line; /* behind "unshare" */
	enum who who;
	const char *differs; /* why the installed one need not agree; NULL: it must */
} rows[] = {
	/* Namespaces. */
	{ NAMESPACES },
	{ "-m " NAMESPACES, ROOT },
	{ "-u " NAMESPACES, ROOT },
	{ "-i " NAMESPACES, ROOT },
	{ "-n " NAMESPACES, ROOT },
	{ "-p " NAMESPACES, ROOT },
	{ "-pf " NAMESPACES, ROOT },
	{ "-U " NAMESPACES },
	{ "-C " NAMESPACES, ROOT },
	{ "-T " NAMESPACES, ROOT },
	{ "-muinpUCTf " NAMESPACES },
	{ "-muinUC " NAMESPACES },
	{ "-rmu " NAMESPACES },
	{ "-rpf --mount-proc " NAMESPACES },
	{ "-cn " NAMESPACES },
	{ "--mount " NAMESPACES, ROOT },
	{ "--uts --ipc " NAMESPACES, ROOT },
	{ "--net " NAMESPACES, ROOT },
	{ "--pid --fork " NAMESPACES, ROOT },
	{ "--user " NAMESPACES },
	{ "--cgroup --time " NAMESPACES, ROOT },
	{ "-m true", USER },
	{ "-n true", USER },
	{ "-pf true", USER },
	{ "-T true", USER },
	/* Process. */
	{ PID " | grep -c ." },
	{ "-f " PID " | grep -c ." },
	{ "-pf " PID, ROOT },
	{ "-rpf " PID },
	{ "-rp sh -c 'sh -c \"echo \\$\\$\"; true'" },
	{ "-rpf --mount-proc ps -e --no-headers -o pid,comm" },
	{ "-rpf --mount-proc=/proc cat /proc/1/comm" },
	{ "-rpf --mount-proc=/sys cat /sys/1/comm" },
	{ "-rpf --mount-proc=$D cat $D/1/comm", ANYONE, "unshare wants DIR to be a mount point" },
	{ "-rpf --mount-proc=$D/none true" },
	{ "-f sh -c 'exit 3'" },
	{ "sh -c 'exit 255'" },
	{ "-f sh -c 'kill -TERM $$'" },
	{ "-f sh -c 'kill -INT $$'" },
	{ "-f sh -c 'kill -KILL $$'", ANYONE,
	  "2.38 exits with 1: it cannot restore KILL's action" },
	{ "-rpf sh -c 'kill -TERM $$; echo alive'" },
	{ "-f --kill-child sh -c 'exit 4'" },
	{ "--kill-child " PID " | grep -c ." },
	{ "--kill-child=SIGTERM true" },
	{ "--kill-child=9 true", ANYONE, "2.38 takes names alone" },
	{ "--kill-child=FOO true" },
	{ "--kill-child=0 true" },
	{ "-f sh -c 'kill -TERM $PPID; kill -INT $PPID; echo alive; exit 5'" },
	{ "-f sh -c 'kill -USR1 $PPID; sleep 0.1; echo orphan'" },
	{ "-rpf --kill-child sh -c 'echo $$; exit 6'" },
	{ "no-such-command" },
	{ "-f no-such-command" },
	{ "/etc/passwd" },
	{ "-f /etc" },
	{ "''" },
	{ "-- echo -u" },
	{ "echo a -u b" },
	{ "-- --pid" },
	{ "-f ls /proc/self/fd" },
	{ "-r ls /proc/self/fd" },
	{ "env | grep -c ^PATH=" },
	{ "sh -c 'pwd'" },
	/* Words. */
	{ "--bogus" },
	{ "-Q" },
	{ "--explain true" },
	{ "--all true" },
	{ "--hostname x true" },
	{ "--no-fork true" },
	{ "--fork=1 true" },
	{ "--map-user" },
	{ "-S" },
	{ "--setg deny -U true" },
	{ "--mount-p -rpf cat /proc/1/comm" },
	{ "--map-r id -u" },
	{ "--map-root id -u" },
	{ "--map-c id -u" },
	{ "--us " NAMESPACES },
	{ "--prop unchanged -r -m true" },
	{ "--owner" },
	{ "--help | grep -c unshare.*options" },
	{ "--version | head -c 12" },
	/* Ids. */
	{ "-U " MAPS },
	{ "-r " MAPS },
	{ "-c " MAPS },
	{ "-rf " MAPS },
	{ "-cf " MAPS },
	{ "-r -c " MAPS },
	{ "-c -r " MAPS },
	{ "--map-root-user " MAPS },
	{ "--map-current-user " MAPS },
	{ "--map-user=5 " MAPS },
	{ "--map-group=6 " MAPS },
	{ "--map-user=5 --map-group=6 " MAPS },
	{ "-r --map-user=5 " MAPS },
	{ "--map-user=5 -r " MAPS },
	{ "--map-user=daemon " MAPS },
	{ "--map-user=nobodyhere true" },
	{ "--map-user=-1 true", ANYONE, "unshare takes it for \"no map\"" },
	{ "--map-user=4294967296 true", ANYONE,
	  "unshare refuses it too, or maps root, by version" },
	{ "-U --setgroups=deny " MAPS },
	{ "-U --setgroups=allow " MAPS },
	{ "-r --setgroups=allow true" },
	{ "-r --setgroups=deny true", ANYONE, "unshare writes it behind the gid map, and fails" },
	{ "--setgroups=maybe true" },
	{ "--setgroups=deny true" },
	{ "--map-auto " MAPS, USER },
	{ "-r --map-auto " MAPS, USER },
	{ "-c --map-auto " MAPS, USER },
	{ "--map-users=auto " MAPS, USER },
	{ "--map-groups=auto " MAPS, USER },
	{ "--map-users=auto -r " MAPS, USER, "2.38 leaves the gid map to nobody" },
	{ "-f --map-auto " MAPS, USER },
	{ "-rpf --map-auto --mount-proc " MAPS, USER },
	{ "--map-users=1,0,1 true", USER },
	{ "--map-users=x true" },
	{ "--map-users=0,0,1 " MAPS, ROOT, "2.38 runs newuidmap for root too, which refuses" },
	{ "-S 1 -G 1 id", ROOT },
	{ "-G 1 id", ROOT },
	{ "-S 1 " CAPS, ROOT },
	{ "-S daemon id", ROOT, "2.38 takes no names there" },
	{ "-S x true" },
	{ "-S 1 true", USER },
	{ "-r -S 0 id -u" },
	{ "-r -S 5 true" },
	{ CAPS },
	{ "-U " CAPS },
	{ "-r " CAPS },
	{ "-c " CAPS },
	{ "-c --keep-caps " CAPS },
	{ "--keep-caps true" },
	/* The view. */
	{ "-R / pwd", ROOT },
	{ "-r -R / -w /tmp pwd" },
	{ "-w /tmp pwd" },
	{ "-w /none true" },
	{ "-R /none true" },
	{ "-r -R /etc/passwd true" },
	{ "-rm --propagation private findmnt -no PROPAGATION /" },
	{ "-rm --propagation slave findmnt -no PROPAGATION /" },
	{ "-rm --propagation shared findmnt -no PROPAGATION /" },
	{ "-rm --propagation bogus true" },
	{ "-r --propagation slave true" },
	{ "-rn sh -c 'ip -o link show up | wc -l'" },
	{ "-ru sh -c 'hostname x; hostname'; hostname" },
	{ "-rT --boottime 1000 tr -s ' ' </dev/null" },
	{ "-rT --boottime 1000 cat /proc/self/timens_offsets" },
	{ "-rTf --boottime 1000 --monotonic 500 cat /proc/self/timens_offsets" },
	{ "-rT --monotonic -5 cat /proc/self/timens_offsets" },
	{ "-r --boottime 5 true" },
	{ "-rT --boottime x true" },
	{ "-rT --boottime -999999999 true" },
	{ "--uts=$D/f sh -c 'hostname kept'; nsenter --uts=$D/f hostname; umount $D/f", ROOT,
	  "unshare wants the file to be there" },
	{ "--uts=$D/own sh -c 'hostname kept'; nsenter --uts=$D/own hostname; umount $D/own",
	  ROOT },
	{ "--net=$D/own -f true; nsenter --net=$D/own ip -o link | wc -l; umount $D/own", ROOT },
};

/* Runs the line with this program as "unshare", in a folder of its own. */
static struct outcome outcome_of(const char *line, const char *program)
{
	char whole[4096];

	snprintf(whole, sizeof(whole),
		 "D=$(mktemp -d); export D; readlink /proc/self/ns/* >$D/own; "
		 "trap 's=$?; umount -q $D/* 2>/dev/null; rm -rf $D; exit $s' EXIT; "
		 "unshare() { %s \"$@\"; }; unshare %s",
		 program, line);
	return *harness_shell(whole);
}

static void both_do_the_same(void **state)
{
	const struct row *row = *state;
	static struct outcome theirs, ours;

	harness_need_namespaces();
	theirs = outcome_of(row->line, "command unshare");
	ours = outcome_of(row->line, "$UNSHARE");
	assert_false(ours.is_late);
	assert_false(ours.left_alive);
	if (row->differs)
		return;
	assert_string_equal(ours.out, theirs.out);
	assert_int_equal(harness_status(&ours), harness_status(&theirs));
}

int main(void)
{
	static struct row mine[sizeof(rows) / sizeof(rows[0])];
	char folder[] = "/tmp/nsrun-test-XXXXXX", link[64];
	size_t count = 0;
	int failures;

	if (!mkdtemp(folder))
		return 1;
	snprintf(link, sizeof(link), "%s/unshare", folder);
	if (symlink(getenv("NSRUN"), link) < 0)
		return 1;
	setenv("UNSHARE", link, 1);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].who != (getuid() == 0 ? USER : ROOT))
			mine[count++] = rows[i];
	failures = harness_rows("unshare", both_do_the_same, mine, count, sizeof(mine[0]));
	unlink(link);
	rmdir(folder);
	return failures ? 1 : 0;
}
