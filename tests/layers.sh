#!/bin/sh
# Checks that includes point down, and that only process.c makes processes. A line of the table is a
# module and what it may include; modules that stand in no line may include only `util`.
set -eu
cd "$(dirname "$0")/.."
failed=0

allowed() {
	case $1 in
	main) echo check emit_c emit_sh explain help host kinds options plan problem report run text ;;
	check) echo describe diagnose errors explain plan problem run text ;;
	kinds) echo baton describe diagnose facts host namespaces options plan process run text util ;;
	run) echo binfmt clocks creds enter environment execute failure fds idmap mappers mounts net note paths plan process procfs status supervise trace util verdict walk ;;
	enter) echo creds init process terminal walk ;;
	verdict) echo report run walk ;;
	walk) echo baton failure keep plan sigstate status supervise ;;
	supervise) echo init pid1 sigstate status terminal util ;;
	terminal) echo sigstate ;;
	init) echo failure fds sigstate ;;
	mappers) echo execute failure process procfs ranges sigstate util ;;
	report) echo describe diagnose failure plan problem status text ;;
	trace) echo describe note plan procfs sigstate util ;;
	note) echo plan procfs status util ;;
	status) echo errors options plan signals text ;;
	explain) echo calls describe options plan text ;;
	emit_sh) echo describe emit_sh_steps plan text util ;;
	emit_sh_steps) echo describe emit_sh_layout options plan signals text ;;
	emit_sh_layout) echo plan ;;
	emit_c) echo describe emit_c_enter emit_c_parts emit_c_steps emit_c_text plan text ;;
	emit_c_steps) echo calls clocks emit_c_enter emit_c_parts emit_c_text plan text util ;;
	emit_c_enter) echo emit_c_text plan text util ;;
	emit_c_text) echo calls describe plan signals text ;;
	emit_c_parts) echo text util ;;
	calls) echo clocks plan signals text util ;;
	describe) echo failure options plan problem signals text ;;
	diagnose) echo creds diagnose_exec diagnose_mappers diagnose_paths facts failure plan text util ;;
	diagnose_mappers) echo execute facts failure plan text users util ;;
	diagnose_exec) echo execute plan text util ;;
	diagnose_paths) echo text util ;;
	baton) echo failure ;;
	failure) echo text ;;
	plan) echo identity lifetime plan_parts clocks host namespaces problem ranges request util ;;
	plan_parts) echo plan ;;
	identity) echo lifetime plan plan_parts util ;;
	lifetime) echo plan plan_parts ;;
	host) echo creds namespaces problem ranges request users util ;;
	options) echo option_table problem request ;;
	option_table) echo request signals util ;;
	help) echo option_table request text ;;
	problem) echo request ;;
	namespaces) echo text util ;;
	request) echo duration mounts namespaces ranges ;;
	idmap) echo procfs ranges util ;;
	pid1) echo procfs ;;
	paths) echo resolve util ;;
	resolve) echo openat2 procfs util ;;
	procfs) echo openat2 util ;;
	clocks) echo duration procfs text ;;
	mounts) echo util ;;
	signals) echo text util ;;
	subids) echo ranges util ;;
	users) echo ranges subids util ;;
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
	process) ;;
	emit_c*) ;; # their strings are programs that do
	*)
		if grep -nE '\b(fork|vfork|posix_spawn|popen|system)\(|SYS_clone' "$file"; then
			echo "# $file may not make a process"
			failed=1
		fi
		;;
	esac
done
exit $failed
