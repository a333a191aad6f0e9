--check without a command line: the table of kinds of namespaces, and what each is refused by.

As root, every kind is supported and allowed:

  $ nsrun --check | awk '{ print $1, $2, $3 }'
  kind supported allowed
  mount yes yes
  UTS yes yes
  IPC yes yes
  network yes yes
  PID yes yes
  user yes yes
  cgroup yes yes
  time yes yes

As a plain user, others have them in a user namespace of their own:

  $ nsrun --check -- | cut -c1-36 | sed 's/ *$//'
  kind     supported  allowed
  mount    yes        with --map-root
  UTS      yes        with --map-root
  IPC      yes        with --map-root
  network  yes        with --map-root
  PID      yes        with --map-root
  user     yes        yes
  cgroup   yes        with --map-root
  time     yes        with --map-root

What the table allows a run gets, limits are /proc's, and it is narrow:

  $ nsrun --check=json | jq -r '.kinds[] | .kind + " " + .allowed + " " + (.limit | tostring)' >told
  $ while read kind allowed limit; do
  >     o=--$kind
  >     [ $kind = mnt ] && o=--mount
  >     [ $allowed = map-root ] && o="$o -r"
  >     nsrun $o true && [ $limit = $(cat /proc/sys/user/max_${kind}_namespaces) ] && echo $kind
  > done <told
  mnt
  uts
  ipc
  net
  pid
  user
  cgroup
  time
  $ nsrun --check | awk 'length > 80'

Namespaces in use:

  $ cat >inside <<'END'
  > own=$(readlink /proc/self/ns/uts)
  > for i in 1 2; do
  >     nsrun -u sleep 100 &
  >     until [ "$(readlink /proc/$!/ns/uts)" != $own ]; do :; done
  > done
  > nsrun --check=json | jq '.kinds[1, 2].use'
  > END
  $ nsrun $R -pm --mount-proc sh inside
  3
  1

Nothing of the table stays, and no command runs:

  $ mkdir bin
  $ printf '%s\n' '#!/bin/sh' 'touch ran' >bin/true
  $ chmod +x bin/true
  $ state() { cat /proc/self/mountinfo; hostname; ip -o link; }
  $ state >before
  $ PATH=$D/bin:$PATH nsrun --check >/dev/null
  $ state | cmp - before
  $ ls
  before
  bin

A limit of 0, in the table:

  $ nsrun -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; nsrun --check' >told
  [125]
  $ awk '$3 == "no" { print $1, $4 }' told
  network 0
  $ tail -n 1 told
  network: user.max_net_namespaces is 0: no network namespace may be made here; the sysctl raises it

No privilege, and no user namespace either:

  $ cat >inside <<'END'
  > echo 0 >/proc/sys/user/max_user_namespaces
  > setpriv --bounding-set=-all nsrun --check
  > END
  $ nsrun -r sh inside >told
  [125]
  $ sed -n 2,9p told | awk '{ print $3 }' | uniq -c | tr -s ' '
   8 no
  $ tail -n 1 told
  mount, UTS, IPC, network, PID, user, cgroup and time: user.max_user_namespaces is 0: no user namespace may be made here; the sysctl raises it

33 user namespaces deep, in the table:

  $ set -- nsrun --check
  $ for i in $(seq 33); do set -- nsrun -r "$@"; done
  $ "$@" >told
  [125]
  $ awk '$3 == "no" { print $1 }' told
  user
  $ tail -n 1 told
  user: no disk is full but a limit reached, here or in a user namespace above, whose number sysctl raises: user.max_user_namespaces is [0-9]+, and they nest 33 deep at most (re)

A seccomp filter, in the table (not with fallbacks):

  $ $TESTS/refuse clone3 EPERM nsrun --check >told
  [125]
  $ awk '$3 == "no"' told | wc -l
  8
  $ tail -n 1 told
  mount, UTS, IPC, network, PID, user, cgroup and time: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it

An old kernel's answer to clone3, in the table:

  $ $TESTS/refuse clone3 ENOSYS nsrun --check | grep -c yes
  8

As root, a chroot at no mount point, in the table (not sanitized):

  $ mkdir proc
  $ for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir -p .${f%/*}; cp $f .$f; done
  $ nsrun -m sh -c 'mount -t proc none proc; chroot . $NSRUN --check' >told
  [125]
  $ awk '$3 == "no" { print $1 }' told
  user
  $ tail -n 1 told
  user: nsrun is in a chroot, and the kernel makes no user namespace there; start it outside, with --root

As a plain user, no process left, in the table:

  $ prlimit --nproc=1 nsrun --check >told
  [125]
  $ awk '$3 == "no"' told | wc -l
  8
  $ tail -n 1 told
  mount, UTS, IPC, network, PID, user, cgroup and time: this user may have 1 processes, see ulimit -u, and the host or the container has its own limit

A masked /proc is none of the table's:

  $ nsrun -r -pm --mount-proc sh -c 'mount --bind /dev/null /proc/version; nsrun --check' >told
  $ grep -c ' yes  *yes ' told
  8

No /proc, in the table (not sanitized):

  $ nsrun -rm sh -c 'mount -t tmpfs none /proc; nsrun --check' | tr -s ' '
  kind supported allowed limit in use
  mount - yes - -
  UTS - yes - -
  IPC - yes - -
  network - yes - -
  PID - yes - -
  user - yes - -
  cgroup - yes - -
  time - yes - -

As root, started set-uid or set-gid: it says no before it looks at what its user may not (not sanitized):

  $ cp $NSRUN n
  $ cp $NSRUN m
  $ chmod 4755 n
  $ chgrp 4 m
  $ chmod 2755 m
  $ setpriv --reuid 12345 --clear-groups ./n --check
  nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid
  [125]
  $ setpriv --reuid 12345 --regid 12345 --clear-groups ./m --check
  nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid
  [125]
  $ setpriv --reuid 12345 --clear-groups ./n --check=json
  {"version":1,"result":"refused","steps":[],"message":"real and effective ids differ: nsrun must not be set-uid or set-gid","hint":null}
  [125]
  $ setpriv --reuid 12345 --clear-groups ./n --check=json -p true
  {"version":1,"result":"refused","steps":[],"message":"real and effective ids differ: nsrun must not be set-uid or set-gid","hint":null}
  [125]
  $ setpriv --reuid 12345 --clear-groups ./n --explain true
  nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid
  [125]
  $ setpriv --reuid 12345 --clear-groups ./n --version | sed 's/ [0-9].*//'
  nsrun

The table as JSON:

  $ nsrun -r sh -c 'echo 0 >/proc/sys/user/max_ipc_namespaces; nsrun --check=json' >told
  [125]
  $ jq -c '.version, [.kinds[].kind], [.kinds[].supported], [.kinds[].allowed]' told
  1
  ["mnt","uts","ipc","net","pid","user","cgroup","time"]
  [true,true,true,true,true,true,true,true]
  ["yes","yes","no","yes","yes","yes","yes","yes"]
  $ jq -c '.kinds[2] | .limit, .message, .hint' told
  0
  "cannot start a process in a new IPC namespace: No space left on device"
  "user.max_ipc_namespaces is 0: no IPC namespace may be made here; the sysctl raises it"
