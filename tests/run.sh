#!/bin/sh
# Runs the tests and counts them: the last line is "N passed, N failed".
# run.sh check: unit and kernel tests as the user one is. run.sh all: everything, as root.
set -u
cd "$(dirname "$0")/.." || exit 1
export CMOCKA_MESSAGE_OUTPUT=TAP LC_ALL=C
export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
passed=0
failed=0
user=nsrun-test
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# suite NAME COMMAND...: counts the TAP lines that it prints; a command that prints none, or fails
# without a line that says so, is one result by itself.
suite() {
	name=$1
	shift
	began=$(date +%s)
	"$@" >"$folder/log" 2>&1
	status=$?
	good=$(grep -c '^ok ' "$folder/log")
	bad=$(grep -c '^not ok ' "$folder/log")
	if [ $status -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
	elif [ $((good + bad)) -eq 0 ]; then
		good=1
	fi
	passed=$((passed + good))
	failed=$((failed + bad))
	echo "$name: $good passed, $bad failed, $(($(date +%s) - began)) s"
	if [ "$bad" -gt 0 ]; then
		grep -v '^ok ' "$folder/log"
	fi
}

# One build, in a folder that every user can reach: use BUILD NSRUN
use() {
	rm -rf "$folder/run"
	mkdir -p "$folder/run"
	chmod 755 "$folder" "$folder/run"
	cp -r "$1/tests" "$folder/run/tests"
	cp "$2" "$folder/run/nsrun"
	chmod -R a+rX "$folder/run"
	export NSRUN="$folder/run/nsrun" TESTS="$folder/run/tests"
}

# kernel_suite NAME TEST: as the user one is, and for root as a plain one too.
kernel_suite() {
	suite "$1, $2, as $(id -un)" "$TESTS/$2"
	if [ "$(id -u)" = 0 ]; then
		suite "$1, $2, as $user" as_user "$TESTS/$2"
	fi
}

# Unit and kernel tests with one build: suites NAME BUILD NSRUN
suites() {
	use "$2" "$3"
	for test in "$TESTS"/unit-*; do
		suite "$1, $(basename "$test")" "$test"
	done
	for test in "$TESTS"/kernel-*; do
		kernel_suite "$1" "$(basename "$test")"
	done
}

# With a session as a login has it: a home, and its folder as the working folder.
as_user() {
	(cd / && setpriv --reuid "$user" --regid "$user" --clear-groups env HOME="/home/$user" \
		USER="$user" SHELL=/bin/sh "$@")
}

make_user() {
	id "$user" >/dev/null 2>&1 || useradd -m "$user"
	grep -q "^$user:" /etc/subuid || usermod --add-subuids 1000000-1065535 "$user"
	grep -q "^$user:" /etc/subgid || usermod --add-subgids 1000000-1065535 "$user"
}

# What makes no process that others would look for: it runs beside the rest, in a build of its own.
beside() {
	for build in gcc clang gcc_static clang_static musl musl_static unoptimised reproducible \
		install hardened; do
		suite "build, $build" tests/build.sh "$build"
	done
	suite layers tests/layers.sh
	suite newstep tests/newstep.sh
	suite rules tests/rules.sh
	suite lint tests/lint.sh
	suite fuzz make -s check-fuzz
	suite valgrind make -s check-valgrind BUILD=build/valgrind BIN=build/valgrind/nsrun
	# With mounts of its own: the kernel suites look whether the host's are as before.
	suite same unshare -m tests/same.sh build/valgrind/nsrun sh c
}

# shellcheck disable=SC2030,SC2031 # its folder and counts are meant to be its own
start_beside() {
	(
		folder=$folder/beside
		mkdir "$folder"
		beside
		echo "$passed $failed" >"$folder/counts"
	) >"$folder/beside.log" 2>&1 &
	beside=$!
}

# shellcheck disable=SC2031
finish_beside() {
	wait "$beside"
	cat "$folder/beside.log"
	good=0
	bad=1
	read -r good bad <"$folder/beside/counts"
	passed=$((passed + good))
	failed=$((failed + bad))
}

# The processes of each are looked for by name, so that it is one after the other.
default_build() {
	suite make make -s DEV=1 tests
	suites 'default build' build nsrun
	suite manual tests/manual.sh ./nsrun
	suite "manual, as $user" as_user "$PWD/tests/manual.sh" "$PWD/nsrun"
	suite explain tests/explain.sh ./nsrun
	suite check tests/check.sh ./nsrun
	suite "check, as $user" as_user "$PWD/tests/check.sh" "$PWD/nsrun"
	suite load tests/load.sh "$NSRUN" 1000 200
	suite "load, as $user" as_user "$PWD/tests/load.sh" "$NSRUN" 1000 200
}

static_build() {
	make -s bench-programs
	suites 'static build' build "$static/nsrun"
	suite inject tests/inject.sh "$static/nsrun"
	suite "inject, as $user" as_user env TESTS="$TESTS" "$PWD/tests/inject.sh" "$NSRUN"
	suite faults make -s check-faults QUICK=1
	suite kills make -s check-kills QUICK=1
	suite budget tests/budget.sh "$static/nsrun" build/bench
}

sanitized_build() {
	sanitized="BUILD=build/sanitized BIN=build/sanitized/nsrun"
	# shellcheck disable=SC2086 # a list of words
	suite 'make, sanitized' make -s $sanitized tests \
		CFLAGS='-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all'
	# Its leak checker needs a thread, and a PID namespace that has ended takes none.
	export ASAN_OPTIONS=detect_leaks=0
	suites sanitized build/sanitized build/sanitized/nsrun
}

# As where no optional system call is known. Those suites that make none are left out.
fallbacks_build() {
	suite 'make, fallbacks' make -s BUILD=build/fallbacks BIN=build/fallbacks/nsrun \
		CPPFLAGS='-include tests/fallbacks.h' tests
	use build/fallbacks build/fallbacks/nsrun
	export NSRUN_FALLBACKS=1
	for test in kernel-rows kernel-check kernel-signals; do
		kernel_suite fallbacks "$test"
	done
	unset NSRUN_FALLBACKS
}

everything() {
	if [ "$(id -u)" != 0 ]; then
		echo 'this needs root: it makes a user and namespaces' >&2
		exit 1
	fi
	export NSRUN_MUST_RUN=1
	make_user
	start_beside
	default_build
	# The whole number was that of the default build.
	export NSRUN_KILLS=2000
	static_build
	fallbacks_build
	sanitized_build
	finish_beside
}

static=build/static
case ${1-} in
check)
	suites 'default build' build nsrun
	suite layers tests/layers.sh
	suite manual tests/manual.sh ./nsrun
	;;
all) everything ;;
*)
	echo 'Usage: tests/run.sh check|all' >&2
	exit 1
	;;
esac
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
