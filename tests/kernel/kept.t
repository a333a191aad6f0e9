Namespaces that are kept at a file. Only root may: the mount is made outside.

As root, 21: a hostname kept, and found by nsenter:

  $ nsrun --uts=f sh -c 'hostname kept'
  $ nsenter --uts=f hostname
  kept
  $ umount f
  $ ls
  f

As root, 20: a network namespace for ip netns exec:

  $ cat >outside <<'END'
  > mount -t tmpfs none /run
  > mkdir /run/netns
  > nsrun --net=/run/netns/n true
  > ip netns exec n ip -o link show up | wc -l
  > ip netns del n
  > ls /run/netns
  > END
  $ nsrun -m sh outside
  1

A mount namespace is kept only where its number is larger than its keeper's, and Linux 6.18 gives
each CPU numbers of its own: keeper and kept are made on one.

As root, every kind is the command's own:

  $ cat >outside <<'END'
  > for k in uts ipc net pid user cgroup time mount; do
  >     nsrun -p --$k=f sh -c 'readlink /proc/self/ns/*' >inside
  >     grep -o "[a-z]*:\[$(stat -c %i f)\]" inside | sort -u | tr -d '0-9'
  >     umount f && rm f
  > done
  > END
  $ taskset -c 0 nsrun -m sh outside
  uts:[]
  ipc:[]
  net:[]
  pid:[]
  user:[]
  cgroup:[]
  time:[]
  mnt:[]

As root, a kept user namespace: no fd of nsrun's in the command (unshare leaks one):

  $ ls /proc/self/fd >own
  $ nsrun --user=f -r --fork ls /proc/self/fd | cmp - own
  $ umount f

As root, a command that cannot be started leaves no file:

  $ nsrun --net=f no-such
  nsrun: cannot execute 'no-such': No such file or directory
  [127]
  $ ls
  $ touch g
  $ nsrun --net=g no-such
  nsrun: cannot execute 'no-such': No such file or directory
  [127]
  $ ls
  g
  $ findmnt g
  [1]

As root, nor does a later step that fails:

  $ nsrun --net=f --uts=g -R no true
  nsrun: cannot change the root to 'no' (--root): No such file or directory
  [125]
  $ ls

As root, a bind that fails: the command does not start (unshare's does):

  $ nsrun -f --uts=no/f touch ran
  nsrun: cannot keep the UTS namespace at 'no/f' (--uts): No such file or directory
  [125]
  $ ls

As root, nor does a signal before the command has started:

  $ slowly() { exec strace -fqq -o /dev/null -e inject=sethostname:delay_enter=1500000 "$@"; }
  $ for o in '' '--status-fd 3'; do
  >     slowly nsrun -p --net=f --hostname x $o touch ran 3>status &
  >     until findmnt -n f >/dev/null; do :; done
  >     kill -TERM $(pgrep -P $!)
  >     wait $!
  >     echo $?
  >     ls
  > done 2>/dev/null
  143
  status
  143
  status
  $ jq -c '.event, .status' status
  "failed"
  143

As root, a folder:

  $ nsrun --uts=. true
  nsrun: cannot keep the UTS namespace at '.' (--uts): Is a directory
  [125]
  $ findmnt .
  [1]

As root, a FIFO, for a mount namespace on a shared mount:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-shared $D
  > mkfifo $D/f
  > nsrun --mount=$D/f true
  > END
  $ taskset -c 0 nsrun -m sh outside
  nsrun: cannot keep the mount namespace at '$D/f' (--mount): Invalid argument
  nsrun: hint: '$D/f' is no plain file
  [125]

As root, a file in another mount namespace is none of this one's:

  $ nsrun -m sh -c 'mount -t tmpfs none $D; >$D/f; exec sleep 100' &
  $ until [ -e /proc/$!/root/$D/f ]; do :; done
  $ touch f
  $ nsrun --uts=/proc/$!/root$D/f touch ran
  nsrun: cannot keep the UTS namespace at '/proc/*/root$D/f' (--uts): Invalid argument (glob)
  [125]
  $ kill $!
  $ wait $! 2>/dev/null
  [143]
  $ umount f
  umount: f: not mounted.
  [32]
  $ ls
  f

As root, the root folder:

  $ nsrun --uts=/ true
  nsrun: cannot keep the UTS namespace at '/' (--uts): Is a directory
  [125]

As root, nothing holds the folder of the file while the command runs:

  $ mkfifo p q
  $ mkdir m
  $ cat >outside <<'END'
  > mount -t tmpfs none m
  > nsrun --uts=m/f sh -c 'echo >p; read x <q' &
  > read x <p
  > umount m/f
  > until umount m 2>/dev/null; do :; done
  > echo free
  > echo >q
  > wait
  > END
  $ nsrun -m sh outside
  free

As root, by a link: it is taken back there:

  $ touch f
  $ ln -s f l
  $ nsrun --uts=l true
  $ findmnt -no TARGET f
  $D/f
  $ umount l
  $ nsrun --uts=l no-such
  nsrun: cannot execute 'no-such': No such file or directory
  [127]
  $ findmnt f
  [1]
  $ ls
  f
  l

As root, a folder that is another meanwhile: what is not nsrun's stays:

  $ mkdir a b
  $ touch x b/f b/g
  $ mount --bind x b/f
  $ slowly() { strace -fqq -o /dev/null -e inject=sethostname:error=EPERM:delay_enter=1000000 "$@"; }
  $ for f in f g; do
  >     slowly nsrun --net=a/$f --hostname x true 2>/dev/null &
  >     until findmnt a/$f >/dev/null; do :; done
  >     mv a old && ln -s b a
  >     wait
  >     rm a && mv old a
  > done
  $ ls a
  $ ls b
  f
  g
  $ umount b/f
  $ grep $D /proc/self/mountinfo
  [1]

As root, of two at once the one has it that locks it, whoever made the file:

  $ slowly() { strace -qq -o /dev/null -e inject=$1:delay_enter=$2 nsrun --net=f true; }
  $ slowly flock 1500000 2>/dev/null &
  $ until [ -e f ]; do :; done
  $ slowly move_mount 3000000
  $ wait
  $ umount f
  $ ls
  f

As root, what is no plain file: nothing is mounted on it:

  $ mkfifo fifo
  $ mknod node c 1 3
  $ ln -s none link
  $ nsrun --uts=fifo touch ran
  nsrun: cannot keep the UTS namespace at 'fifo' (--uts): Invalid argument
  nsrun: hint: 'fifo' is no plain file
  [125]
  $ nsrun --uts=node touch ran
  nsrun: cannot keep the UTS namespace at 'node' (--uts): Invalid argument
  nsrun: hint: 'node' is no plain file
  [125]
  $ nsrun --uts=link touch ran
  nsrun: cannot keep the UTS namespace at 'link' (--uts): Invalid argument
  nsrun: hint: 'link' is a link to nowhere
  [125]
  $ ls
  fifo
  link
  node

As root, kept there already:

  $ nsrun --uts=f true
  $ nsrun --uts=f touch ran
  nsrun: cannot keep the UTS namespace at 'f' \(--uts\): (Device or resource|Resource) busy (re)
  nsrun: hint: a namespace is kept there already; umount takes it away
  [125]
  $ umount f
  $ umount f
  umount: f: not mounted.
  [32]
  $ ls
  f

As root, of two at once the one has it that looked first:

  $ strace -qq -o /dev/null -e inject=open_tree:delay_enter=1500000 nsrun --uts=f touch first &
  $ until [ -e f ]; do :; done
  $ until grep -q ":$(stat -c %i f) " /proc/locks; do :; done
  $ nsrun --uts=f touch second
  nsrun: cannot keep the UTS namespace at 'f' \(--uts\): (Device or resource|Resource) busy (re)
  nsrun: hint: another process is just keeping one there, or has the file locked, flock(2)
  [125]
  $ wait
  $ umount f
  $ ls
  f
  first

As root, somebody has locked the file:

  $ touch f
  $ flock f nsrun --uts=f touch ran
  nsrun: cannot keep the UTS namespace at 'f' \(--uts\): (Device or resource|Resource) busy (re)
  nsrun: hint: another process is just keeping one there, or has the file locked, flock(2)
  [125]
  $ ls
  f

As root, of ten at once one wins:

  $ for i in 0 1 2 3 4 5 6 7 8 9; do nsrun --uts=f touch ran-$i 2>/dev/null & done; wait
  $ ls
  f
  ran-? (glob)
  $ umount f
  $ umount f
  umount: f: not mounted.
  [32]

As root, a mount namespace on a shared mount:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-shared $D
  > nsrun --mount=$D/f true
  > echo $?
  > ls $D
  > END
  $ taskset -c 0 nsrun -m sh outside
  nsrun: cannot keep the mount namespace at '$D/f' (--mount): Invalid argument
  nsrun: hint: the file is on the mount '$D', which is shared; a mount namespace is kept on a private one alone, see mount --make-private
  125

As a plain user, without privilege outside:

  $ nsrun -r --net=f true
  nsrun: cannot keep the network namespace at 'f' (--net): Operation not permitted
  nsrun: hint: the mount is made outside, which needs CAP_SYS_ADMIN there
  [125]
  $ ls
