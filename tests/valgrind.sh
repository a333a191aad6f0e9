#!/bin/sh
# nsrun itself and the unit tests under valgrind: no error of memory in any of their processes.
# valgrind.sh NSRUN TESTS prints TAP lines; TESTS is the folder of the test programs. valgrind does
# not know openat2(2), pidfd_open(2) and others: they fail here, with ENOSYS.
# shellcheck disable=SC2034 # the lines use the variables
set -u
usage='usage: tests/valgrind.sh NSRUN TESTS'
nsrun=$(realpath "${1:?$usage}")
tests=$(realpath "${2:?$usage}")
cd "$(dirname "$0")" || exit 1
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
# shellcheck source=tests/tap.sh
. ./tap.sh
R=
[ "$(id -u)" = 0 ] || R=--map-root

# clean STATUS COMMAND...: every process has a log of its own, where errors begin with "==".
clean() {
	expected=$1
	shift
	rm -f "$folder"/log*
	timeout -s KILL 60 valgrind -q --suppressions=valgrind.supp --log-file="$folder/log%p" "$@" \
		>"$folder/out" 2>&1 </dev/null
	status=$?
	[ $status = "$expected" ] && ! grep -q '^==' "$folder"/log*
	result $? "$*" || {
		echo "status $status, not $expected"
		cat "$folder"/log* "$folder/out" | head -n 40
	} | comment
}

for test in "$tests"/unit-*; do
	clean 0 "$test"
done
# shellcheck disable=SC2086 # an option or none
while read -r status line; do
	eval "clean $status \"\$nsrun\" $line"
done <<'LINES'
0 true
0 $R -pmunif --mount-proc true
0 -a --hostname=box true
0 -r -T --boottime=5 --monotonic=1.5 true
4 $R -p --init sh -c 'exit 4'
124 $R -p --timeout=1 --kill-after=100ms sleep 9
125 $R -f --die-with-parent true
0 $R -f --new-session --close-fds --keep-fd 2 true
125 $R -p --status-fd 1 true
0 $R -pm --mount-proc --trace true
0 $R -R / -w /tmp -S 0 -G 0 true
0 -rm --keep-caps --propagation=slave true
0 --mount-binfmt -p true
0 --clear-env --whitelist-env PATH,HOME --setenv A=1 --unsetenv HOME true
0 --explain -a true
0 --explain=json -a true
0 --explain=sh -a true
0 --explain=c -a true
0 --check
0 --check -r -pm --mount-proc
125 --check=json -r -pm --mount-proc=/nowhere
0 --help
0 --list-options
125 --nothing
125 --map-users=0:0:0 true
125 $R --net=/nowhere/file true
125 $R -w /nowhere true
127 nothing-of-that-name
126 /etc/passwd
LINES
exit $failed
