What the command takes over from the caller: files, signals, limits, words.

No fd of nsrun's, and all of the caller's:

  $ exec 7</dev/null 9</dev/null
  $ ls /proc/self/fd >own
  $ for o in -f "$R -u" "-r -p" "$R -n" '-aT --boottime 1'; do
  >     nsrun $o ls /proc/self/fd | cmp - own
  > done
  $ grep -x '[79]' own
  7
  9

Stdin, stdout, stderr closed in every combination:

  $ cat >which <<'END'
  > for f in 0 1 2; do [ -e /proc/$$/fd/$f ] || exit $((f + 3)); done
  > END
  $ for c in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-' ''; do
  >     eval "sh ./which $c"
  >     want=$?
  >     for o in '' -f "$R -pm --mount-proc" -r; do
  >         eval "nsrun $o sh ./which $c"
  >         got=$?
  >         [ $got = $want ] || echo "$o $c: $got, not $want"
  >     done
  > done

SIGCHLD ignored: the status comes back:

  $ env --ignore-signal=CHLD nsrun -f sh -c 'exit 5'
  [5]

SIGCHLD ignored: and is in the command:

  $ env --ignore-signal=CHLD --ignore-signal=PIPE grep SigIgn /proc/self/status >own
  $ env --ignore-signal=CHLD --ignore-signal=PIPE nsrun -f grep SigIgn /proc/self/status | cmp - own

Every signal blocked:

  $ env --block-signal grep SigBlk /proc/self/status >own
  $ env --block-signal nsrun -f grep SigBlk /proc/self/status | cmp - own
  $ env --block-signal nsrun $R -p sh -c 'exit 6'
  [6]

No signal blocked:

  $ nsrun -f grep SigBlk /proc/self/status
  SigBlk:\t0000000000000000 (esc)
  $ nsrun $R -p grep SigBlk /proc/self/status
  SigBlk:\t0000000000000000 (esc)

A login shell:

  $ echo 'echo $0' | SHELL=/bin/sh nsrun -f
  -sh

-- alone: a login shell:

  $ echo 'echo $0' | SHELL=/bin/sh nsrun -f --
  -sh

A login shell without SHELL:

  $ echo 'echo x' | env -i $NSRUN -f
  x

File size limit 0:

  $ ulimit -f 0
  $ nsrun -r -p id -u
  0

File size limit 0, and a file for stderr or stdout:

  $ ulimit -f 0
  $ nsrun --bogus 2>f
  [125]
  $ nsrun no-such 2>f
  [127]
  $ nsrun -f no-such 2>f
  [127]
  $ for o in --help -V --check '--check -f true' '--explain true' '--check=json --bogus'; do
  >     nsrun $o >f
  >     echo $?
  > done
  nsrun: cannot write to standard output: File too large
  125
  nsrun: cannot write to standard output: File too large
  125
  nsrun: cannot write to standard output: File too large
  125
  nsrun: cannot write to standard output: File too large
  125
  nsrun: cannot write to standard output: File too large
  125
  nsrun: cannot write to standard output: File too large
  125
  $ for o in '' -f "$R -p --init"; do nsrun --trace $o sh -c 'exit 5' 2>f; echo $?; done
  5
  5
  5

Umask 0777:

  $ umask 0777
  $ nsrun $R -pm --mount-proc sh -c umask
  0777

10,000 arguments:

  $ nsrun -f sh -c 'echo $#' $(seq 0 10000)
  10000

An argument as long as may be:

  $ nsrun -f sh -c 'echo ${#0}' $(printf %0131071d 7)
  131071

--close-fds and --keep-fd:

  $ exec 7</dev/null 8</dev/null 9</dev/null
  $ cat >open <<'END'
  > for f in 0 1 2 7 8 9; do [ ! -e /proc/$$/fd/$f ] || echo $f; done | tr '\n' ' '
  > END
  $ nsrun --close-fds --keep-fd 8 --keep-fd 0 sh ./open
  0 1 2 8  (no-eol)
  $ nsrun -f --close-fds --keep-fd 8 --keep-fd 0 sh ./open
  0 1 2 8  (no-eol)

--close-fds without close_range (not sanitized):

  $ exec 7</dev/null 8</dev/null 9</dev/null
  $ cat >open <<'END'
  > for f in 0 1 2 7 8 9; do [ ! -e /proc/$$/fd/$f ] || echo $f; done
  > until [ $(readlink /proc/1/cwd) = / ]; do :; done
  > echo PID 1: $(ls /proc/1/fd | wc -l)
  > END
  $ $TESTS/refuse close_range ENOSYS nsrun $R -pm --mount-proc --init --close-fds --keep-fd 8 sh ./open
  0
  1
  2
  8
  PID 1: 1

--close-fds leaves make's jobserver:

  $ printf '%s\n' all: '	+@exec nsrun -f --close-fds sh -c "ls /proc/self/fd | wc -l"' >Makefile
  $ make -s -j2
  6
  $ MAKEFLAGS='-j2 --jobserver-auth=8,9' nsrun --close-fds sh -c 'ls /proc/$$/fd' 8</dev/null 9</dev/null
  0
  1
  2
  8
  9

The last file is one that ls opens itself.

--close-fds leaves what socket activation has passed:

  $ cat >activate <<'END'
  > export LISTEN_FDS=2 LISTEN_PID=$$
  > exec nsrun $R -p --close-fds sh -c 'echo for PID $LISTEN_PID; ls /proc/self/fd'
  > END
  $ sh ./activate 3</dev/null 4</dev/null 5</dev/null
  for PID 1
  0
  1
  2
  3
  4
  5

--keep-fd of what is not open:

  $ nsrun --close-fds --keep-fd 2 --keep-fd 9 --keep-fd 8 touch ran
  nsrun: --keep-fd cannot be done: file descriptor 9 is not open
  [125]
  $ ls

The command's mask and ignored set are the caller's, for every signal (not sanitized):

  $ odd=$(seq -s, 1 2 31),$(seq -s, 35 2 64)
  $ even=$(seq -s, 2 2 31),$(seq -s, 34 2 64)
  $ for s in $odd $even; do
  >     # KILL and STOP cannot be ignored.
  >     s=$(echo ,$s | sed 's/,9,/,/; s/,19,/,/; s/^,//')
  >     for k in ignore block; do
  >         env --$k-signal=$s grep -e SigBlk -e SigIgn /proc/self/status >own
  >         for o in '' -f "$R -p" "$R -p --init"; do
  >             env --$k-signal=$s nsrun $o grep -e SigBlk -e SigIgn /proc/self/status | cmp - own
  >         done
  >     done
  > done
  $ wc -l <own
  2

TTOU that the caller blocks stays blocked in nsrun:

  $ env --block-signal=TTOU nsrun -f sh -c 'grep SigBlk /proc/$PPID/status'
  SigBlk:.{11}[2367abef].{5} (re)
