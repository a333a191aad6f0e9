#!/bin/sh
# Checks that includes point down, and that only run.c makes processes. A line of the table is a
# module and what it may include; modules that stand in no line may include only `util`.
set -eu
cd "$(dirname "$0")/.."
failed=0

allowed() {
	case $1 in
	main) echo explain host options plan report run text ;;
	run) echo baton creds execute idmap mounts net plan report supervise ;;
	report) echo diagnose explain plan problem text ;;
	explain) echo options plan problem text ;;
	diagnose) echo creds execute plan text util ;;
	plan) echo host idmap namespaces problem request util ;;
	host) echo creds namespaces problem request users util ;;
	options) echo namespaces problem request text util ;;
	problem) echo request ;;
	namespaces) echo request text ;;
	request) ;;
	*) echo util ;;
	esac
}

for file in src/*.c include/*.h; do
	module=$(basename "${file%.*}")
	may=" $module $(allowed "$module") "
	# shellcheck disable=SC2013 # a header's name has no blank
	for included in $(sed -n 's/^#include "\(.*\)\.h"$/\1/p' "$file"); do
		case $may in
		*" $included "*) ;;
		*)
			echo "# $file may not include $included.h"
			failed=1
			;;
		esac
	done
	case $module in
	run) ;;
	*)
		if grep -nE '\b(fork|vfork|posix_spawn|popen|system)\(|SYS_clone' "$file"; then
			echo "# $file may not make a process"
			failed=1
		fi
		;;
	esac
done
exit $failed
