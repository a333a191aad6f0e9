#!/bin/sh
# Runs 'sh' in new mount, UTS and PID namespaces; unshare, setpriv and mount are those of util-linux 2.38 or later.

# outer: start a process in new mount, UTS and PID namespaces (--mount, --uts, --pid)
# inner: arrange to get SIGKILL when outer ends (--pid)
# inner: make every mount private (--mount)
# inner: mount proc on /proc (--mount-proc)
# outer: wait for the command
exec unshare --mount --uts --pid --fork --kill-child --mount-proc=/proc sh -c '
	# inner: set the hostname to "box" (--hostname)
	hostname box || exit 125
	# inner: start a process for the command, and stay as its init (--init)
	# the command is PID 2, as if nothing had been before
	{ echo 1 >/proc/sys/kernel/ns_last_pid; } 2>/dev/null
	# inner: change the root to "/" (--root)
	# inner: change the working folder to "/tmp" (--wd)
	# inner: execute "sh"
	(exec unshare --root=/ --wd=/tmp "$@")
	exit' sh sh
