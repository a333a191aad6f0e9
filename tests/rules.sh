#!/bin/sh
# Tries the rules of tests/rules.txt: whether each test is there and holds, and whether it notices
# the break of its rule. Prints TAP lines.
#
# rules.sh: looks whether the tests are there and the breaks apply.
# rules.sh PART: breaks the rules whose line has PART in it, one by one ("" for all), builds, and
# runs the test; as root it does so as nsrun-test, too, and it is enough if one of them notices.
set -u
cd "$(dirname "$0")/.." || exit 1
# What is broken may leave mounts and processes behind.
if [ $# -gt 0 ] && [ "$(id -u)" = 0 ] && [ -z "${NSRUN_APART-}" ]; then
	NSRUN_APART=1 exec tests/apart.sh root tests/rules.sh "$@"
fi
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C NSRUN_MUST_RUN=1
user=nsrun-test
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work"
. tests/tap.sh

# run USER PROGRAM TEST: prints the test's result.
run() {
	set -- "$1" "$work/tree/build/tests/$2" "$3"
	export NSRUN="$work/tree/nsrun" TESTS="$work/tree/build/tests" NSRUN_ONLY="$3"
	if [ "$1" = "$(id -un)" ]; then
		timeout -s KILL 200 "$2" 2>&1 </dev/null
	else
		(cd / && timeout -s KILL 200 setpriv --reuid "$1" --regid "$1" --clear-groups \
			env HOME=/ USER="$1" "$2" 2>&1 </dev/null)
	fi | grep -x -F -e "ok 1 - $3" -e "not ok 1 - $3"
}

# holds PROGRAM TEST: 0 it does, 1 it does not, 2 it gave no answer.
holds() {
	set -- "$1" "$2" "$(run "$(id -un)" "$1" "$2")"
	if [ "$(id -u)" = 0 ]; then
		set -- "$1" "$2" "$3$(run "$user" "$1" "$2")"
	fi
	case $3 in
	*'not ok'*) return 1 ;;
	'') return 2 ;;
	esac
}

make_tree() {
	mkdir "$work/tree"
	cp -r Makefile include src tests "$work/tree"
	make -s -C "$work/tree" tests CFLAGS=-O1 >"$work/log" 2>&1 || {
		cat "$work/log"
		exit 1
	}
}

# notices PROGRAM TEST: whether the test fails with the tree as it is.
notices() {
	make -s -C "$work/tree" nsrun "build/tests/$1" CFLAGS=-O1 >"$work/log" 2>&1 || {
		comment <"$work/log"
		return 1
	}
	holds "$1" "$2"
	[ $? = 1 ]
}

# is_there PROGRAM TEST
is_there() {
	case $1 in
	kernel-transcripts) grep -q -x -F -e "$2:" tests/kernel/*.t ;;
	*) grep -q -F -e "$2" "tests/${1%%-*}/${1#*-}.c" ;;
	esac
}

rule='' program='' test=''
[ $# = 0 ] || make_tree
while read -r key rest; do
	case $key in
	rule) rule=$rest ;;
	test)
		program=${rest%% *}
		test=${rest#* }
		if [ $# = 0 ]; then
			is_there "$program" "${test%%, nsrun*}"
			result $? "$rule: $program, $test"
		fi
		;;
	break)
		file=${rest%% *}
		sed "${rest#* }" "$file" >"$work/broken"
		if [ $# = 0 ]; then
			! cmp -s "$work/broken" "$file"
			result $? "break of $file: ${rest#* }"
			continue
		fi
		case $rule$test in
		*"$1"*) ;;
		*) continue ;;
		esac
		holds "$program" "$test"
		result $? "$rule: $test"
		cp "$work/broken" "$work/tree/$file"
		notices "$program" "$test"
		result $? "it notices $file: ${rest#* }"
		cp "$file" "$work/tree/$file"
		make -s -C "$work/tree" nsrun "build/tests/$program" CFLAGS=-O1 >"$work/log" 2>&1 || exit 1
		;;
	esac
done <tests/rules.txt
exit $failed
