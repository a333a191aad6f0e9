In place, where nsrun becomes the command, and forked; and the calls that may be missing for it.

In place the command has nsrun's pid:

  $ sh -c 'echo $$; exec nsrun $R -um sh -c "echo \$\$"' | uniq | wc -l
  1

Forked it has not:

  $ sh -c 'echo $$; exec nsrun $R -umf sh -c "echo \$\$"' | uniq | wc -l
  2

--no-fork: the first child is PID 1:

  $ nsrun $R -p --no-fork sh -c 'sh -c "echo \$\$"; true'
  1

clone3 unknown: clone takes its place:

  $ $TESTS/refuse clone3 ENOSYS nsrun $R -pmun --mount-proc --hostname x \
  >     sh -c 'echo $$; hostname; ip -o link show up | wc -l'
  1
  x
  1

clone3 refused (not with fallbacks):

  $ $TESTS/refuse clone3 EPERM nsrun $R -p true
  nsrun: cannot start a process in (a new PID namespace|new PID and user namespaces) \(--pid(, --map-root)?\): Operation not permitted (re)
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]

As a plain user, clone3 refused, in a user namespace (not with fallbacks):

  $ $TESTS/refuse clone3 EPERM nsrun -rp true
  nsrun: cannot start a process in new PID and user namespaces (--pid, --map-root): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]

A kind that the kernel lacks:

  $ $TESTS/refuse unshare EINVAL nsrun $R -u true
  nsrun: cannot move to (a new UTS namespace|new UTS and user namespaces) \(--uts(, --map-root)?\): Invalid argument (re)
  [125]

openat2 unknown: what was opened is checked:

  $ $TESTS/refuse openat2 ENOSYS nsrun -r id -u
  0
