#!/bin/sh
# Compares nsrun with the floor (floor.c), with util-linux's unshare, with busybox's and with bwrap:
# time, page faults and system calls of launching true.c; the same with 2,000 mounts on the host; how
# many launches a second there are with 8 at a time; and the memory that is kept while the command
# runs. Root measures as root and as nsrun-test, a plain user that is made if there is none; anyone
# else measures as himself.
#
#	NSRUN         nsrun as it is built by default
#	NSRUN_STATIC  its static build; empty: none
#	TOOLS         the folder with floor, true and compare
#	RUNS          measured runs of each command; default 200
#
# The temporary folder (TMPDIR) has to allow programs, and no blanks in its name.
set -eu

: "${NSRUN:?names no nsrun}" "${TOOLS:?names no folder}"
runs=${RUNS:-200}
user=nsrun-test
unshare=$(command -v unshare)
bwrap=$(command -v bwrap || true)
busybox=$(command -v busybox || true)

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM # dash runs the trap above only if it exits itself

# Copies, as the plain user may not reach the originals.
chmod 755 "$dir"
install -m 755 "$TOOLS/floor" "$TOOLS/true" "$TOOLS/compare" "$dir"
install -m 755 "$NSRUN" "$dir/nsrun"
[ -z "${NSRUN_STATIC:-}" ] || install -m 755 "$NSRUN_STATIC" "$dir/nsrun-static"

# What makes a command the plain user's, once it is set.
as=

# calls COMMANDLINE: how many system calls its processes make. An interrupted call has two lines,
# "call( <unfinished ...>" and "<... call resumed>"; only the first has the form that is counted,
# and so has no line about a signal or an exit.
calls() {
	# shellcheck disable=SC2086 # words are meant
	$as strace -f -o "$dir/trace" $1 </dev/null >/dev/null &&
		grep -Ec '^[0-9]+ +[a-z0-9_]+\(' "$dir/trace"
}

# block TITLE OPTIONS LETTERS BWRAP: prints a table for nsrun's and unshare's OPTIONS, the floor's
# LETTERS and the nearest that BWRAP has.
block() {
	echo "bench: $1: $2" >&2
	printf '\n%s: %s\n' "$1" "$2"
	options=$2 bwrap_options=$4
	set -- floor "$dir/floor $3 $dir/true" nsrun "$dir/nsrun $options $dir/true"
	[ ! -e "$dir/nsrun-static" ] ||
		set -- "$@" 'nsrun, static' "$dir/nsrun-static $options $dir/true"
	set -- "$@" unshare "$unshare $options $dir/true"
	[ -z "$busybox" ] || set -- "$@" busybox "$busybox unshare $options $dir/true"
	[ -z "$bwrap" ] || set -- "$@" bwrap "$bwrap $bwrap_options $dir/true"

	$as "$dir/compare" "$runs" "$@" >"$dir/table"
	printf '%8s\n' calls >"$dir/calls"
	while [ $# -gt 0 ]; do
		count=$(calls "$2")
		printf '%8d\n' "$count" >>"$dir/calls"
		shift 2
	done
	paste -d '\0' "$dir/table" "$dir/calls"
}

# tools FUNCTION: calls it with a name and the command line in front of a command, for each tool.
tools() {
	"$1" nsrun "$dir/nsrun $options"
	[ ! -e "$dir/nsrun-static" ] || "$1" 'nsrun, static' "$dir/nsrun-static $options"
	"$1" unshare "$unshare $options"
	[ -z "$busybox" ] || "$1" busybox "$busybox unshare $options"
	[ -z "$bwrap" ] || "$1" bwrap "$bwrap $bwrap_proc"
}

# Launches in a second. The number that xargs adds is an argument of the command's.
rate() {
	before=$(date +%s%N)
	# shellcheck disable=SC2086 # words are meant
	seq $((runs * 10)) | xargs -P 8 -n 1 $2 "$dir/true"
	printf '%-16s%13d\n' "$1" $((runs * 10000000000 / ($(date +%s%N) - before)))
}

# KiB of the waiting process's that stand in no file.
memory() {
	rm -f "$dir/ready"
	mkfifo "$dir/ready"
	# shellcheck disable=SC2086
	$2 sh -c "echo >'$dir/ready'; exec sleep 1000" 2>/dev/null &
	read -r _ <"$dir/ready"
	printf '%-16s%13d\n' "$1" \
		"$(awk '/^Anonymous/ { sum += $2 } END { print sum }' "/proc/$!/smaps_rollup")"
	# The file has no end of line.
	read -r child _ <"/proc/$!/task/$!/children" || true
	kill -KILL "$child"
	wait $! 2>/dev/null || true
}

busybox_version=${busybox:+$("$busybox" | sed -n '1s/ *(.*//p'), }
[ -n "${MOUNTS:-}" ] ||
	echo "Linux $(uname -r), $("$unshare" --version), ${bwrap:+$("$bwrap" --version), }$busybox_version$runs runs"

bwrap_mount='--bind / / --unshare-uts'
bwrap_proc="$bwrap_mount --dev-bind /dev /dev --proc /proc --unshare-pid --as-pid-1"

if [ -n "${MOUNTS:-}" ]; then
	for number in $(seq "$MOUNTS"); do
		mkdir "$dir/$number"
		mount -t tmpfs tmpfs "$dir/$number"
	done
	block "root, with $MOUNTS mounts more on the host" '-pmuf --mount-proc' pmuP "$bwrap_proc"
	umount -l "$dir"/[0-9]*
	exit
fi
if [ "$(id -u)" = 0 ]; then
	block root '-u' u "$bwrap_mount"
	block root '-pmuf --mount-proc' pmuP "$bwrap_proc"
	block root '-pmunif --mount-proc' pmuniP "$bwrap_proc --unshare-net --unshare-ipc"

	options='-pmuf --mount-proc'
	printf '\nroot: %s: launches a second, 8 at a time\n' "$options"
	tools rate
	printf '\nroot: %s: KiB kept while waiting\n' "$options"
	tools memory

	# In a mount namespace that takes them along.
	MOUNTS=2000 "$dir/nsrun" -m "$0"

	id "$user" >/dev/null 2>&1 || useradd --user-group --no-create-home "$user"
	as="setpriv --reuid=$user --regid=$user --clear-groups"
	chown "$user" "$dir/trace"
fi
block 'plain user' '-r -pmuf --mount-proc' UpmuP "$bwrap_proc --unshare-user --uid 0 --gid 0"
