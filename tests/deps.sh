#!/bin/sh
# Installs what the tests need, from Debian's packages. Does nothing where all of it is there.
set -eu

packages='bash-completion bc bubblewrap busybox-static clang clang-format clang-tidy cppcheck
fish gcc hyperfine iproute2 jq libc6-dev libclang-rt-dev libcmocka-dev libjansson-dev
make mandoc musl-tools procps python3-jsonschema
libcap2-bin libsystemd-dev manpages manpages-dev shellcheck strace uidmap util-linux valgrind zsh'

missing=
for package in $packages; do
	dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' ||
		missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "installing:$missing"
apt-get update -q
# shellcheck disable=SC2086 # a list of words
DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing
