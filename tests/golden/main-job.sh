#!/bin/sh
# Runs 'bash' in new mount, UTS and PID namespaces; unshare, setpriv and mount are those of util-linux 2.38 or later.

# outer: start a process in new mount, UTS and PID namespaces (--mount, --uts, --pid, --fork)
# inner: arrange to get SIGKILL when outer ends (--pid)
# inner: make every mount private (--mount)
# inner: mount proc on /proc (--mount-proc)
# outer: wait for the command
# inner: execute 'bash'
exec unshare --mount --uts --pid --fork --kill-child --mount-proc bash
