#!/bin/sh
# What a launch may cost above the kernel's own work: system calls and page faults of all processes
# together, for the static build and a static command, and the memory that nsrun and its init keep
# while they wait. Exact counts, no times. As root.
# budget.sh NSRUN TOOLS, TOOLS being the folder of the benchmark's programs.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
nsrun=$1
tools=$2

strace -f -o "$folder/log" "$nsrun" -pmuf --mount-proc "$tools/true"
# A call that another process interrupts has two lines; ends and signals are none.
calls=$(grep -vcE '(\+\+\+|---|<\.\.\. .* resumed)' "$folder/log")
faults=$("$tools/compare" 50 nsrun "$nsrun -pmuf --mount-proc $tools/true" | awk '/^nsrun/ { print $NF }')
echo "# $calls system calls of at most 40, $faults page faults of at most 30"

# KiB that no other process shares, of a process.
private() {
	awk '/^Private/ { sum += $2 } END { print sum }' "/proc/$1/smaps_rollup"
}

mkfifo "$folder/ready"
"$nsrun" -p --init sh -c "echo >'$folder/ready'; exec sleep 100" &
outer=$!
read -r _ <"$folder/ready"
init=$(tr -d ' ' <"/proc/$outer/task/$outer/children")
outer_kib=$(private "$outer")
init_kib=$(private "$init")
kill -KILL "$outer"
wait "$outer" 2>/dev/null || true
echo "# $outer_kib KiB private in nsrun and $init_kib KiB in its init of at most 64 each"

[ "$calls" -le 40 ] && [ "$faults" -le 30 ] && [ "$outer_kib" -le 64 ] && [ "$init_kib" -le 64 ]
