Each step's result is heeded: where one fails the command does not start.

A failed step: the command does not start:

  $ nsrun $R -p --mount-proc=no touch ran
  nsrun: cannot mount proc on 'no' (--mount-proc): No such file or directory
  [125]
  $ ls

A failed step in place: the command does not start:

  $ $TESTS/refuse mount EPERM nsrun $R -m touch ran
  nsrun: cannot make every mount private (--mount): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

A step fails: lo:

  $ $TESTS/refuse ioctl EPERM nsrun $R -n touch ran
  nsrun: cannot bring up lo (--net): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

A step fails: hostname:

  $ $TESTS/refuse sethostname EPERM nsrun $R --hostname y touch ran
  nsrun: cannot set the hostname to 'y' (--hostname): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

As root, a step fails: the inheritable set:

  $ setpriv --inh-caps +sys_admin $TESTS/refuse capset EPERM nsrun -u touch ran
  nsrun: cannot empty the inheritable capability set: Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

As root, a step fails: the death signal:

  $ $TESTS/refuse prctl EPERM nsrun -p touch ran
  nsrun: cannot arrange to get SIGKILL when outer ends (--pid): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

Outer is killed before inner would hear of it:

  $ children() { cat /proc/$1/task/$1/children 2>/dev/null; }
  $ strace -fqq -o /dev/null -e inject=prctl:delay_enter=1500000 nsrun $R -p touch ran &
  $ until outer=$(children $!) && [ "$(children $outer)" ]; do :; done
  $ kill -KILL $outer
  $ wait 2>/dev/null
  $ ls

Inner is killed in a step:

  $ strace -fqq -o /dev/null -e inject=mount:signal=KILL nsrun $R -pm touch ran
  nsrun: cannot start the command: nsrun's second process was killed by signal 9
  [125]
  $ ls

As root, outer fails while inner waits for it (not with fallbacks):

  $ strace -qq -o /dev/null -e inject=openat2:error=EPERM:delay_enter=300000:when=3 \
  >     nsrun -rf --setgroups=allow touch ran
  nsrun: cannot map gid 0 to 0 (--map-root): Operation not permitted
  [125]
  $ ls

As root, outer fails, and pidfd_send_signal is refused (not with fallbacks):

  $ $TESTS/refuse pidfd_send_signal EPERM strace -qq -o /dev/null \
  >     -e inject=openat2:error=EPERM:when=3 nsrun -rf --setgroups=allow touch ran
  nsrun: cannot map gid 0 to 0 (--map-root): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

--all, where the kinds cannot be read (not sanitized):

  $ for n in 2 3 4; do
  >     strace -fqq -o /dev/null -e inject=access:error=EPERM:when=$n+ nsrun -a touch ran
  >     echo $?
  > done
  nsrun: --all cannot be done: (/proc/self/ns, which lists the kinds,|a file in /proc/self/ns) cannot be read (re)
  125
  nsrun: --all cannot be done: a file in /proc/self/ns cannot be read
  125
  nsrun: --all cannot be done: a file in /proc/self/ns cannot be read
  125
  $ ls

More arguments than may be:

  $ for o in '' -f "$R -p --init"; do
  >     strace -f --seccomp-bpf -qq -o /dev/null -e trace=execve \
  >         -e inject=execve:error=E2BIG:when=2 nsrun $o true
  >     echo $?
  > done
  nsrun: cannot execute 'true': Argument list too long
  126
  nsrun: cannot execute 'true': Argument list too long
  126
  nsrun: cannot execute 'true': Argument list too long
  126
