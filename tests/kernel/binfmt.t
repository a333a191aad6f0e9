Binary formats that are registered for the command alone.

A format registered for the command alone (unshare wants -pf):

  $ echo NSRUNTEST hi >x
  $ chmod 755 x
  $ nsrun -l :nsrun-test:M::NSRUNTEST::/bin/cat: sh -c './x; ls /proc/sys/fs/binfmt_misc'
  NSRUNTEST hi
  nsrun-test
  register
  status
  $ nsrun -p --mount-proc -l :nsrun-test:M::NSRUNTEST::/bin/cat: ./x
  NSRUNTEST hi
  $ ls /proc/sys/fs/binfmt_misc | grep nsrun-test
  [1]

With flag F the interpreter is the caller's, under another root too:

  $ mkdir -p r/bin r/proc
  $ cp $(command -v busybox) r/bin
  $ ln -s busybox r/bin/sh
  $ echo NSRUNTEST hi >r/x
  $ chmod 755 r/x
  $ cp $(command -v busybox) cat
  $ nsrun -pl :nsrun-test:M::NSRUNTEST::$D/cat:F --mount-proc -R r \
  >     sh -c '/x; busybox ls /proc/sys/fs/binfmt_misc'
  NSRUNTEST hi
  nsrun-test
  register
  status

No file of it is left in the command, and the mount has its flags:

  $ ls /proc/self/fd >own
  $ nsrun -l :x:E::x::/bin/cat: ls /proc/self/fd | cmp - own
  $ nsrun --mount-binfmt=. findmnt -no OPTIONS $D | grep -o 'no[sde][uex][a-z]*'
  nosuid
  nodev
  noexec

A format of 1920 bytes, and of one more:

  $ nsrun --explain -l :x:E::$(printf %01909d 7)::/y: true | grep -c register.*/y
  1
  $ nsrun -l :x:E::$(printf %01910d 7)::/y: true
  nsrun: --load-interp cannot be ':x:E::00*'...: a format has at most 1920 bytes (glob)
  Try 'nsrun --help'.
  [125]

--mount-binfmt=DIR:

  $ nsrun --mount-binfmt=. ls $D
  register
  status
  $ ls

--mount-binfmt in a root without proc says so:

  $ nsrun -r --mount-binfmt -R . touch /ran
  nsrun: cannot mount binfmt_misc on /proc/sys/fs/binfmt_misc (--mount-binfmt): No such file or directory
  nsrun: hint: no proc file system is mounted there; add --mount-proc and --pid
  [125]
  $ ls

A format that the kernel refuses:

  $ nsrun -l ::::::: touch ran
  nsrun: cannot register the binary format ':::::::' (--load-interp): Invalid argument
  [125]
  $ ls

An interpreter that is not there:

  $ nsrun -l :x:E::x::$D/no:F touch ran
  nsrun: cannot register the binary format ':x:E::x::$D/no:F' (--load-interp): No such file or directory
  [125]
  $ ls
