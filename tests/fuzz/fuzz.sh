#!/bin/sh
# Fuzzes each target for some seconds, from the inputs in tests/fuzz/corpus, and has compilers and a
# shell read 200 of the programs that come of its command lines. fuzz.sh FOLDER SECONDS, where FOLDER holds the targets
# and takes what they find, prints TAP lines. An input that broke a promise stays in FOLDER/found.
set -u
usage='usage: tests/fuzz/fuzz.sh FOLDER SECONDS'
folder=$(realpath "${1:?$usage}")
seconds=${2:?$usage}
cd "$(dirname "$0")" || exit 1
count=0
failed=0
export ASAN_OPTIONS=detect_leaks=0
rm -rf "$folder/programs" "$folder/trees"
mkdir -p "$folder/found" "$folder/programs" "$folder/trees"
export TREES="$folder/trees"

# result STATUS NAME LOG
result() {
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		echo "ok $count - $2"
	else
		echo "not ok $count - $2"
		tail -n 25 "$3" | sed 's/^/# /'
		failed=1
	fi
}

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
	result $status "${one%:*}: $(sed -n 's/^stat::number_of_executed_units: *//p' "$log") inputs" "$log"
done
rm -rf "$folder/trees"

PROGRAMS=$folder/programs "$folder/command_line" -runs=0 "$folder/inputs/command_line" \
	corpus/command_line >"$folder/programs.log" 2>&1
programs=$(find "$folder/programs" -name '*.c' | wc -l)
[ "$programs" -ge 200 ]
result $? "$programs programs" "$folder/programs.log"
for compiler in gcc clang; do
	find "$folder/programs" -name '*.c' | shuf -n 200 |
		xargs "$compiler" -fsyntax-only -Wall -Wextra -Werror >"$folder/$compiler.log" 2>&1
	result $? "200 of them, compiled by $compiler" "$folder/$compiler.log"
done
find "$folder/programs" -name '*.sh' | shuf -n 200 | xargs -n 1 sh -n >"$folder/sh.log" 2>&1
result $? '200 scripts, read by sh' "$folder/sh.log"
exit $failed
