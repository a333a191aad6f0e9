#!/bin/sh
# Checks that includes point down: a file includes from its own room and from those below it. And
# that no other than process.c makes processes.
set -eu
cd "$(dirname "$0")/.."
failed=0

# From the top down.
rooms='check run tell why plan ask system base'

# The rooms that a file in this one may include from: main.c stands above them all.
below() {
	case " $rooms" in
	*" $1 "* | *" $1") echo "$1${rooms#*"$1"}" ;;
	*) echo "$rooms" ;;
	esac
}

complain() {
	echo "# $1"
	failed=1
}

for folder in src/*/ include/*/; do
	case " $rooms " in
	*" $(basename "$folder") "*) ;;
	*) complain "$folder is no room" ;;
	esac
done

for file in src/main.c src/*/*.[ch] include/*/*.h; do
	room=$(basename "$(dirname "$file")")
	# shellcheck disable=SC2013 # a header's name has no blank
	for included in $(sed -n 's/^#include "\(.*\)"$/\1/p' "$file"); do
		case $included in
		*/*)
			case " $(below "$room") " in
			*" ${included%/*} "*) ;;
			*) complain "$file may not include $included" ;;
			esac
			;;
		*)
			# What is no door stands beside the source.
			[ -f "$(dirname "$file")/$included" ] || complain "$file: where is $included?"
			;;
		esac
	done
	case $file in
	*/system/process.[ch]) ;;
	src/tell/*) ;; # its strings are programs and scripts that do
	*)
		if grep -nE '\b(fork|vfork|posix_spawn|popen|system)\(|SYS_clone' "$file"; then
			complain "$file may not make a process"
		fi
		;;
	esac
done
exit $failed
