#!/bin/sh
# What a launch may cost above the kernel's own work: system calls and page faults of all processes
# together, for the static build and a static command. Exact counts, no times. As root.
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
[ "$calls" -le 40 ] && [ "$faults" -le 30 ]
