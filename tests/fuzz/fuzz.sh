#!/bin/sh
# Fuzzes each target for some seconds, from the inputs in tests/fuzz/corpus, and has compilers and a
# shell read 200 of the programs that come of its command lines. fuzz.sh FOLDER SECONDS, where FOLDER holds the targets
# and takes what they find, prints TAP lines. An input that broke a promise stays in FOLDER/found.
set -u
usage='usage: tests/fuzz/fuzz.sh FOLDER SECONDS'
folder=$(realpath "${1:?$usage}")
seconds=${2:?$usage}
cd "$(dirname "$0")" || exit 1
# shellcheck source=tests/tap.sh
. ../tap.sh
export ASAN_OPTIONS=detect_leaks=0
rm -rf "$folder/programs" "$folder/trees"
mkdir -p "$folder/found" "$folder/programs" "$folder/trees"
export TREES="$folder/trees"

# All at once, and then what came of each.
started=
for source in *.c; do
	target=$(basename "$source" .c)
	mkdir -p "$folder/inputs/$target"
	"$folder/$target" -max_total_time="$seconds" -max_len=2000 -timeout=5 -dict=options.dict \
		-artifact_prefix="$folder/found/$target-" -print_final_stats=1 \
		"$folder/inputs/$target" "corpus/$target" >"$folder/$target.log" 2>&1 &
	started="$started $target:$!"
done
for one in $started; do
	log=$folder/${one%:*}.log
	wait "${one#*:}"
	status=$?
	inputs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
	result $status "${one%:*}: $inputs inputs" || tail -n 25 "$log" | comment
done
rm -rf "$folder/trees"

PROGRAMS=$folder/programs "$folder/command_line" -runs=0 "$folder/inputs/command_line" \
	corpus/command_line >"$folder/programs.log" 2>&1
programs=$(find "$folder/programs" -name '*.c' | wc -l)
[ "$programs" -ge 200 ]
result $? "$programs programs" || tail -n 25 "$folder/programs.log" | comment
for compiler in gcc clang; do
	find "$folder/programs" -name '*.c' | shuf -n 200 |
		xargs "$compiler" -fsyntax-only -Wall -Wextra -Werror >"$folder/$compiler.log" 2>&1
	result $? "200 of them, compiled by $compiler" || tail -n 25 "$folder/$compiler.log" | comment
done
find "$folder/programs" -name '*.sh' | shuf -n 200 | xargs -n 1 sh -n >"$folder/sh.log" 2>&1
result $? '200 scripts, read by sh' || tail -n 25 "$folder/sh.log" | comment
exit $failed
