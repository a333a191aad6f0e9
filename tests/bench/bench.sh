#!/bin/sh
# Compares nsrun with the floor (floor.c), with util-linux's unshare and with bwrap: time, page
# faults and system calls of launching true.c. Root measures as root and as nsrun-test, a plain
# user that is made if there is none; anyone else measures as himself.
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

echo "Linux $(uname -r), $("$unshare" --version), ${bwrap:+$("$bwrap" --version), }$runs runs"

bwrap_mount='--bind / / --unshare-uts'
bwrap_proc="$bwrap_mount --dev-bind /dev /dev --proc /proc --unshare-pid --as-pid-1"

if [ "$(id -u)" = 0 ]; then
	block root '-u' u "$bwrap_mount"
	block root '-pmuf --mount-proc' pmuP "$bwrap_proc"
	block root '-pmunif --mount-proc' pmuniP "$bwrap_proc --unshare-net --unshare-ipc"

	id "$user" >/dev/null 2>&1 || useradd --user-group --no-create-home "$user"
	as="setpriv --reuid=$user --regid=$user --clear-groups"
	chown "$user" "$dir/trace"
fi
block 'plain user' '-r -pmuf --mount-proc' UpmuP "$bwrap_proc --unshare-user --uid 0 --gid 0"
