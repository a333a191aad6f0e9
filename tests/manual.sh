#!/bin/sh
# The manual, --help, README.md and the completions against the option table, and the manual's
# examples against the kernel. manual.sh NSRUN prints TAP lines.
# shellcheck disable=SC2317 # the checks are called by name
set -u
case ${1:?usage: tests/manual.sh NSRUN} in
/*) nsrun=$1 ;;
*) nsrun=$PWD/$1 ;;
esac
cd "$(dirname "$0")/.." || exit 1
manual=man/nsrun.1
. tests/tap.sh
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
# What is tested is found as nsrun.
mkdir "$folder/bin"
ln -s "$nsrun" "$folder/bin/nsrun"
PATH=$folder/bin:$PATH

# skip NAME REASON: where everything must run (as in CI) that is a failure.
skip() {
	if [ "${NSRUN_MUST_RUN-}" = 1 ]; then
		result 1 "$1: $2"
	else
		result 0 "$1 # SKIP $2"
	fi
}

# check_with PROGRAM NAME COMMAND...: the same where the program is installed.
check_with() {
	program=$1
	shift
	if command -v "$program" >/dev/null; then
		check "$@"
	else
		skip "$1" "$program is not installed"
	fi
}

# Every line of the first file is in the second; those that are not are printed. Both are sorted.
is_within() {
	comm -23 "$1" "$2" >"$folder/rest"
	cat "$folder/rest"
	[ ! -s "$folder/rest" ]
}

# The options in the manual, from mandoc's tree: those under "It (head)" have an entry there.
manual_options() {
	mandoc -Ttree "$manual" 2>/dev/null | awk -v entries="$1" '
	{ match($0, /^ */); depth = RLENGTH }
	depth <= head { head = -1 }
	depth <= flag { flag = -1 }
	/^ *It \(head\)/ { head = depth }
	/^ *Fl \(elem\)/ { flag = depth; next }
	flag >= 0 && / \(text\) / && (head >= 0 || !entries) {
		sub(/^ */, ""); sub(/ \(text\) .*/, ""); print "-" $0
	}
	BEGIN { head = flag = -1 }' | sort -u
}

has_options() {
	"$nsrun" --list-options >"$folder/list" || return 1
	awk -F '\t' 'NF != 5 { print; bad = 1 } END { exit bad || NR < 20 }' "$folder/list" || return 1
	cut -f 1 "$folder/list" | sort >"$folder/names"
	cut -f 2 "$folder/list" | grep . | sort -u | sort - "$folder/names" >"$folder/options"
}

entries_are_complete() {
	manual_options 1 >"$folder/entries"
	is_within "$folder/options" "$folder/entries"
}

manual_names_no_other() {
	manual_options 0 | grep -vx -e -- >"$folder/named"
	[ -s "$folder/named" ] && is_within "$folder/named" "$folder/options"
}

help_is_clean() {
	"$nsrun" --help >"$folder/help" 2>"$folder/errors" && [ ! -s "$folder/errors" ]
}

help_is_narrow() {
	awk 'length > 80 { print; bad = 1 } END { exit bad || NR < 20 }' "$folder/help"
}

# A row that says the same as the one before it is its alias, and only the manual has it.
help_is_complete() {
	awk -F '\t' '
	# The help of a long option stands below it.
	NR == FNR && /^                    / { lines[last " " $0]; next }
	NR == FNR { lines[last = $0]; next }
	{
		row = $2 FS $3 FS $4 FS $5
		left = sprintf("  %3s %s", $2 == "" ? "" : $2 ",", $1)
		left = left ($3 == "optional" ? "[=" $4 "]" : $3 == "required" ? "=" $4 : "") " "
		found = 0
		for (line in lines)
			found += index(line, left) == 1 && index(line, $5)
		if (found != (row != before)) { print; bad = 1 }
		before = row
	}
	END { exit bad }' "$folder/help" "$folder/list"
}

readme_names_no_other() {
	grep -oE -e '--[a-z][a-z-]*' README.md | sort -u >"$folder/named"
	[ -s "$folder/named" ] && is_within "$folder/named" "$folder/names"
}

# Each completes --map-r, by asking nsrun.
# shellcheck disable=SC2016 # that is for the other shell
completes_bash() {
	bash -c '. share/completions/nsrun.bash && COMP_WORDS=(nsrun --map-r) COMP_CWORD=1 && _nsrun nsrun &&
		printf "%s\n" "${COMPREPLY[@]}"' | grep -x -e --map-root
}

completes_fish() {
	fish --no-config -c '. share/completions/nsrun.fish; complete -C "nsrun --map-r"' |
		grep -e '^--map-root'
}

# The examples: how each is to be run (see the head of the manual), a tab, and the command.
examples() {
	awk '
	/^\.\\" / { how = substr($0, 5); next }
	sub(/^\.Dl \$ /, "") {
		gsub(/\\\(aq/, "\047"); gsub(/\\\(dq/, "\""); gsub(/\\-/, "-"); gsub(/\\e/, "\\")
		print " " how "\t" $0
	}
	{ how = "" }' "$manual"
}

ends_with() {
	timeout 20 sh -c "$2" </dev/null
	ended=$?
	echo "status $ended, not $1"
	[ "$ended" -eq "$1" ]
}

# Whether the host allows what an example is run with.
is_allowed() {
	"$nsrun" -U true 2>/dev/null || return 1
	case $how in
	*root*) "$nsrun" -m true 2>/dev/null ;;
	esac
}

check_example() {
	# subids: for a user whom /etc/subuid knows.
	case $how in
	*subids*) grep -q "^$(id -un):" /etc/subuid || return ;;
	esac
	case $how in
	*interactive*)
		check "explained: $1" ends_with 0 "nsrun --explain ${1#nsrun }"
		return
		;;
	*status*) status=${how##*status } ;;
	*) status=0 ;;
	esac
	case $how in
	*root*) [ "$(id -u)" = 0 ] || return ;;
	esac
	if is_allowed; then
		check "run: $1" ends_with "$status" "$1"
	else
		skip "run: $1" 'the kernel refuses it here'
	fi
}

check '--list-options prints the table' has_options
check_with mandoc 'every option has an entry in the manual' entries_are_complete
check_with mandoc 'every option in the manual exists' manual_names_no_other
check_with mandoc 'the manual is free of warnings' mandoc -Tlint -W warning "$manual"
check '--help succeeds and is silent on stderr' help_is_clean
check '--help has 80 columns at most' help_is_narrow
check '--help has every option, and no alias' help_is_complete
check 'every option in README.md exists' readme_names_no_other
check_with bash 'bash completes --map-r' completes_bash
check_with zsh 'zsh reads its completion' zsh -n share/completions/nsrun.zsh
check_with fish 'fish completes --map-r' completes_fish

examples >"$folder/examples"
check 'the manual has examples' [ -s "$folder/examples" ]
while IFS='	' read -r how command <&3; do
	check_example "$command"
done 3<"$folder/examples"
exit $failed
