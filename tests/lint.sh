#!/bin/sh
# The linters, each a TAP line.
# shellcheck disable=SC2317 # the checks are called by name
set -u
cd "$(dirname "$0")/.." || exit 1
. tests/tap.sh

with_flags() {
	"$@" -D_GNU_SOURCE -DNSRUN_VERSION='"0"' -Iinclude
}

tidy() {
	with_flags clang-tidy --quiet src/main.c src/*/*.c -- -std=c11
}

cppcheck_all() {
	with_flags cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr src \
		--enable=warning,performance,portability --suppress=missingIncludeSystem
}

analyzer() {
	for source in src/main.c src/*/*.c; do
		with_flags gcc -std=c11 -O2 -fanalyzer -Werror -c -o /dev/null "$source" || return 1
	done
}

shells() {
	shellcheck .ci/run tests/*.sh tests/bench/*.sh tests/fuzz/*.sh share/completions/nsrun.bash
}

check clang-tidy tidy
check cppcheck cppcheck_all
check 'gcc -fanalyzer' analyzer
check shellcheck shells
check mandoc mandoc -Tlint -W warning man/nsrun.1
check clang-format make -s format-check
exit $failed
