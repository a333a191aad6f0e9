#!/bin/sh
# Every kind of step fails by each of four errors, which strace puts in place of one of its system
# calls: the message names the step and its options, the command does not start, nothing is left.
# inject.sh NSRUN prints TAP lines. NSRUN is static, so that all the calls are its own; $TESTS is the
# folder of the test programs.
# shellcheck disable=SC2034 # the rows use the variables
set -u
nsrun=$(realpath "${1:?usage: tests/inject.sh NSRUN}")
tests=$(realpath "${TESTS:-build/tests}")
cd "$(dirname "$0")/.." || exit 1
# The command is in the second folder: outer's first execve is nsrun's own, inner's finds nothing.
export PATH=/nowhere:/usr/bin:/usr/sbin:/bin:/sbin LC_ALL=C
folder=$(mktemp -d) || exit 1
trap 'clean_up; rm -rf "$folder"' EXIT
uid=$(id -u)
gid=$(id -g)
me=user
[ "$uid" != 0 ] || me=root
# What a plain user needs for new namespaces.
own=
[ $me = root ] || own=--map-root
sub=$(sed -n "s/^$(id -un):\([0-9]*\):.*/\1/p" /etc/subuid)
. tests/tap.sh

# KIND | who | shell line | CALL or CALL:WHEN | what cannot be done
# In the line $N is nsrun; "touch FILE" is put behind it. WHEN counts the calls of each process
# alone, from the execve that starts nsrun. A CALL with "refused" is answered by refuse.c.
cat >"$folder/rows" <<'ROWS'
STEP_WATCH_PARENT | any | $N --die-with-parent | pidfd_open | watch outer's own parent (--die-with-parent)
STEP_CLONE | root | $N -p | clone3 | start a process in a new PID namespace (--pid)
STEP_CLONE | any | $N -rp | clone3 | start a process in new PID and user namespaces (--pid, --map-root)
STEP_CLONE | any | $N -rp | prctl | start a process in new PID and user namespaces (--pid, --map-root)
STEP_CLONE | any | $N -f | signalfd4 | start a process (--fork)
STEP_CLONE | root | $N -p --owner 5:6 | setgroups | start a process in new PID and user namespaces, owned by uid 5 and gid 6 (--pid, --owner)
STEP_CLONE | root | $N -p --owner 5:6 | waitid | start a process in new PID and user namespaces, owned by uid 5 and gid 6 (--pid, --owner)
STEP_HELPER | root | $N --map-users 0:5:9 | clone3 | start a helper that stays outside (--map-users)
STEP_HELPER | user | $N --map-auto | clone3 | start a helper that stays outside (--map-auto)
STEP_HELPER | root | $N --map-users 0:5:9 | rt_sigaction | start a helper that stays outside (--map-users)
STEP_UNSHARE | root | $N -u | unshare | move to a new UTS namespace (--uts)
STEP_UNSHARE | any | $N -ru | unshare | move to new UTS and user namespaces (--uts, --map-root)
STEP_UNSHARE | any | $N -ru | prctl | move to new UTS and user namespaces (--uts, --map-root)
STEP_UNSHARE | any | $N $own -pT | unshare | move to a new time namespace (--time)
STEP_UNSHARE | root | $N -u --owner 5:6 | setresuid | move to new UTS and user namespaces, owned by uid 5 and gid 6 (--uts, --owner)
STEP_DEATH_SIGNAL | any | $N --kill-child | prctl | arrange to get SIGKILL when outer ends (--kill-child)
STEP_DEATH_SIGNAL | root | $N -p -S 5 -G 5 | prctl:2 | arrange to get SIGKILL when outer ends (--pid)
STEP_SETGROUPS | any | $N -r | write | deny setgroups (--map-root)
STEP_SETGROUPS | any | $N -r | openat | deny setgroups (--map-root)
STEP_SETGROUPS | any | $N -r | fstatfs | deny setgroups (--map-root)
STEP_SETGROUPS | any | $N -r | openat2:2 | deny setgroups (--map-root)
STEP_SETGROUPS | any | $N -r | pread64 | deny setgroups (--map-root)
STEP_SETGROUPS | any | $N -U --setgroups=allow | write | allow setgroups (--setgroups)
STEP_SETGROUPS | any | $N --map-groups 7:$gid:1 | write | deny setgroups (--map-groups)
STEP_MAP_GID | any | $N -r | write:2 | map gid 0 to $gid (--map-root)
STEP_MAP_UID | any | $N -r | write:3 | map uid 0 to $uid (--map-root)
STEP_MAP_UID | any | $N --map-user 7 | write | map uid 7 to $uid (--map-user)
STEP_RUN_MAPPERS | user | $N -f --map-users 7:$sub:1 | clone3:2 | map uid 7 to $sub with newuidmap (--map-users)
STEP_CLOCKS | any | $N -r -T --boottime 1 | write:4 | move the monotonic clock by 0 s and the boot-time clock by 1 s (--boottime)
STEP_KEEP | root | $N --uts=$folder/run/kept | open_tree | keep the UTS namespace at '$folder/run/kept' (--uts)
STEP_KEEP | root | $N --uts=$folder/run/kept | move_mount | keep the UTS namespace at '$folder/run/kept' (--uts)
STEP_KEEP | root | $N --uts=$folder/run/kept | flock | keep the UTS namespace at '$folder/run/kept' (--uts)
STEP_KEEP | root | $N --uts=$folder/run/kept | fstatfs:5 | keep the UTS namespace at '$folder/run/kept' (--uts)
STEP_PROPAGATION | any | $N $own -m | mount:1+ | make every mount private (--mount)
STEP_LOAD_INTERP | any | $N -l :x:E::x::/y: | fsopen | register the binary format ':x:E::x::/y:' (--load-interp)
STEP_LOAD_INTERP | any | $N -l :x:E::x::/y: | fsconfig | register the binary format ':x:E::x::/y:' (--load-interp)
STEP_LOAD_INTERP | any | $N -l :x:E::x::/y: | fsmount | register the binary format ':x:E::x::/y:' (--load-interp)
STEP_LOAD_INTERP | any | $N -l :x:E::x::/y: | write:4 | register the binary format ':x:E::x::/y:' (--load-interp)
STEP_CHANGE_ROOT | any | $N -r -R / | chroot | change the root to '/' (--root)
STEP_CHANGE_ROOT | any | $N -r -R / | chdir | change the root to '/' (--root)
STEP_MOUNT_PROC | any | $N $own -p --mount-proc | mount:2 | mount proc on /proc (--mount-proc)
STEP_MOUNT_BINFMT | any | $N --mount-binfmt | mount:2 | mount binfmt_misc on /proc/sys/fs/binfmt_misc (--mount-binfmt)
STEP_HOSTNAME | any | $N $own --hostname y | sethostname | set the hostname to 'y' (--hostname)
STEP_DOMAINNAME | any | $N $own --domainname y | setdomainname | set the domain name to 'y' (--domainname)
STEP_LOOPBACK_UP | any | $N $own -n | ioctl | bring up lo (--net)
STEP_CHANGE_DIR | any | $N -w / | openat2 | change the working folder to '/' (--wd)
STEP_CHANGE_DIR | any | $N -w / | fchdir | change the working folder to '/' (--wd)
STEP_CHANGE_DIR | any | $N -w / | getcwd | change the working folder to '/' (--wd)
STEP_INIT | any | $N $own -p --init | clone refused | start a process for the command, and stay as its init (--init)
STEP_NOTE_STATUS | any | $N -f --status-fd 3 | pidfd_open | note the command's pids and namespaces (--status-fd)
STEP_NOTE_STATUS | any | $N -f --status-fd 3 | openat2 | note the command's pids and namespaces (--status-fd)
STEP_NOTE_STATUS | any | $N -f --status-fd 3 | read | note the command's pids and namespaces (--status-fd)
STEP_NOTE_STATUS | any | $N -f --status-fd 3 | read:2 | note the command's pids and namespaces (--status-fd)
STEP_CLEAR_INHERITABLE | root | setpriv --inh-caps +net_raw $N -u | capset | empty the inheritable capability set
STEP_RETAIN_CAPS | any | $N -c -S $uid --keep-caps | prctl:2 | keep the capabilities over the change of ids (--keep-caps)
STEP_DROP_GROUPS | root | $N -G 5 | setgroups | drop the supplementary groups (--setgid)
STEP_SET_GROUPS | root | $N --as nobody | setgroups | set the supplementary groups to $(id -g nobody) (--as)
STEP_SETGID | root | $N -G 5 | setresgid | change to gid 5 (--setgid)
STEP_SETGID | user | $N --map-group 5 -G 5 | setresgid | change to gid 5 (--setgid)
STEP_SETUID | root | $N -S 5 -G 5 | setresuid | change to uid 5 (--setuid)
STEP_SETUID | any | $N -c -S $uid | setresuid | change to uid $uid (--setuid)
STEP_AMBIENT_CAPS | any | $N -c --keep-caps | capget:2 | keep the capabilities over the exec (--keep-caps)
STEP_AMBIENT_CAPS | any | $N -c --keep-caps | capset | keep the capabilities over the exec (--keep-caps)
STEP_AMBIENT_CAPS | any | $N -c --keep-caps | prctl:2 | keep the capabilities over the exec (--keep-caps)
STEP_NEW_SESSION | any | $N --new-session | setsid | start a new session (--new-session)
STEP_CLOSE_FDS | any | $N --close-fds --keep-fd 3 | fcntl:2 | close all file descriptors from 3 on but for 3 (--close-fds)
STEP_CLOSE_FDS | any | $tests/refuse close_range ENOSYS $N --close-fds | fcntl | close all file descriptors from 3 on (--close-fds)
STEP_EXEC | any | $N | execve:2 | execute 'touch'
STEP_EXEC | any | $N $own -p | execve:2 | execute 'touch'
STEP_WAIT | any | $N $own -p sh -c 'sleep 600; "$@"' sh | poll:2 | wait for the command
STEP_WAIT | any | $N $own -p --timeout 9m sh -c 'sleep 600; "$@"' sh | poll:2 | wait for the command, send it SIGTERM after 540 s, and kill all after 5 s more (--timeout)
ROWS

# Kinds that make no system call: what they change is nsrun's own memory.
memory='STEP_CLEAR_ENV STEP_EDIT_ENV STEP_LISTEN_PID'

# A namespace that was kept after all is a mount.
clean_up() {
	[ ! -e "$folder/run/kept" ] || umount -q "$folder/run/kept"
	rm -rf "$folder/run"
}

# The error's text, as the C libraries have it.
text_of() {
	case $1 in
	EPERM) echo 'Operation not permitted' ;;
	ENOSPC) echo 'No space left on device' ;;
	EINVAL) echo 'Invalid argument' ;;
	ENOMEM) sed -n 's/.*: \(Out of memory\|Cannot allocate memory\)$/\1/p' "$folder/err" ;;
	esac
}

# What of nsrun or the command still runs.
left_behind() {
	pgrep -af "touch $folder/run/made"
}

# fail KIND LINE CALL PHRASE ERROR: says what is wrong.
fail() {
	call=${3%%[: ]*}
	when=${3#"$call"}
	N="timeout 20 strace -f -qq -o /dev/null -e trace=$call -e inject=$call:error=$5:when=${when#:}"
	case $when in
	' refused') N="timeout 20 $tests/refuse clone3 ENOSYS $tests/refuse $call $5" ;;
	'') N=${N}1 ;;
	esac
	N="$N $nsrun"
	clean_up
	mkdir "$folder/run"
	eval "$2 touch $folder/run/made" </dev/null 2>"$folder/err" 3>/dev/null
	status=$?
	expected_status=125
	[ "$1" != STEP_EXEC ] || expected_status=126
	eval "phrase=\"$4\""
	expected="nsrun: cannot $phrase: $(text_of "$5")"
	[ $status = $expected_status ] || echo "status $status"
	[ "$(head -n 1 "$folder/err")" = "$expected" ] || {
		echo "expected: $expected"
		sed 's/^/got: /' "$folder/err"
	}
	[ -z "$(ls "$folder/run")" ] || echo "left: $(ls "$folder/run")"
	left_behind | sed 's/^/left: /'
	# No cause is to be found but for ENOSPC, a limit on namespaces, and for what refuse filters.
	sed -n '2,$s/^/hint: /p' "$folder/err" |
		grep -v -e "^hint: nsrun: hint: no disk is full but a limit .* user.max_[a-z]*_namespaces is" \
			-e "^hint: nsrun: hint: a seccomp filter is in force here"
}

seen=" $memory "
while IFS='|' read -r kind who line call phrase; do
	kind=${kind% } who=${who# } line=${line# } call=${call# } phrase=${phrase# }
	who=${who% } line=${line% } call=${call% }
	seen="$seen$kind "
	[ "$who" = any ] || [ "$who" = $me ] || continue
	for error in EPERM ENOSPC EINVAL ENOMEM; do
		wrong=$(fail "$kind" "$line" "$call" "$phrase" "$error")
		[ -z "$wrong" ]
		result $? "$kind by $error of $call: $line" || printf '%s\n' "$wrong" | comment
	done
done <"$folder/rows"

sed -n '/^enum step_kind {/,/^}/s/^\t\(STEP_[A-Z_]*\),.*/\1/p' include/plan/plan.h >"$folder/kinds"
while read -r kind; do
	case $seen in
	*" $kind "*) result 0 "$kind has a row" ;;
	*) result 1 "$kind has a row" ;;
	esac
done <"$folder/kinds"
exit $failed
