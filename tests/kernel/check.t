--check carries out all but the command, and undoes it: what it tells, that it does what a run does,
and that nothing of it stays.

--check: the steps of --explain, in their order:

  $ while read o; do
  >     nsrun --explain $o true | sed -n 's/^ *[0-9]*\. //p' >told
  >     nsrun --check $o true >done
  >     echo $?
  >     cut -c12- done | cmp - told
  >     cut -c1-11 done | sort -u | xargs echo
  > done <<END
  > $R -pm --mount-proc
  > $R -un --hostname x
  > -r
  > -f
  > $R -T --boottime 1d
  > $R -p --init --new-session --timeout 1h
  > -a --keep-caps --close-fds
  > END
  0
  not done ok
  0
  not done ok
  0
  not done ok
  0
  not done ok
  0
  not done ok
  0
  not done ok
  0
  not done ok

--check: for a script, without a command:

  $ nsrun --check $R -pm --mount-proc >/dev/null && echo tests
  tests

--check: the command is found, and not run:

  $ for o in '' -f -r "$R -p" "$R -p --init" '-p --no-fork -r'; do
  >     nsrun --check $o touch ran | grep '^not done.*execute'
  > done
  not done   inner: execute 'touch'
  not done   inner: execute 'touch'
  not done   inner: execute 'touch'
  not done   inner: execute 'touch'
  not done   inner: execute 'touch'
  not done   inner: execute 'touch'
  $ ls

As a plain user, --check: nor beside a helper:

  $ nsrun --check -r --map-auto touch ran
  ok         inner: start a helper that stays outside (--map-auto)
  ok         inner: move to a new user namespace (--map-root)
  ok         outer: map gid 0 to *, 1-* to *-* with newgidmap and uid 0 to *, 1-* to *-* with newuidmap (--map-auto) (glob)
  not done   inner: execute 'touch'
  $ ls

As root, --check: nor as another user, or in another's namespace:

  $ nsrun --check -p -S 1 -G 1 --keep-caps -U --map-users 0:0:9 --map-groups 0:0:9 touch ran
  ok         outer: start a process in new PID and user namespaces (--pid, --user)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         outer: map gid 0-8 to 0-8 (--map-groups)
  ok         outer: map uid 0-8 to 0-8 (--map-users)
  ok         inner: keep the capabilities over the change of ids (--keep-caps)
  ok         inner: drop the supplementary groups (--setgid)
  ok         inner: change to gid 1 (--setgid)
  ok         inner: change to uid 1 (--setuid)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         inner: keep the capabilities over the exec (--keep-caps)
  not done   inner: execute 'touch'
  not done   outer: wait for the command
  $ nsrun --check -p --owner 1000:1000 --map-users 0:1000:9 touch ran
  ok         outer: start a process in new PID and user namespaces, owned by uid 1000 and gid 1000 (--pid, --map-users, --owner)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         outer: map uid 0-8 to 1000-1008 (--map-users)
  not done   inner: execute 'touch'
  not done   outer: wait for the command
  $ ls

--check: nothing of it stays:

  $ state() {
  >     cat /proc/self/mountinfo /proc/sys/kernel/hostname /proc/sys/kernel/domainname
  >     ls -R . /proc/sys/fs/binfmt_misc
  >     ip -o link
  >     ipcs
  > }
  $ touch before
  $ state >before
  $ nsrun --check $R -pmuniC --mount-proc --hostname h --domainname d >told
  $ nsrun --check $R -munT --mount-proc=/mnt --hostname h >told || [ $(id -u) != 0 ]
  $ nsrun --check -r -l :x:E::x::/bin/cat: >told
  $ rm told
  $ state | diff before -

--check: nor under a mount that is shared:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared /
  > mkdir $D/a
  > cp /proc/self/mountinfo $D
  > nsrun --check -p --mount-proc=$D/a true | grep -c ^ok
  > ls $D/a
  > cmp /proc/self/mountinfo $D/mountinfo && echo same
  > END
  $ nsrun $R -pm --mount-proc sh outside
  4
  same

As root, --check: no file is kept:

  $ nsrun --check --net=x --uts=y --hostname h true
  ok         outer: start a process in new UTS and network namespaces (--uts, --net)
  not done   outer: keep the UTS namespace at 'y' (--uts)
  not done   outer: keep the network namespace at 'x' (--net)
  ok         inner: bring up lo (--net)
  ok         inner: set the hostname to 'h' (--hostname)
  not done   inner: execute 'true'
  not done   outer: wait for the command
  $ ls
  $ grep $D /proc/self/mountinfo
  [1]

As root, --check: nor put in the place of one that is there:

  $ echo mine >x
  $ nsrun --check --net=x true
  ok         outer: start a process in a new network namespace (--net)
  not done   outer: keep the network namespace at 'x' (--net)
  ok         inner: bring up lo (--net)
  not done   inner: execute 'true'
  not done   outer: wait for the command
  $ cat x
  mine

--check: no status line; --trace tells of what is done:

  $ nsrun --check $R -p --trace --status-fd 3 true 3>s 2>log >told
  $ cat s
  $ grep -o 'arrange .* ok' log
  arrange to get SIGKILL when outer ends (--pid): ok
  $ grep execute log
  [1]

--check: told from another root, folder and user, and without the environment:

  $ mkdir -p r/bin r/proc
  $ cp $(command -v busybox) r/bin
  $ nsrun --check -r -R r -w /bin --clear-env --close-fds -S 0 busybox | tail -2
  ok         inner: close all file descriptors from 3 on (--close-fds)
  not done   inner: execute 'busybox'

--check: --die-with-parent:

  $ nsrun --check --die-with-parent true
  ok         outer: watch outer's own parent (--die-with-parent)
  ok         outer: start a process (--die-with-parent)
  ok         inner: arrange to get SIGKILL when outer ends (--die-with-parent)
  not done   inner: execute 'true'
  not done   outer: wait for the command

--check: without a PATH, without a SHELL, with SIGCHLD ignored, with all blocked:

  $ env -i $NSRUN --check -f
  ok         outer: start a process (--fork)
  not done   inner: execute '/*sh' (glob)
  not done   outer: wait for the command
  $ env -u SHELL --ignore-signal=CHLD nsrun --check -f
  ok         outer: start a process (--fork)
  not done   inner: execute '/*sh' (glob)
  not done   outer: wait for the command
  $ env --block-signal nsrun --check -rp
  ok         outer: start a process in new PID and user namespaces (--pid, --map-root)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to * (--map-root) (glob)
  ok         inner: map uid 0 to * (--map-root) (glob)
  not done   inner: execute '/*sh' (glob)
  not done   outer: wait for the command

--check: as a PID 1:

  $ nsrun $R -p nsrun --check -pu --hostname x true | grep -c ^ok
  3

The command.

--check: not found:

  $ nsrun --check -f no-such
  ok         outer: start a process (--fork)
  refused    inner: execute 'no-such': No such file or directory
  not tried  outer: wait for the command
  [125]

--check: found in the new root alone, or outside of it alone:

  $ mkdir -p r/bin
  $ cp $(command -v busybox) r/bin
  $ nsrun --check -r -R r busybox >told
  $ nsrun --check -r -R r touch >told
  [125]
  $ tail -n 2 told
  refused    inner: execute 'touch': No such file or directory
             hint: it was looked for in the new root

--check: in the PATH that the command would have:

  $ cp /bin/true mine
  $ nsrun --check --setenv PATH=$D mine
  ok         inner: set 'PATH=$D' (--setenv)
  not done   inner: execute 'mine'
  $ PATH=$D:$PATH nsrun --check --clear-env mine
  ok         inner: clear the environment (--clear-env)
  refused    inner: execute 'mine': No such file or directory
  [125]

--check: on a mount that is noexec:

  $ mkdir m
  $ nsrun -rm sh -c 'mount -t tmpfs -o noexec none m; cp /bin/true m; nsrun --check m/true'
  refused    inner: execute 'm/true': Permission denied
  [125]

Each of the following is run and checked; where both fail with the same words nothing is said.

--check: in the words of a run:

  $ mkdir -p f/tool
  $ touch tool
  $ cat >same <<'END'
  > nsrun "$@" 2>run
  > [ -s run ] || echo silent
  > nsrun --check=json "$@" | jq -r '.steps[] | select(.result == "refused") |
  >     "nsrun: " + .message, if .hint then "nsrun: hint: " + .hint else empty end' >check
  > cmp run check || echo "$@"
  > END
  $ same() { sh ./same "$@"; }
  $ same no-such
  $ same $D/none
  $ same /etc
  $ same /etc/passwd
  $ same ''
  $ same -f ''
  $ same tool/x
  $ PATH=$D:/nowhere:$PATH same tool
  $ PATH=$D/f:$D:/nowhere:$PATH same tool
  $ same -f $(printf %0300d 7)
  $ same -r -R . no

--check: in the words of a run, all kinds of steps:

  $ cat >same <<'END'
  > nsrun "$@" 2>run
  > [ -s run ] || echo silent
  > nsrun --check=json "$@" | jq -r '.steps[] | select(.result == "refused") |
  >     "nsrun: " + .message, if .hint then "nsrun: hint: " + .hint else empty end' >check
  > cmp run check || echo "$@"
  > END
  $ same() { sh ./same "$@"; }
  $ same $R -p --mount-proc=no true
  $ same $R -p --init --mount-proc=no true
  $ same -w a/b true
  $ same -R no true
  $ same -r -T --boottime -1000d true
  $ same -l ::::::: true
  $ same -r --mount-binfmt=no true
  $ same -w /proc/self/fd/0 true

--check: what a run finds a check finds:

  $ mkdir a b
  $ mkdir a/true
  $ echo >b/true
  $ ln -s loop loop
  $ echo : >script
  $ chmod +x script
  $ for p in $D/a:$D/b:$PATH $D/loop:$PATH /nowhere:$PATH; do
  >     PATH=$p nsrun true && PATH=$p nsrun --check true
  > done
  not done   inner: execute 'true'
  not done   inner: execute 'true'
  not done   inner: execute 'true'
  $ nsrun ./script
  $ nsrun --check ./script
  not done   inner: execute './script'

What is refused: the step, the cause and the remedy.

As a plain user, --check: without privilege:

  $ nsrun --check -mu true
  refused    inner: move to new mount and UTS namespaces (--mount, --uts): Operation not permitted
             hint: this needs privilege; with --map-root it is done in a user namespace of your own
  not tried  inner: make every mount private (--mount)
  not tried  inner: execute 'true'
  [125]

As a plain user, --check: to change to another user without privilege:

  $ nsrun --check -S 1 touch ran
  refused    inner: change to uid 1 (--setuid): Operation not permitted
             hint: to change users and groups is for root; in a user namespace of your own there are those that --map-auto maps
  not tried  inner: execute 'touch'
  [125]
  $ ls

--check: a limit of 0:

  $ nsrun -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; nsrun --check -n true'
  refused    inner: move to a new network namespace (--net): No space left on device
             hint: user.max_net_namespaces is 0: no network namespace may be made here; the sysctl raises it
  not tried  inner: bring up lo (--net)
  not tried  inner: execute 'true'
  [125]

--check: 33 user namespaces deep:

  $ set -- nsrun --check -U true
  $ for i in $(seq 33); do set -- nsrun -r "$@"; done
  $ "$@"
  refused    inner: move to a new user namespace (--user): No space left on device
             hint: no disk is full but a limit reached, here or in a user namespace above, whose number sysctl raises: user.max_user_namespaces is [0-9]+, and they nest 33 deep at most (re)
  not tried  inner: execute 'true'
  [125]

As root, --check: a chroot at no mount point (not sanitized):

  $ mkdir proc
  $ for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir -p .${f%/*}; cp $f .$f; done
  $ nsrun -m sh -c 'mount -t proc none proc; chroot . $NSRUN --check -U $NSRUN'
  refused    inner: move to a new user namespace (--user): Operation not permitted
             hint: nsrun is in a chroot, and the kernel makes no user namespace there; start it outside, with --root
  not tried  inner: execute '/*/nsrun' (glob)
  [125]

--check: a masked /proc:

  $ nsrun -r -pm --mount-proc \
  >     sh -c 'mount --bind /dev/null /proc/version; nsrun --check -r -p --mount-proc true'
  ok         outer: start a process in new mount, PID and user namespaces (--mount-proc, --pid, --map-root)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to 0 (--map-root)
  ok         inner: map uid 0 to 0 (--map-root)
  ok         inner: make every mount private (--mount-proc)
  refused    inner: mount proc on /proc (--mount-proc): Operation not permitted
             hint: part of /proc is covered, by a mount on '/proc/version', and the kernel then lets a user namespace have no new proc; podman run --security-opt unmask=ALL, docker run --security-opt systempaths=unconfined and procMount: Unmasked of kubernetes leave it bare
  not tried  inner: execute 'true'
  not tried  outer: wait for the command
  [125]

As a plain user, --check: proc of a PID namespace that is not ours:

  $ nsrun --check -r --mount-proc true
  ok         inner: move to new mount and user namespaces (--mount-proc, --map-root)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to * (--map-root) (glob)
  ok         inner: map uid 0 to * (--map-root) (glob)
  ok         inner: make every mount private (--mount-proc)
  refused    inner: mount proc on /proc (--mount-proc): Operation not permitted
             hint: in a new user namespace proc can be mounted for a new PID namespace alone; add --pid
  not tried  inner: execute 'true'
  [125]

--check: a seccomp filter, in place and forked (not with fallbacks):

  $ $TESTS/refuse unshare EPERM nsrun --check -ru touch ran
  refused    inner: move to new UTS and user namespaces (--uts, --map-root): Operation not permitted
             hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  not tried  inner: deny setgroups (--map-root)
  not tried  inner: map gid 0 to * (--map-root) (glob)
  not tried  inner: map uid 0 to * (--map-root) (glob)
  not tried  inner: execute 'touch'
  [125]
  $ $TESTS/refuse clone3 EPERM nsrun --check -ruf touch ran
  refused    outer: start a process in new UTS and user namespaces (--uts, --map-root, --fork): Operation not permitted
             hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  not tried  inner: deny setgroups (--map-root)
  not tried  inner: map gid 0 to * (--map-root) (glob)
  not tried  inner: map uid 0 to * (--map-root) (glob)
  not tried  inner: execute 'touch'
  not tried  outer: wait for the command
  [125]
  $ ls

--check: a step fails: lo, hostname, mount, the death signal:

  $ $TESTS/refuse ioctl EPERM nsrun --check -rpn touch ran
  ok         outer: start a process in new network, PID and user namespaces (--net, --pid, --map-root)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to * (--map-root) (glob)
  ok         inner: map uid 0 to * (--map-root) (glob)
  refused    inner: bring up lo (--net): Operation not permitted
             hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  not tried  inner: execute 'touch'
  not tried  outer: wait for the command
  [125]
  $ $TESTS/refuse sethostname EPERM nsrun --check -r --hostname y touch ran
  ok         inner: move to new UTS and user namespaces (--hostname, --map-root)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to * (--map-root) (glob)
  ok         inner: map uid 0 to * (--map-root) (glob)
  refused    inner: set the hostname to 'y' (--hostname): Operation not permitted
             hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  not tried  inner: execute 'touch'
  [125]
  $ $TESTS/refuse mount EPERM nsrun --check -rpm touch ran
  ok         outer: start a process in new mount, PID and user namespaces (--mount, --pid, --map-root)
  ok         inner: arrange to get SIGKILL when outer ends (--pid)
  ok         inner: deny setgroups (--map-root)
  ok         inner: map gid 0 to * (--map-root) (glob)
  ok         inner: map uid 0 to * (--map-root) (glob)
  refused    inner: make every mount private (--mount): Operation not permitted
             hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  not tried  inner: execute 'touch'
  not tried  outer: wait for the command
  [125]
  $ ls

As a plain user, --check: no process left:

  $ prlimit --nproc=1 nsrun --check -f true
  refused    outer: start a process (--fork): Resource temporarily unavailable
             hint: this user may have 1 processes, see ulimit -u, and the host or the container has its own limit
  not tried  inner: execute 'true'
  not tried  outer: wait for the command
  [125]

As a plain user, --check: newuidmap missing:

  $ mkdir bin
  $ ln -s $NSRUN /bin/true bin
  $ PATH=$D/bin
  $ nsrun --check --map-auto true
  ok         inner: start a helper that stays outside (--map-auto)
  ok         inner: move to a new user namespace (--map-auto)
  refused    outer: map gid 0-* to *-* with newgidmap and uid 0-* to *-* with newuidmap (--map-auto): newgidmap is not installed (glob)
             hint: Debian has it in the package uidmap, others in shadow
  not tried  inner: execute 'true'
  [125]

As a plain user, --check: newuidmap fails, is killed, or has no privilege:

  $ for how in 'exit 1' 'kill -9 $$'; do
  >     printf '%s\n' '#!/bin/sh' "$how" >newuidmap
  >     chmod 755 newuidmap
  >     for o in '' -p; do
  >         PATH=$D:$PATH nsrun --check $o --map-users=auto touch ran >told
  >         echo $?
  >         grep -o '(--map-users): new.*' told
  >     done
  > done
  125
  (--map-users): newuidmap ended with status 1
  125
  (--map-users): newuidmap ended with status 1
  125
  (--map-users): newuidmap was killed by signal 9
  125
  (--map-users): newuidmap was killed by signal 9
  $ rm newuidmap
  $ setpriv --no-new-privs nsrun --check -r --map-auto true >told 2>/dev/null
  [125]
  $ grep -o 'hint: no_new_privs is set' told
  hint: no_new_privs is set
  $ ls
  told

--check: no /proc (not sanitized):

  $ nsrun -rm sh -c 'mount -t tmpfs none /proc; nsrun --check -r touch ran'
  ok         inner: move to a new user namespace (--map-root)
  refused    inner: deny setgroups \(--map-root\): (Operation n|N)ot supported (re)
             hint: an id map is written in /proc, and no proc file system is there; mount -t proc proc /proc mounts one
  not tried  inner: map gid 0 to 0 (--map-root)
  not tried  inner: map uid 0 to 0 (--map-root)
  not tried  inner: execute 'touch'
  [125]
  $ ls

--check: a parent in another PID namespace:

  $ nsrun $R -p nsrun --check --die-with-parent touch ran
  refused    outer: watch outer's own parent (--die-with-parent): No such process
  not tried  outer: start a process (--die-with-parent)
  not tried  inner: arrange to get SIGKILL when outer ends (--die-with-parent)
  not tried  inner: execute 'touch'
  not tried  outer: wait for the command
  [125]
  $ ls

As root, --check: outer fails while inner waits for it (not with fallbacks):

  $ strace -qq -o /dev/null -e inject=openat2:error=EPERM:delay_enter=300000:when=3 \
  >     nsrun --check -rf --setgroups=allow touch ran
  ok         outer: start a process in a new user namespace (--map-root, --fork)
  ok         inner: allow setgroups (--setgroups)
  refused    outer: map gid 0 to 0 (--map-root): Operation not permitted
  not tried  inner: map uid 0 to 0 (--map-root)
  not tried  inner: execute 'touch'
  not tried  outer: wait for the command
  [125]
  $ ls

--check: inner dies in a step:

  $ strace -fqq -o /dev/null -e inject=mount:signal=KILL nsrun --check -rum --hostname x -f touch ran
  ok         outer: start a process in new mount, UTS and user namespaces (--mount, --uts, --map-root, --fork)
  unknown    inner: deny setgroups (--map-root)
  unknown    inner: map gid 0 to * (--map-root) (glob)
  unknown    inner: map uid 0 to * (--map-root) (glob)
  unknown    inner: make every mount private (--mount)
  unknown    inner: set the hostname to 'x' (--hostname)
  not done   inner: execute 'touch'
  refused    outer: wait for the command: nsrun's second process was killed by signal 9
  [125]
  $ ls

--check: a step takes longer than --timeout:

  $ strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 \
  >     nsrun --check -rpm --timeout 100ms --kill-after 100ms touch ran 2>/dev/null
  ok         outer: start a process in new mount, PID and user namespaces (--mount, --pid, --map-root)
  unknown    inner: arrange to get SIGKILL when outer ends (--pid)
  unknown    inner: deny setgroups (--map-root)
  unknown    inner: map gid 0 to * (--map-root) (glob)
  unknown    inner: map uid 0 to * (--map-root) (glob)
  unknown    inner: make every mount private (--mount)
  not done   inner: execute 'touch'
  refused    outer: wait for the command, send it SIGTERM after 0.1 s, and kill all after 0.1 s more (--timeout): * (glob)
  [125]
  $ ls

Signals: as without the check, and the script that asked does not go on.

--check: ^C and TERM during it:

  $ children() { cat /proc/$1/task/$1/children 2>/dev/null; }
  $ slowly() {
  >     exec env --default-signal=INT \
  >         strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 "$@"
  > }
  $ for s in INT TERM; do
  >     for o in -p -f '-p --init'; do
  >         slowly nsrun --check $R $o -m touch ran &
  >         until outer=$(children $!) && [ "$(children $outer)" ]; do :; done
  >         kill -$s $outer
  >         wait $!
  >         echo $?
  >     done
  > done 2>/dev/null
  130
  130
  130
  143
  143
  143
  $ ls

--check: a signal that the caller ignores:

  $ children() { cat /proc/$1/task/$1/children 2>/dev/null; }
  $ env --ignore-signal=TERM strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 \
  >     nsrun --check $R -pm touch ran >told &
  $ until outer=$(children $!) && [ "$(children $outer)" ]; do :; done
  $ kill -TERM $outer
  $ wait $!
  $ grep '^not done' told
  not done   inner: execute 'touch'
  not done   outer: wait for the command

What it prints.

--check: on /dev/full:

  $ for o in --check --check=json '--check -f true' '--check=json -f true'; do
  >     nsrun $o >/dev/full
  >     echo $?
  > done
  nsrun: cannot write to standard output: No space left on device
  125
  nsrun: cannot write to standard output: No space left on device
  125
  nsrun: cannot write to standard output: No space left on device
  125
  nsrun: cannot write to standard output: No space left on device
  125

--check: stdout closed:

  $ nsrun --check >&-
  $ nsrun --check -f true >&-
  $ nsrun --check -un $R true >&-

The last of --check and --explain is obeyed:

  $ nsrun --check --explain -f true | head -n 1
  Runs 'true' in the caller's namespaces.
  $ nsrun --explain=json --check -f true | head -n 1
  ok         outer: start a process (--fork)
  $ nsrun --check=json --check=text -f true | head -n 1
  ok         outer: start a process (--fork)

--check: a line that makes no sense:

  $ nsrun --check --no-loopback true
  nsrun: --no-loopback has no effect without --net
  Try 'nsrun --help'.
  [125]

--check: unshare does not know it:

  $ ln -s $NSRUN unshare
  $ ./unshare --check
  unshare: unknown option '--check'
  unshare: hint: --check is nsrun's own; under the name unshare it has unshare's options alone
  Try 'unshare --help'.
  [1]

--check=json: what a program asks for:

  $ nsrun --check=json $R -p --mount-proc=no true >told
  [125]
  $ jq -c '.version, .result, ([.steps[] | .result] | unique)' told
  1
  "refused"
  ["not tried","ok","refused"]
  $ jq -c '.steps[] | select(.result == "refused") | .actor, .options, .error, .hint' told
  "inner"
  ["--mount-proc"]
  "ENOENT"
  null

--check=json: a line that makes no sense:

  $ for o in --bogus --timeout=5x --no-loopback; do
  >     nsrun --check=json $o true >told
  >     echo $?
  >     jq -c '[.result, (.steps | length), .message]' told
  > done
  125
  ["refused",0,"unknown option '--bogus'"]
  125
  ["refused",0,"--timeout cannot be '5x': a time is like 500ms, 10s, 5m or 1h30m"]
  125
  ["refused",0,"--no-loopback has no effect without --net"]

--check=json: whatever the strings contain:

  $ nsrun --check=json --hostname "$(printf 'a\001"\\\377\303\251\n')" -ru "$(printf '\033"')" >told
  [125]
  $ jq -r .result told
  refused
