The root, the working folder and the propagation of mounts.

23: a root of busybox, its own /proc and hostname:

  $ mkdir bin proc etc
  $ cp $(command -v busybox) bin
  $ ln -s busybox bin/sh
  $ cat >etc/script <<'END'
  > busybox hostname
  > busybox pwd
  > busybox ls /
  > busybox cat /proc/1/comm
  > END
  $ nsrun $R -pmu --mount-proc --hostname box -R . --setenv PATH=/bin sh /etc/script
  box
  /
  bin
  etc
  proc
  sh

As root, -m in a chroot whose / is no mount point, and nothing leaks:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared $D
  > cd $D
  > mkdir -p r/usr r/mnt r/proc r/sub
  > for l in bin lib lib64 sbin; do ln -s usr/$l r/$l; done
  > cp $NSRUN r/n
  > mount --rbind /usr r/usr
  > mount -t proc none r/proc
  > findmnt -R $D >before
  > chroot r /n -m -w /sub sh -c 'pwd; mount -t tmpfs none /mnt; touch /mnt/in; ls /mnt'
  > ls r/mnt
  > findmnt -R $D | cmp - before && echo same
  > END
  $ nsrun -m sh outside
  /sub
  in
  same

A command that is not in the new root:

  $ nsrun -rm -R . id
  nsrun: cannot execute 'id': No such file or directory
  nsrun: hint: it was looked for in the new root
  [127]

--root that is missing:

  $ nsrun -r -R x true
  nsrun: cannot change the root to 'x' (--root): No such file or directory
  [125]

--root that is a file:

  $ touch x
  $ nsrun -r -R x true
  nsrun: cannot change the root to 'x' (--root): Not a directory
  [125]

As a plain user, --root that may not be searched:

  $ nsrun -r -R /root true
  nsrun: cannot change the root to '/root' (--root): Permission denied
  [125]

--root of nothing:

  $ nsrun -r -R '' true
  nsrun: --root cannot be '': the name of a folder is empty
  Try 'nsrun --help'.
  [125]

As a plain user, --root without privilege:

  $ nsrun -R / true
  nsrun: cannot change the root to '/' (--root): Operation not permitted
  nsrun: hint: this needs privilege; with --map-root it is done in a user namespace of your own
  [125]

A deleted working folder is the command's too:

  $ mkdir x
  $ cd x
  $ rmdir ../x
  $ nsrun -f ls -a

--wd:

  $ mkdir x
  $ nsrun -w x pwd
  $D/x

--wd in the new root:

  $ mkdir -p bin sub
  $ cp $(command -v busybox) bin
  $ ln -s /sub link
  $ nsrun -r -R . -w /link /bin/busybox pwd
  /sub

--wd that leaves the root stays in it:

  $ mkdir bin
  $ cp $(command -v busybox) bin
  $ nsrun -r -R . -w /../../.. /bin/busybox ls
  bin

--wd that is missing:

  $ nsrun -w x true
  nsrun: cannot change the working folder to 'x' (--wd): No such file or directory
  [125]

--wd by a magic link (CVE-2024-21626):

  $ mkdir x
  $ ln -s /proc/self/fd fd
  $ exec 9<.
  $ for c in '' "$TESTS/refuse openat2 ENOSYS"; do
  >     for f in self/fd/9 self/fd/9/x $$/fd/9 $$/root/tmp self/cwd; do
  >         $c nsrun -w /proc/$f touch ran
  >         echo $?
  >     done
  >     $c nsrun -w fd/9 touch ran
  >     echo $?
  > done >told 2>&1
  $ sed 's/folder to .*/folder to .../' told | sort | uniq -c | tr -s ' '
   12 125
   12 nsrun: cannot change the working folder to ...
   12 nsrun: hint: it has links in a loop, or one like /proc/PID/fd/N, which may lead out of the root and is not followed
  $ ls
  fd
  told
  x

--wd that is not below the root (CVE-2024-21626):

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > cd $D
  > umount -l $D
  > nsrun -w . touch ran
  > echo $?
  > ls
  > END
  $ nsrun -rm sh outside
  nsrun: cannot change the working folder to '.' (--wd): No such file or directory
  125

Each of the following is tried without openat2(2), too; and musl has other words for two errors.

--wd with openat2 and without: links, dots and slashes:

  $ mkdir -p a/b
  $ ln -s a/./b/.. rel
  $ ln -s $D//rel/ abs
  $ ln -s nowhere none
  $ ln -s loop loop
  $ touch file
  $ cd a
  $ for f in b ./b/ .. ../rel/b $D/abs/b // /proc/1/../.. ../none ../loop ../file ../file/x \
  >     ../no/x $(printf %0300d 7); do
  >     for c in '' "$TESTS/refuse openat2 ENOSYS"; do
  >         $c nsrun -w $f pwd 2>&1 | grep -v hint:
  >     done
  > done >../told
  $ sed 's/00*7/LONG/; s/.* folder to//' ../told | uniq -c | sed 's/^ *//'
  4 $D/a/b
  2 $D
  4 $D/a/b
  4 /
  2  '../none' (--wd): No such file or directory
  2  '../loop' \(--wd\): (Too many levels of symbolic links|Symbolic link loop) (re)
  2  '../file' (--wd): Not a directory
  2  '../file/x' (--wd): Not a directory
  2  '../no/x' (--wd): No such file or directory
  2  'LONG' \(--wd\): File ?name too long (re)

--wd by proc's own plain links:

  $ for c in '' "$TESTS/refuse openat2 ENOSYS"; do
  >     $c nsrun -w /proc/self sh -c '[ $(pwd -P) = /proc/$$ ] && echo own'
  >     (cd /proc; $c nsrun -w net true && echo net)
  > done
  own
  net
  own
  net

--wd over 40 links, and over one more:

  $ ln -s . 0
  $ for i in $(seq 40); do ln -s $((i - 1)) $i; done
  $ for c in '' "$TESTS/refuse openat2 ENOSYS"; do
  >     $c nsrun -w 39 echo ran
  >     $c nsrun -w 40 echo ran 2>&1 | head -n 1
  > done
  ran
  nsrun: cannot change the working folder to '40' \(--wd\): (Too many levels of symbolic links|Symbolic link loop) (re)
  ran
  nsrun: cannot change the working folder to '40' \(--wd\): (Too many levels of symbolic links|Symbolic link loop) (re)

A path that is too long, and one to a FIFO:

  $ mkfifo f
  $ for path in $(printf /%05000d 7) f; do
  >     nsrun -r -w $path touch ran
  >     nsrun -r -R $path touch ran
  >     nsrun -rp --mount-proc=$path touch ran
  >     nsrun -r --mount-binfmt=$path touch ran
  > done 2>&1 | grep -v hint: | sed 's/.*: //' | uniq -c | tr -s ' '
   4 File ?name too long (re)
   4 Not a directory
  $ ls
  f

--propagation slave: what the host mounts appears:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared /
  > cd $D
  > mkdir a
  > mkfifo go gone
  > nsrun -m --propagation slave sh -c 'echo >go; read y <gone; ls a; mount -t tmpfs none a; touch a/in' &
  > read y <go
  > mount -t tmpfs none a
  > touch a/out
  > echo >gone
  > wait
  > ls a
  > END
  $ nsrun $R -m sh outside
  out
  out

--propagation shared: and the other way, but for proc:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared /
  > cd $D
  > mkdir a
  > nsrun -p --mount-proc --propagation shared sh -c 'mount -t tmpfs none a; touch a/in'
  > ls a
  > cat /proc/1/comm
  > END
  $ nsrun $R -pm --mount-proc sh outside
  in
  sh

--propagation unchanged: no proc where the host would see it:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared /
  > mkdir $D/a
  > nsrun -p --mount-proc=$D/a --propagation unchanged true
  > echo $?
  > ls $D/a
  > END
  $ nsrun $R -pm --mount-proc sh outside
  nsrun: cannot make the mount at '$D/a' private (--mount-proc): Invalid argument
  125
