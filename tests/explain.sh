#!/bin/sh
# What --explain prints: texts and programs held against tests/golden, and JSON against its schema. As
# root, since the maps name the caller's ids. explain.sh NSRUN prints TAP lines; --update writes the texts anew.
set -u
cd "$(dirname "$0")" || exit 1
[ "$1" = --update ] && update=1 && shift
case ${1:?usage: tests/explain.sh [--update] NSRUN} in
/*) nsrun=$1 ;;
*) nsrun=$OLDPWD/$1 ;;
esac
# shellcheck source=tests/tap.sh
. ./tap.sh
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

while read -r name line; do
	{
		echo "$ nsrun --explain $line"
		eval "$nsrun --explain $line"
	} >"$folder/text" 2>&1
	[ -z "${update-}" ] || cp "$folder/text" "golden/$name.txt"
	diff "golden/$name.txt" "$folder/text" >"$folder/difference"
	result $? "text: $line" || comment <"$folder/difference"
	eval "$nsrun --explain=json $line" >"$folder/json" 2>"$folder/difference" &&
		jsonschema -i "$folder/json" explain.schema.json >>"$folder/difference" 2>&1
	result $? "JSON: $line" || comment <"$folder/difference"
	for program in "golden/$name.c" "golden/$name.sh"; do
		[ -f "$program" ] || continue
		eval "$nsrun --explain=${program##*.} $line" >"$folder/program"
		[ -z "${update-}" ] || cp "$folder/program" "$program"
		diff "$program" "$folder/program" >"$folder/difference"
		result $? "${program##*.}: $line" || comment <"$folder/difference"
	done
done <<'LINES'
main-job -pmuf --mount-proc bash
plain-user -r -pmuf --mount-proc bash
in-place -un true
network -n --no-loopback ip link
sub-ids --map-users 0:100000:65536 --map-groups 0:100000:65536 -S 5 -G 5 id
owner -p --owner 1000:1000 --map-users 0:1000:2 true
container -pmu --init --mount-proc --hostname=box -R / -w /tmp sh
clocks -T --boottime=1d --monotonic=-5 uptime
test-run -pmn --mount-proc --timeout 10m --kill-after 10s --new-session --close-fds make test
kept --net=/run/netns/lab --uts=/run/uts --hostname=lab --status-fd 2 true
everything -a --keep-caps --clear-env --setenv A=1 sh -c 'echo "\\ \"$0\""'
LINES
exit $failed
