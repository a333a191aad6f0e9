Hosts that refuse: what is said of it, and that the command does not start.

A limit is named:

  $ nsrun -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; nsrun -n true'
  nsrun: cannot move to a new network namespace (--net): No space left on device
  nsrun: hint: user.max_net_namespaces is 0: no network namespace may be made here; the sysctl raises it
  [125]

Every limit, by name and value, and what raises it:

  $ cat >inside <<'END'
  > for k in uts ipc net pid user cgroup time mnt; do
  >     limit=/proc/sys/user/max_${k}_namespaces
  >     before=$(cat $limit)
  >     echo 0 >$limit
  >     o=--$k
  >     [ $k = mnt ] && o=--mount
  >     nsrun $o touch ran 2>told
  >     status=$?
  >     echo $before >$limit
  >     echo $status $(tail -n 1 told)
  >     rm told
  > done
  > END
  $ nsrun -r sh inside
  125 nsrun: hint: user.max_uts_namespaces is 0: no UTS namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_ipc_namespaces is 0: no IPC namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_net_namespaces is 0: no network namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_pid_namespaces is 0: no PID namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_user_namespaces is 0: no user namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_cgroup_namespaces is 0: no cgroup namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_time_namespaces is 0: no time namespace may be made here; the sysctl raises it
  125 nsrun: hint: user.max_mnt_namespaces is 0: no mount namespace may be made here; the sysctl raises it
  $ ls
  inside

33 user namespaces deep:

  $ set -- nsrun -U true
  $ for i in $(seq 33); do set -- nsrun -r "$@"; done
  $ "$@"
  nsrun: cannot move to a new user namespace (--user): No space left on device
  nsrun: hint: no disk is full but a limit reached, here or in a user namespace above, whose number sysctl raises: user.max_user_namespaces is [0-9]+, and they nest 33 deep at most (re)
  [125]

32 PID namespaces deep:

  $ set -- nsrun -p true
  $ for i in $(seq 32); do set -- nsrun -p "$@"; done
  $ nsrun -r "$@"
  nsrun: cannot start a process in a new PID namespace (--pid): No space left on device
  nsrun: hint: no disk is full but a limit reached, here or in a user namespace above, whose number sysctl raises: user.max_pid_namespaces is [0-9]+, and they nest 32 deep at most (re)
  [125]

As root, a chroot at no mount point (not sanitized):

  $ mkdir proc
  $ for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir -p .${f%/*}; cp $f .$f; done
  $ nsrun -m sh -c 'mount -t proc none proc; chroot . $NSRUN -U true'
  nsrun: cannot move to a new user namespace (--user): Operation not permitted
  nsrun: hint: nsrun is in a chroot, and the kernel makes no user namespace there; start it outside, with --root
  [125]

As a plain user, proc of a PID namespace that is not ours:

  $ nsrun -r --mount-proc true
  nsrun: cannot mount proc on /proc (--mount-proc): Operation not permitted
  nsrun: hint: in a new user namespace proc can be mounted for a new PID namespace alone; add --pid
  [125]

--mount-proc where there is no folder:

  $ nsrun $R -p --mount-proc=x true
  nsrun: cannot mount proc on 'x' (--mount-proc): No such file or directory
  [125]

--mount-proc on a file:

  $ touch x
  $ nsrun $R -p --mount-proc=x true
  nsrun: cannot mount proc on 'x' (--mount-proc): Not a directory
  [125]

A masked /proc:

  $ nsrun -r -pm --mount-proc sh -c 'mount --bind /dev/null /proc/version; nsrun -r -p --mount-proc true'
  nsrun: cannot mount proc on /proc (--mount-proc): Operation not permitted
  nsrun: hint: part of /proc is covered, by a mount on '/proc/version', and the kernel then lets a user namespace have no new proc; podman run --security-opt unmask=ALL, docker run --security-opt systempaths=unconfined and procMount: Unmasked of kubernetes leave it bare
  [125]

A seccomp filter:

  $ $TESTS/refuse unshare EPERM nsrun -r true
  nsrun: cannot move to a new user namespace (--map-root): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]

As root, a seccomp filter, for root:

  $ $TESTS/refuse unshare EPERM nsrun -m true
  nsrun: cannot move to a new mount namespace (--mount): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]

A seccomp filter that allows no process (not with fallbacks):

  $ $TESTS/refuse clone3 EPERM nsrun -f true
  nsrun: cannot start a process (--fork): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]

As root, a seccomp filter that does not know a call:

  $ $TESTS/refuse sethostname ENOSYS nsrun --hostname y touch ran
  nsrun: cannot set the hostname to 'y' (--hostname): Function not implemented
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

As a plain user, no process left, for whom:

  $ prlimit --nproc=1 nsrun -f true
  nsrun: cannot start a process (--fork): Resource temporarily unavailable
  nsrun: hint: this user may have 1 processes, see ulimit -u, and the host or the container has its own limit
  [125]

As a plain user, no process left for the user, in a PID namespace:

  $ prlimit --nproc=1 nsrun -rp touch ran
  nsrun: cannot start a process in new PID and user namespaces (--pid, --map-root): Resource temporarily unavailable
  nsrun: hint: this user may have 1 processes, see ulimit -u, and the host or the container has its own limit
  [125]
  $ ls

As root, started set-uid (not sanitized):

  $ cp $NSRUN n
  $ chmod 4755 n
  $ setpriv --reuid 12345 --clear-groups ./n true
  nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid
  [125]

As root, started set-gid (not sanitized):

  $ cp $NSRUN n
  $ chgrp 4 n
  $ chmod 2755 n
  $ setpriv --reuid 12345 --regid 12345 --clear-groups ./n true
  nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid
  [125]

As root, a binary that the user cannot read:

  $ cp $NSRUN n
  $ chmod 711 n
  $ setpriv --reuid 12345 --regid 12345 --clear-groups ./n -r id -u
  0

As root, a binary with file capabilities (not sanitized):

  $ cp $NSRUN n
  $ chmod 755 n
  $ setcap cap_sys_admin+ep n
  $ setpriv --reuid 12345 --regid 12345 --clear-groups ./n -r id -u
  0
  $ setpriv --reuid 12345 --regid 12345 --clear-groups ./n -u id -u
  12345

no_new_privs:

  $ setpriv --no-new-privs nsrun -r -p id -u
  0

No /proc (not sanitized):

  $ nsrun -rm sh -c 'mount -t tmpfs none /proc; nsrun -r touch ran'
  nsrun: cannot deny setgroups \(--map-root\): (Operation n|N)ot supported (re)
  nsrun: hint: an id map is written in /proc, and no proc file system is there; mount -t proc proc /proc mounts one
  [125]
  $ ls

A fake /proc (CVE-2025-52881) (not sanitized):

  $ cat >inside <<'END'
  > mount -t tmpfs none /proc
  > mkdir /proc/self
  > echo deny >/proc/self/setgroups
  > echo 0 0 1 >/proc/self/uid_map
  > echo 0 0 1 >/proc/self/gid_map
  > nsrun -r touch ran
  > END
  $ nsrun -rm sh inside
  nsrun: cannot deny setgroups \(--map-root\): (Operation n|N)ot supported (re)
  nsrun: hint: an id map is written in /proc, and no proc file system is there; mount -t proc proc /proc mounts one
  [125]
  $ ls
  inside

A map that the kernel takes for another:

  $ n=$(strace -e trace=pread64 nsrun -V 2>&1 | grep -c pread64) || [ $n = 0 ]
  $ strace -qq -o /dev/null -e inject=pread64:poke_exit=@arg2=2037:when=$((n + 2))+ nsrun -r touch ran
  nsrun: cannot map gid 0 to [0-9]+ \(--map-root\): (Input/output|I/O) error (re)
  [125]
  $ ls

A file bound over uid_map:

  $ echo 0 0 1 >f
  $ nsrun -rm sh -c 'mount --bind f /proc/$$/uid_map; exec nsrun -r echo ran'
  nsrun: cannot map uid 0 to 0 \(--map-root\): (Invalid cross|Cross)-device link (re)
  nsrun: hint: something else is mounted over that file in /proc
  [125]
  $ cat f
  0 0 1

A file of proc's bound over uid_map (not with fallbacks):

  $ nsrun -rm sh -c 'mount --bind /proc/$$/comm /proc/$$/uid_map; exec nsrun -r touch ran'
  nsrun: cannot map uid 0 to 0 \(--map-root\): (Invalid cross|Cross)-device link (re)
  nsrun: hint: something else is mounted over that file in /proc
  [125]
  $ ls

A file bound over uid_map, without openat2:

  $ echo 0 0 1 >f
  $ nsrun -rm sh -c 'mount --bind f /proc/$$/uid_map; exec $TESTS/refuse openat2 ENOSYS nsrun -r echo ran'
  nsrun: cannot map uid 0 to 0 \(--map-root\): (Invalid cross|Cross)-device link (re)
  nsrun: hint: something else is mounted over that file in /proc
  [125]
  $ cat f
  0 0 1

Few file descriptors:

  $ for n in 4 5 6 7 8; do
  >     prlimit --nofile=$n nsrun $R -p true 2>told
  >     case $? in 0 | 125) ;; *) echo $n; cat told ;; esac
  > done
  $ prlimit --nofile=4 nsrun -f true
  nsrun: cannot start a process \(--fork\): (Too many open files|No file descriptors available) (re)
  [125]

No file descriptor but the standard ones:

  $ prlimit --nofile=3 nsrun $R -p touch ran
  nsrun: (cannot|error while loading) .* (re)
  \[12[57]\] (re)
  $ ls

No file descriptor to look a user up with is not: no such user:

  $ for o in '-S daemon' '-G daemon' --map-auto; do prlimit --nofile=3 nsrun -f $o true; done >told 2>&1
  \[12[57]\] (re)
  $ grep -c '^nsrun: ' told
  3
  $ grep -e 'no such' -e 'no range' told
  [1]

No /dev/null for a closed stdin (not sanitized):

  $ mkdir bin
  $ cp $(command -v busybox) bin
  $ cp $NSRUN n
  $ for f in $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir -p .${f%/*}; cp $f .$f; done
  $ nsrun -r -R . /bin/busybox sh -c '/n -f /bin/busybox true <&-'
  nsrun: stdin, stdout or stderr is closed and cannot be opened on /dev/null
  [125]
