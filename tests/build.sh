#!/bin/sh
# Checks on the build as such. build.sh NAME, where NAME is a function below.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

build() {
	make -s DEV=1 BUILD="$folder/$1" BIN="$folder/$1/nsrun" "$@" >"$folder/log" 2>&1 ||
		{ cat "$folder/log"; return 1; }
	# The linker warns without a status.
	if [ -s "$folder/log" ]; then
		cat "$folder/log"
		return 1
	fi
	"$folder/$1/nsrun" --version
}

gcc() { build CC=gcc; }
clang() { build CC=clang; }
gcc_static() { build CC=gcc STATIC=1; }
clang_static() { build CC=clang STATIC=1; }
musl() { build CC=musl-gcc; }
musl_static() { build CC=musl-gcc STATIC=1; }
unoptimised() { build CFLAGS=-O0; }

# Two builds in two folders are the same to the byte.
reproducible() {
	for copy in a b/c; do
		mkdir -p "$folder/$copy"
		cp -r Makefile src include tests "$folder/$copy"
		make -s -C "$folder/$copy"
	done
	cmp "$folder/a/nsrun" "$folder/b/c/nsrun"
}

# What is installed is complete, and is taken back whole.
install() {
	make -s install BUILD="$folder/build" BIN="$folder/nsrun" DESTDIR="$folder/root" PREFIX=/usr
	"$folder/root/usr/bin/nsrun" --version
	[ "$(stat -c %a "$folder/root/usr/bin/nsrun")" = 755 ]
	[ "$(find "$folder/root" -type f | wc -l)" = 5 ]
	make -s uninstall DESTDIR="$folder/root" PREFIX=/usr
	[ "$(find "$folder/root" -type f | wc -l)" = 0 ]
}

# The hardening that the README promises is in the binary.
hardened() {
	make -s BUILD="$folder/build" BIN="$folder/nsrun"
	readelf -lW "$folder/nsrun" >"$folder/segments"
	readelf -dW "$folder/nsrun" >"$folder/dynamic"
	readelf -hW "$folder/nsrun" | grep -q 'Type:.*DYN'
	grep -q GNU_RELRO "$folder/segments"
	grep -q 'GNU_STACK.* RW ' "$folder/segments"
	grep -q BIND_NOW "$folder/dynamic"
	readelf -sW "$folder/nsrun" | grep -q __stack_chk_fail
	[ "$(grep -c NEEDED "$folder/dynamic")" = 1 ]
}

"$1"
