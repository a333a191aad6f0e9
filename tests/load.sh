#!/bin/sh
# Many at a time, and after each other: load.sh NSRUN LAUNCHES LIVING prints TAP lines. Run by root it
# takes no user namespace, by anybody else its own. It stands in a PID namespace, so that all it
# counts there is its own.
set -u
usage='usage: tests/load.sh NSRUN LAUNCHES LIVING'
nsrun=${1:?$usage}
launches=${2:?$usage}
living=${3:?$usage}
own=
[ "$(id -u)" = 0 ] || own=--map-root
# shellcheck disable=SC2086 # an option or none
[ $$ = 1 ] || exec "$nsrun" $own -pm --mount-proc "$0" "$@"
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT

# told STATUS NAME: the log says what was wrong.
told() {
	result "$@" || head -n 20 "$folder/log" | comment
}

# Processes, the namespaces in sight, mounts.
state() {
	echo "processes $(find /proc -maxdepth 1 -name '[0-9]*' | wc -l)"
	find /proc -maxdepth 3 -path '/proc/[0-9]*/ns/*' -printf '%l\n' 2>/dev/null | sort -u |
		sed 's/:.*//' | uniq -c
	wc -l </proc/self/mountinfo
}

# MiB that the kernel holds and cannot give back.
kernel_memory() {
	awk '/^SUnreclaim|^KernelStack|^PageTables|^Percpu/ { sum += $2 } END { print int(sum / 1024) }' \
		/proc/meminfo
}

# What has ended is taken apart a little later, network namespaces above all.
back_as_it_was() {
	deadline=$(($(date +%s) + 30))
	until state >"$folder/after" && diff "$folder/before" "$folder/after" >"$folder/log"; do
		[ "$(date +%s)" -lt $deadline ] || return 1
	done
}

memory_as_it_was() {
	deadline=$(($(date +%s) + 30))
	while now=$(kernel_memory) && [ "$now" -gt $((memory + 64)) ]; do
		echo "$memory MiB before, $now MiB now" >"$folder/log"
		[ "$(date +%s)" -lt $deadline ] || return 1
	done
}

state >"$folder/before"
memory=$(kernel_memory)

# Its status tells if one has failed; the number is an argument of the command's.
seq "$launches" | xargs -P 8 -n 1 "$nsrun" $own -pmun --mount-proc true >"$folder/log" 2>&1
told $? "$launches launches, 8 at a time"
back_as_it_was
told $? 'processes, namespaces and mounts are as before'
memory_as_it_was
told $? 'so is the memory of the kernel'

# Each reads until the last writer has gone.
mkfifo "$folder/hold"
exec 3<>"$folder/hold"
pids=
for _ in $(seq "$living"); do
	"$nsrun" $own -pm --mount-proc cat <"$folder/hold" 3>&- 2>>"$folder/log" &
	pids="$pids $!"
done
deadline=$(($(date +%s) + 60))
spaces() {
	find /proc -maxdepth 3 -path '/proc/[0-9]*/ns/pid' -printf '%l\n' 2>/dev/null | sort -u | wc -l
}
before=$(awk '$2 == "pid" { print $1 }' "$folder/before")
until [ "$(spaces)" -ge $((before + living)) ]; do
	[ "$(date +%s)" -lt $deadline ] || break
done
[ "$(spaces)" -ge $((before + living)) ]
told $? "$living live at once"
exec 3>&-
bad=0
for pid in $pids; do
	wait "$pid" || bad=$((bad + 1))
done
[ $bad = 0 ]
told $? 'each ends with its command'
back_as_it_was
told $? 'processes, namespaces and mounts are as before'
exit $failed
