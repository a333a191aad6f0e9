#!/bin/sh
# Runs the tests, as many suites at a time as there are processors, each apart from the others (see
# apart.sh), and counts: the last line is "N passed, N failed".
# run.sh check: unit and kernel tests as the user one is. run.sh all: everything, as root.
# run.sh accept FILE...: writes what comes now into these transcripts, and says nothing else.
set -u
cd "$(dirname "$0")/.." || exit 1
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C here="$PWD"
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
user=nsrun-test

# The suites, each a line: the build that it gets as $NSRUN and $TESTS; whether root alone runs it, or
# a plain user too (where root does not run this, whoever does runs all); its name; the command. Its
# TAP lines are counted; where it prints none, its status is the one result.

# First what the others need.
builds() {
	cat <<SUITES
sanitized | root | make, sanitized | make -s BUILD=build/sanitized BIN=build/sanitized/nsrun tests \
	CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'
default   | root | make            | make -s DEV=1 tests
fallbacks | root | make, fallbacks | make -s BUILD=build/fallbacks BIN=build/fallbacks/nsrun tests \
	CPPFLAGS='-include tests/fallbacks.h'
static    | root | make, static    | make -s fault-programs
SUITES
}

# Then the longest.
suites() {
	cat <<'SUITES'
default   | root | same            | tests/same.sh "$NSRUN" sh c
static    | root | faults          | make -s check-faults QUICK=1
static    | root | kills           | make -s check-kills QUICK=1
default   | root | fuzz            | make -s check-fuzz
default   | root | valgrind        | tests/valgrind.sh "$NSRUN" "$TESTS"
default   | root | lint            | tests/lint.sh
static    | both | inject          | "$here/tests/inject.sh" "$NSRUN"
SUITES
	programs default 'unit/*' 'kernel/*'
	programs static 'unit/*' 'kernel/*'
	programs sanitized 'unit/*' 'kernel/*'
	programs fallbacks kernel/transcripts kernel/signals
	for build in gcc clang gcc_static clang_static musl musl_static unoptimised reproducible \
		install hardened; do
		echo "default | root | build, $build | tests/build.sh $build"
	done
	cat <<'SUITES'
default   | root | newstep         | tests/newstep.sh
default   | root | explain         | tests/explain.sh "$NSRUN"
default   | both | check           | "$here/tests/check.sh" "$NSRUN"
default   | root | rules           | tests/rules.sh
SUITES
	documents
}

documents() {
	cat <<'SUITES'
default   | root | layers          | tests/layers.sh
default   | both | manual          | "$here/tests/manual.sh" "$NSRUN"
SUITES
}

# At the end, one after the other, what measures.
measures() {
	cat <<'SUITES'
static    | root | budget          | tests/budget.sh "$NSRUN" build/bench
default   | both | load            | "$here/tests/load.sh" "$NSRUN" 1000 200
SUITES
}

# programs BUILD SOURCES...: the programs of those below tests.
programs() {
	build=$1
	shift
	for sources; do
		part=${sources%/*}
		who=both
		[ "$part" = kernel ] || who=root
		# shellcheck disable=SC2086 # a pattern
		for source in tests/$sources.c; do
			name=$part-$(basename "$source" .c)
			echo "$build | $who | $build, $name | \"\$TESTS/$name\""
		done
	done
}

# copy BUILD FOLDER NSRUN: to where every user can reach it.
copy() {
	mkdir "$folder/$1"
	cp -r "$2/tests" "$folder/$1/tests"
	cp "$3" "$folder/$1/nsrun"
	chmod -R a+rX "$folder/$1"
}

make_user() {
	id "$user" >/dev/null 2>&1 || useradd -m "$user"
	grep -q "^$user:" /etc/subuid || usermod --add-subuids 1000000-1065535 "$user"
	grep -q "^$user:" /etc/subgid || usermod --add-subgids 1000000-1065535 "$user"
}

# Reads lines as above, and prints them for each user with the name whole: BUILD|USER|NAME|COMMAND.
for_users() {
	sed 's/ *| */|/; s/ *| */|/2; s/ *| */|/3' | while IFS='|' read -r build who name command; do
		if [ "$(id -u)$who" = 0both ]; then
			echo "$build|root|$name, as root|$command"
			echo "$build|$user|$name, as $user|$command"
		else
			echo "$build|$(id -un)|$name|$command"
		fi
	done
}

# work_off WORKERS: runs what is in the lines that it reads, so many at a time.
work_off() {
	for_users >"$folder/queue"
	cat "$folder/queue" >>"$folder/started"
	xargs -d '\n' -n 1 -P "$1" tests/run.sh --suite "$folder" <"$folder/queue"
}

# suite FOLDER LINE: runs one, says how it went, and counts.
suite() {
	folder=$1
	IFS='|' read -r build who name command <<SUITE
$2
SUITE
	export NSRUN="$folder/$build/nsrun" TESTS="$folder/$build/tests"
	case $build in
	# Its leak checker needs a thread, and a PID namespace that has ended takes none.
	sanitized) export ASAN_OPTIONS=detect_leaks=0 ;;
	# It is as where no optional system call is known.
	fallbacks) export NSRUN_FALLBACKS=1 ;;
	esac
	# The whole number is that of the default build.
	[ "$build" = default ] || export NSRUN_KILLS=2000

	log=$(mktemp -p "$folder")
	began=$(date +%s)
	tests/apart.sh "$who" timeout --foreground -v -k 5 1800 sh -c "$command" >"$log" 2>&1
	status=$?
	seconds=$(($(date +%s) - began))
	good=$(grep -c '^ok ' "$log")
	bad=$(grep -c '^not ok ' "$log")
	if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	elif [ $((good + bad)) -eq 0 ]; then
		good=1
	fi
	# One at a time, so that what they print is not mixed.
	{
		flock 9
		echo "$good $bad" >&9
		echo "$name: $good passed, $bad failed, $seconds s"
		[ "$bad" -eq 0 ] || grep -v '^ok ' "$log"
	} 9>>"$folder/counts"
}

# A suite that did not count has failed.
sum_up() {
	awk -v started="$(wc -l <"$folder/started")" '
	{ passed += $1; failed += $2 }
	END {
		failed += started - NR
		print passed + 0 " passed, " failed + 0 " failed"
		exit failed > 0
	}' "$folder/counts"
}

check() {
	copy default build nsrun
	{
		programs default 'unit/*' 'kernel/*'
		documents
	} | work_off "$(nproc)"
}

everything() {
	export NSRUN_MUST_RUN=1
	builds | work_off "$(nproc)"
	copy default build nsrun
	copy static build build/static/nsrun
	copy sanitized build/sanitized build/sanitized/nsrun
	copy fallbacks build/fallbacks build/fallbacks/nsrun
	suites | work_off "$(nproc)"
	measures | work_off 1
}

# show COPY USER: the copy of a transcript becomes what it would be now.
show() {
	tests/apart.sh "$2" "$TESTS/kernel-transcripts" --show "$1" >"$folder/shown" &&
		cp "$folder/shown" "$1"
}

# As the user one is, and for root as a plain one too. A case that leaves something behind is none
# to accept: its file stays as it is.
accept() {
	copy default build nsrun
	export NSRUN="$folder/default/nsrun" TESTS="$folder/default/tests"
	for transcript; do
		shown=$TESTS/$(basename "$transcript")
		show "$shown" "$(id -un)" || continue
		[ "$(id -u)" != 0 ] || show "$shown" "$user" || continue
		cmp -s "$shown" "$transcript" || cp "$shown" "$transcript"
	done
}

case $(id -u):${1-} in
*:--suite)
	suite "$2" "$3"
	exit 0
	;;
*:check | *:accept | 0:all) ;;
*:all)
	echo 'this needs root: it makes a user and namespaces' >&2
	exit 1
	;;
*)
	echo 'Usage: tests/run.sh check|all|accept FILE...' >&2
	exit 1
	;;
esac
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
chmod 755 "$folder"
# Another run may be about to make it, too.
[ "$(id -u)" != 0 ] || (flock 9 && make_user) 9</etc
what=$1
shift
case $what in
accept)
	accept "$@"
	exit
	;;
check) check ;;
all) everything ;;
esac
sum_up
