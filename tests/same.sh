#!/bin/sh
# The plan told as a program must do what nsrun does: each line below is run by nsrun, and as what
# --explain=FORM makes of it, with a probe as the command. What the probe finds and the status it
# ends with must be the same.
#
# same.sh NSRUN FORM... with FORM sh or c prints TAP lines. As root it does every line again as the
# user nsrun-test, who has sub-ids where tests/run.sh has been.
set -u
export LC_ALL=C
user='nsrun-test'
# shellcheck source=tests/tap.sh
. "$(dirname "$0")/tap.sh"

# Who runs the line (any, root or user); the status that the probe is to end with, or the signal that
# it is to die of, or that of another command, which the line names behind "--"; the line itself. $R
# is --map-root where a plain user needs it, $D a folder of the line's own, $O one in it with an odd
# name, $T one with the probe, and with the root of a system that has nothing else.
lines() {
	cat <<'LINES'
any  0   -m $R
any  7   -u $R
any  255 -i $R
any  0   -n $R
any  0   -p $R
any  0   -U
any  0   -C $R
any  0   -T $R
any  0   -mu -i --net --no-loopback $R
any  TERM -f
any  TERM -fn $R
any  3   -f --kill-child=TERM
any  0   -p --no-fork $R
any  0   -p --no-fork -n --hostname=box $R
user 0   -p --no-fork -n --map-user=7 --map-group=8
any  0   -pm --mount-proc $R
any  0   -p --mount-proc=$D $R
root 0   --mount-proc -n
any  0   -p -w /tmp --mount-proc=.$D $R
any  0   -w "$D"
any  0   -u -w "$D" $R
any  0   -u -w "$O" $R
any  0   -m -w "$O" --propagation=slave $R
any  0   -m --propagation=slave $R
any  0   -m --propagation=shared $R
any  0   -m --propagation=unchanged $R
root 0   -m --propagation=unchanged --mount-proc
any  0   -p --propagation=shared --mount-proc $R
any  0   -r
any  0   -c
any  1   -cpmn --mount-proc
any  0   -c --hostname=box
any  0   --map-user=5
any  0   --map-group=4294967294
any  0   --map-user=5 --map-group=0 -f
any  0   --map-user=5 --map-group=6 -pm --mount-proc --init
root 0   --map-users=0:100000:65536
root 0   --map-groups=0:100000:65536 -f
root 0   --map-users=0:0:5 --map-users=10:100000:7 --map-groups=3:4:1 -p --mount-proc
root 0   --map-users=7:0:5 --map-users=100:100:1 --map-groups=7:0:1 -n
root 0   --map-users=all --map-groups=all -S 12 -G 13
root 0   --map-users=0:0:9 --map-groups=0:0:9 -p -S 5 -G 6 --keep-caps
root 0   --map-user=5 --map-groups=0:100000:10 -p
root 0   -r --setgroups=allow
user 0   --map-auto
user 0   -r --map-auto -pm --mount-proc --hostname=box
user 0   -c --map-auto -p --no-loopback -n
user 0   --map-user=7 --map-auto -pn -S 3 -G 4
user 0   --map-auto -p --mount-proc
user 0   -c --map-auto --propagation=shared --mount-proc -pn
user 0   --map-auto -p -S 0 --mount-proc
user 0   --map-subids -p
user 0   --map-users=subids -u --hostname=box
user 0   -c --map-subids --keep-caps -pi
user 0   -r --map-auto -S 5 -G 6 --new-session -p
user 0   -r --map-auto -p --no-kill-child --init --hostname=box
user 0   -r --map-auto -pm --no-kill-child -R $T/root --mount-proc=/proc
user 0   -r --map-auto -p -R $T/root --mount-proc
root 0   -r --setgroups=allow -n -S 0 -G 0
any  0   -U --setgroups=deny
any  0   -U --setgroups=allow -u --hostname=box
any  0   -r --setgroups=deny -n
root 0   -S 1 -G 2
root 0   -S 1 -w /root
root 0   -G 2
root 0   -p -S daemon -G daemon
root 0   --as nobody
root 0   -p --as nobody -n --mount-proc --init
root 0   --map-users=all --map-groups=all --as nobody -p --keep-caps
root 0   -p --no-kill-child -R $T/root --mount-proc --as nobody
root 0   -m -R $T/root --mount-proc --as nobody -w /bin
user 0   --map-auto --as daemon -p
root 0   -m --mount-proc -n -S 1 -G 1
root 0   -p --init --hostname=box -S 1 -G 1
any  0   -c --keep-caps
any  0   -r --keep-caps -p
any  0   -U --keep-caps -n
any  0   --hostname=box.example $R
any  0   --domainname='a b' --hostname=box $R
any  0   --domainname=-x $R
any  0   --domainname='it'"'"'s "$HOME" \ `id`' $R
any  0   -T --boottime=86400 $R
any  0   -T --boottime=2d --monotonic=-5 -p $R
any  0   -rT --monotonic=5 -n
any  0   -R / $R
root 0   -m -R $T/root --mount-proc
any  0   -p -R $T/root -w /bin --mount-proc=/proc $R
root 0   -m -R $T/root -w bin --mount-proc=proc
any  0   -p -R $T/root -w bin --mount-proc=proc $R
any  0   -p -R $T/root --mount-proc --hostname=box $R
any  0   -p -R / --mount-proc --propagation=unchanged --no-kill-child $R
any  0   -p -R $T/root --mount-proc --init -w /proc $R
any  0   -p -R $T/root --mount-proc --setenv PATH=/bin --unsetenv B $R
any  0   -p -R $T/root --mount-proc --clear-env --setenv PATH=/nowhere -n $R
any  0   -cp -R $T/root --mount-proc
any  0   -cp -R $T/root --mount-proc --clear-env --setenv A=1
any  0   -c --keep-caps -p -R $T/root --mount-proc --new-session
root 0   -m -R $T/root --mount-proc -S 1 -G 2
root 0   -p -R $T/root --mount-proc -G 2 -n
root 0   -p --no-kill-child -R $T/root --mount-proc -S 1 -G 2 -n
root 0   --map-users=0:0:9 --map-groups=0:0:9 -S 5 -G 6 -p --no-kill-child -R $T/root --mount-proc
root 0   --map-users=0:0:9 --map-groups=0:0:9 -S 5 -G 6 --keep-caps -p -R $T/root --mount-proc
any  9   -p --init $R
any  0   -p --init --mount-proc --new-session $R
any  TERM -p --init --hostname=box $R
any  127 -p --init $R -- exit
any  0   --new-session
any  0   -p --new-session --no-kill-child -n $R
any  0   -f --die-with-parent
any  0   -rp --die-with-parent --mount-proc
any  0   --clear-env
any  0   --clear-env --whitelist-env=A,NONE,B --setenv B='it'"'"'s $x' -n $R
any  0   --setenv A='"\$`' --setenv B="$(printf 'x\033[2J\n\n')" --unsetenv A
any  0   --unsetenv A --setenv A=new -p $R
any  0   --setenv=-x=1 --setenv A=b=c -f
any  0   --setenv PATH=/nowhere -u --hostname=box $R
any  0   -a
any  0   -a --mount-proc --hostname=box --init
any  0   -a --keep-caps
any  0   -ap --map-user=5 --map-group=5
any  0   -rpm -- $T/nsrun -rp --mount-proc $T/probe 0
any  0   -rn -- $T/nsrun -c --hostname=box $T/probe 0
root 0   --net=$D/net --uts=$D/uts --hostname=box -- $T/when-kept net uts
root 0   --pid=$D/pid --time=$D/time --boottime=5 --ipc=$D/-i -- $T/when-kept pid time -i
root 0   --user=$D/user --net=$D/net -r
root 0   --mount=$D/m/mnt --cgroup="$D/m/a b" --propagation=unchanged
root 0   --owner=1000:1000
root 0   --owner=1000:1001 --map-users=0:1000:2 --map-groups=0:1001:3 -pm --mount-proc
root 0   --owner=1000:1001 --map-users=5:1000:2 -pn --user=$D/user --die-with-parent
root 0   --owner=1000:1001 -u -S 3 --map-users=3:3:1
any  0   -r --mount-binfmt=$D
any  0   -rp --mount-proc --mount-binfmt --propagation=unchanged
any  0   -l :foo:M::FOO::/bin/cat: -- $T/runs
any  0   -l :foo:M::FOO::/bin/cat: --mount-binfmt=$D -p --mount-proc -- $T/runs
any  127 -- nowhere-to-be-found
any  127 -p $R -- nowhere-to-be-found
any  127 -n $R -- ./nowhere-to-be-found
any  127 -p --init $R -- ''
any  126 -u $R -- $T/foo
any  126 -n $R -- /etc
any  126 -cp -- $T/foo
any  125 -n $R -w /nowhere -- touch $D/started
user 125 --map-users=0:1:1 -- touch $D/started
user 125 -p --map-groups=0:1:1 -- touch $D/started
any  0   -n $R -- sh -c 'printf "<%s>" "$0" "$@"' "a'b" '' 'c d' "$(printf '\001\n\\"$*\n')" -e --
any  0   -- -x-command a
any  0   -f -- -x-command a
any  0   -n $R -- -x-command a
any  0   -n $R --setenv A=1 -- a=b c=d
any  0   --setenv A=1 -- a=b c=d
any  0   -u $R --setenv A=1 -- a=b c=d
any  0   -u $R --new-session -- -x-command a=b
any  0   -p --init $R -- a=b
LINES
}

# What a shell cannot do, or cannot do so.
lines_of_c() {
	cat <<'LINES'
any  0   -p --timeout=10 $R
any  124 -p --timeout=300ms $R -- sh -c 'echo; exec sleep 9'
any  124 -p --timeout=300ms --kill-after=300ms $R -- sh -c 'trap "echo told" TERM; echo; while :; do sleep 0.05; done'
any  0   -p --timeout=10 --die-with-parent $R
any  0   --status-fd=2
any  0   --close-fds -u $R
any  0   -T --boottime=1.5 $R
any  0   -T --monotonic=-500ms -p $R
any  0   -l :foo:M::FOO::/bin/cat: -R /
any  0   --hostname='a b' $R
any  0   --hostname=-x $R
any  0   --domainname='*/ /* ??/ "\' $R
any  0   --domainname="$(printf '*/\303\251/\342\200\256')" $R
any  0   --clear-env --whitelist-env=A,b.c
any  0   -p -R $T/root -S 0 $R
any  0   --map-user=5 -n -R $T/root
any  4   -p --init $R -- sh -c '(sleep 0.1 &); sleep 0.3; echo; exit 4'
root 0   -p --owner=1000:1000 --setgroups=deny
LINES
}

# What no shell can do.
refused() {
	case $1 in
	sh)
		cat <<'LINES'
any  -p --timeout=10 $R
any  --status-fd=2
any  --close-fds -u $R
any  -T --boottime=1.5 $R
any  -T --monotonic=-500ms -p $R
any  -l :foo:M::FOO::/bin/cat: -R /
any  --hostname='a b' $R
any  --hostname=-x $R
any  --clear-env --whitelist-env=A,b.c
any  -p -R $T/root -S 0 $R
any  --map-user=5 -n -R $T/root
LINES
		;;
	esac
}

# What the host has is the same for all, but for pids, and for what is new there is no other name.
normalise() {
	for kind in mnt uts ipc net pid user cgroup time pid_for_children; do
		printf 's/^%s: %s$/%s: of the host/\n' "$kind" \
			"$(readlink "/proc/self/ns/$kind" | sed 's/[][]/\\&/g')" "$kind"
	done
	printf '%s\n' 's/\([a-z]*\):\[[0-9]*\]/\1 new/'
}

# run NAME COMMAND...: into $work/NAME goes what it prints, its status and what is in its folder.
run() {
	out=$work/$1
	shift
	rm -rf "$D"
	mkdir -p "$O" "$D/m"
	# shellcheck disable=SC2016 # for the shell in between
	(
		cd /
		timeout --foreground -s KILL 20 sh -c 'echo $$ >"$0"; exec "$@"' "$work/pid" "$@" \
			>"$work/out" 2>"$out.errors" </dev/null
		exit $?
	) 2>/dev/null
	status=$?
	sed -f "$work/normalise" -e "s/^pid $(cat "$work/pid")$/pid of its own/" \
		-e 's/^pid [0-9]\{3,\}$/pid of another/' "$work/out" >"$out"
	echo "status $status" >>"$out"
	for file in "$D"/* "$D"/m/*; do
		[ -f "$file" ] || continue
		echo "$file $(stat -f -c %T "$file")" >>"$out"
		if [ "$(stat -f -c %T "$file")" = nsfs ]; then
			umount "$file"
		fi
	done
}

# same NAME LINE: what is in $work/NAME is what is in $work/nsrun.
same() {
	diff "$work/nsrun" "$work/$1" >"$work/why"
	is_other=$?
	[ $is_other = 0 ] || cat "$work/$1.errors" >>"$work/why"
	result $is_other "$1, $who: $2" || comment <"$work/why"
}

# A line that fails, or prints nothing, proves nothing.
run_by_nsrun() {
	eval "run nsrun '$nsrun' $1"
	cp "$work/nsrun" "$work/why"
	cat "$work/nsrun.errors" >>"$work/why"
	wanted=$2
	[ "$2" != TERM ] || wanted=143
	[ "$status" = "$wanted" ] && { [ "$status" -ge 125 ] || [ -s "$work/out" ]; }
	result $? "nsrun, $who: $1" || comment <"$work/why"
}

run_script() {
	script=$work/scripts/$number.sh
	eval "'$nsrun' --explain=sh $1" >"$script"
	run sh sh "$script"
	same sh "$1"
	sed 's/ sh -c / bash -c /' "$script" >"$work/bash.sh"
	run bash bash "$work/bash.sh"
	same bash "$1"
}

run_program() {
	eval "'$nsrun' --explain=c $1" >"$work/program.c"
	for compiler in gcc clang; do
		if "$compiler" -O0 -Wall -Wextra -Werror -o "$work/program" "$work/program.c" \
			>"$work/why" 2>&1; then
			run "$compiler" "$work/program"
			same "$compiler" "$1"
		else
			result 1 "$compiler, $who: $1" || comment <"$work/why"
		fi
	done
}

is_ours() {
	case $1 in
	any) true ;;
	root) [ "$(id -u)" = 0 ] ;;
	*) [ "$(id -u)" != 0 ] ;;
	esac
}

# It says why in a comment, in one line on stderr, and with its status, and does nothing else.
run_refused() {
	is_ours "$1" || return 0
	eval "'$nsrun' --explain=$form $2 -- touch '$D/started'" >"$work/scripts/$number.sh"
	run refused sh "$work/scripts/$number.sh"
	{
		cat "$work/scripts/$number.sh" "$work/refused" "$work/refused.errors"
	} >"$work/why"
	[ "$(cat "$work/refused")" = 'status 125' ] &&
		[ "$(wc -l <"$work/refused.errors")" = 1 ] &&
		grep -q '^nsrun: a shell cannot ' "$work/refused.errors" &&
		grep -q '^# A shell cannot do that: .*\.$' "$work/scripts/$number.sh"
	result $? "refused by $form, $who: $2" || comment <"$work/why"
}

# It is meant that the inner shell expands what is in single quotes, and that a FIFO is read and
# written.
check_scripts() {
	shellcheck -s sh -e SC2016,SC2094 "$work"/scripts/*.sh >"$work/why" 2>&1
	result $? "shellcheck, $who" || comment <"$work/why"
}

# run_table FORM...
run_table() {
	while read -r whose status line; do
		number=$((number + 1))
		is_ours "$whose" || continue
		case $line in
		*'-- '*) ;;
		*) line="$line -- \$T/probe $status" ;;
		esac
		run_by_nsrun "$line" "$status"
		for form; do
			case $form in
			sh) run_script "$line" ;;
			c) run_program "$line" ;;
			esac
		done
	done
}

# Every line as the caller.
run_lines() {
	work=$(mktemp -d) || exit 1
	trap 'rm -rf "$work"' EXIT
	mkdir "$work/scripts"
	D=$work/folder
	O="$D/a b'\"\\\$x"
	# shellcheck disable=SC2034 # for the lines
	[ "$(id -u)" = 0 ] && R='' || R=--map-root
	who="as $(id -un)"
	number=0
	normalise >"$work/normalise"
	lines >"$work/lines"
	run_table "$@" <"$work/lines"
	case " $* " in
	*' c '*)
		lines_of_c >"$work/lines"
		run_table c <"$work/lines"
		;;
	esac
	for form; do
		refused "$form" >"$work/lines"
		while read -r whose line; do
			number=$((number + 1))
			run_refused "$whose" "$line"
		done <"$work/lines"
	done
	case " $* " in
	*' sh '*) check_scripts ;;
	esac
	exit $failed
}

# With an environment of its own.
as_caller() {
	(cd / && env -i T="$T" TMPDIR="$T/tmp" A='a caller'"'"'s' B='\$"' SHELL=/bin/sh LC_ALL=C \
		PATH="$T/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin" "$@")
}

# Where every user can reach it.
prepare() {
	T=$(mktemp -d) || exit 1
	trap 'rm -rf "$T"' EXIT
	# What is mounted is shared, so that propagation shows, but for where namespaces are kept.
	if [ "$(id -u)" = 0 ]; then
		trap 'umount -l "$T"; rmdir "$T"' EXIT
		mount --make-rshared / && mount -t tmpfs -o mode=755 none "$T" &&
			mount --make-private "$T" || exit 1
	fi
	chmod 755 "$T"
	mkdir -m 1777 "$T/tmp"
	mkdir -p "$T/bin" "$T/root$T" "$T/root/proc" "$T/root/bin"
	cp "$1" "$T/nsrun" || exit 1
	gcc -D_GNU_SOURCE -static -o "$T/probe" "$(dirname "$0")/programs/probe.c" || exit 1
	cp "$T/probe" "$T/root$T"
	echo FOO >"$T/foo"
	echo FOO >"$T/runs"
	chmod 755 "$T/runs"
	# unshare(1) starts the command while it still mounts the namespaces that are kept.
	cat >"$T/when-kept" <<'END'
#!/bin/sh
for name; do
	until grep -q "/folder/$name " /proc/self/mountinfo; do :; done
done
exec "${0%/*}/probe" 0
END
	chmod 755 "$T/when-kept"
	# shellcheck disable=SC2016 # for sh
	for name in -x-command a=b; do
		printf '#!/bin/sh\nprintf "<%%s>" "$0" "$@"\n' >"$T/bin/$name"
		chmod 755 "$T/bin/$name"
	done
}

if [ "${1-}" = --lines ]; then
	shift
	nsrun=$T/nsrun
	run_lines "$@"
fi
# Nothing is mounted outside. A mount namespace is kept in an older one alone, which Linux 6.18 tells
# by numbers that each CPU has its own stock of: so there is one CPU.
if [ "${1-}" != --private ] && [ "$(id -u)" = 0 ]; then
	cpu=$(taskset -cp $$ | sed 's/.*: //; s/[-,].*//')
	exec taskset -c "$cpu" unshare --mount -- "$0" --private "$@"
fi
[ "${1-}" != --private ] || shift
prepare "${1:?usage: tests/same.sh NSRUN FORM...}"
shift
cp "$0" "$(dirname "$0")/tap.sh" "$T"
as_caller "$T/same.sh" --lines "$@" || failed=1
if [ "$(id -u)" = 0 ]; then
	as_caller setpriv --reuid "$user" --regid "$user" --clear-groups "$T/same.sh" --lines "$@" ||
		failed=1
fi
exit $failed
