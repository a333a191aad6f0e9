#!/bin/sh
# apart.sh USER COMMAND...: runs a suite as that user, apart from whatever else runs here. Where they
# may be made without a user namespace, which would change what is tested, it has PID, mount, IPC and
# UTS namespaces of its own: the processes, mounts, queues and names that it sees are its own, and
# what it leaves behind ends with it.
#
# The network stays the host's: no test has a port, and where lo is all there is, a launch that forgot
# its network namespace would not be noticed. So does /tmp: names there are random, and the clone
# itself may lie in it.
set -u

# Which processors "0,2-3" are, each with a blank behind it.
numbers() {
	echo "$1" | tr , '\n' | while IFS=- read -r first last; do
		seq "$first" "${last:-$first}"
	done | tr '\n' ' '
}

# is_lowest PROCESSORS: a mount namespace is kept in one of a lower number alone, and from Linux 6.18
# on each processor draws numbers from a stock of its own. So this one's number must be lower than
# what each of them draws from now on.
is_lowest() {
	folder=$(mktemp -d)
	mount -t tmpfs none "$folder"
	: >"$folder/kept"
	status=0
	for processor in $(numbers "$1"); do
		if ! taskset -c "$processor" unshare --mount="$folder/kept" true 2>/dev/null; then
			status=1
			break
		fi
		umount "$folder/kept"
	done
	umount "$folder"
	rmdir "$folder"
	return $status
}

# --inside PROCESSORS UNTRIED USER COMMAND...: in the namespaces, where the mount namespace may have to
# be made again on one of the untried processors.
if [ "$1" = --inside ]; then
	if [ "$3" ] && ! is_lowest "$2"; then
		processors=$2 untried=$3
		shift 3
		exec taskset -c "${untried%% *}" unshare --mount \
			"$0" --inside "$processors" "${untried#* }" "$@"
	fi
	taskset -cp "$2" $$ >/dev/null
	shift 3
	# As systemd has them: among private mounts a launch that forgot to make its own so would not
	# be noticed.
	mount --make-rshared /
	# As on a host that has been up for a while: pids are long.
	echo 1000 >/proc/sys/kernel/ns_last_pid
elif unshare --fork --pid --mount-proc --ipc --uts true 2>/dev/null; then
	processors=$(taskset -cp $$ | sed 's/.* //')
	untried=$(numbers "$processors")
	exec taskset -c "${untried%% *}" unshare --fork --kill-child --pid --mount-proc --ipc --uts \
		"$0" --inside "$processors" "${untried#* }" "$@"
fi
user=$1
shift
if [ "$user" != "$(id -un)" ]; then
	# As a login has it, but for the working folder, which this user may not be able to reach.
	cd /
	set -- setpriv --reuid "$user" --regid "$user" --clear-groups \
		env HOME="/home/$user" USER="$user" SHELL=/bin/sh "$@"
fi
# This is PID 1, and stays it: when it ends, the kernel kills the rest.
"$@"
exit $?
