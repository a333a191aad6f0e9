#!/bin/sh
# apart.sh USER COMMAND...: runs a suite as that user, apart from whatever else runs here. Root gives
# it PID, mount, IPC and UTS namespaces of its own: the processes, mounts, queues and names that it
# sees are its own, and what it leaves behind ends with it. It gets no user namespace, which would
# change what is tested; so anybody else runs the command as it is.
#
# The network stays the host's: no test has a port, and next to nothing but lo a launch that forgot
# its network namespace would not be noticed. So does /tmp: names there are random, and the clone
# itself may lie in it.
set -u

# Which processors "0,2-3" are, each with a blank behind it.
numbers() {
	echo "$1" | tr , '\n' | while IFS=- read -r first last; do
		seq "$first" "${last:-$first}"
	done | tr '\n' ' '
}

# A mount namespace is kept in one of a lower number alone, and from Linux 6.18 on each processor
# draws numbers from a stock of its own. So this one's must be lower than what each draws from now on.
is_lowest() {
	folder=$(mktemp -d)
	mount -t tmpfs none "$folder"
	: >"$folder/kept"
	higher=0
	for processor in $(numbers "$1"); do
		taskset -c "$processor" unshare --mount="$folder/kept" true 2>/dev/null || break
		umount "$folder/kept"
		higher=$((higher + 1))
	done
	umount "$folder"
	rmdir "$folder"
	[ "$higher" = "$(numbers "$1" | wc -w)" ]
}

if [ "$1" != --inside ]; then
	user=$1
	if [ "$(id -u)" != 0 ]; then
		shift
		exec "$@"
	fi
	processors=$(taskset -cp $$ | sed 's/.* //')
	untried=$(numbers "$processors")
	exec taskset -c "${untried%% *}" unshare --fork --kill-child --pid --mount-proc --ipc --uts \
		"$0" --inside "$processors" "${untried#* }" "$@"
fi

processors=$2 untried=$3 user=$4
if [ "$untried" ] && ! is_lowest "$processors"; then
	shift 3
	exec taskset -c "${untried%% *}" unshare --mount \
		"$0" --inside "$processors" "${untried#* }" "$@"
fi
shift 4
taskset -cp "$processors" $$ >/dev/null
# As systemd has them: where mounts are private, a launch that forgot to make them so would not be
# noticed.
mount --make-rshared /
# As on a host that has been up for a while: pids are long.
echo 1000 >/proc/sys/kernel/ns_last_pid
if [ "$user" != root ]; then
	# As a login has it, but for the working folder, which this user may not be able to reach.
	cd /
	set -- setpriv --reuid "$user" --regid "$user" --clear-groups \
		env HOME="/home/$user" USER="$user" SHELL=/bin/sh "$@"
fi
# This is PID 1, and stays it: where it ends, the rest is killed.
"$@"
exit $?
