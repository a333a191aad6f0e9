What nsrun says: of words that make no sense, and on request.

An unknown option:

  $ nsrun --bogus true
  nsrun: unknown option '--bogus'
  Try 'nsrun --help'.
  [125]

A misspelled option, and one that more than one may be:

  $ nsrun --timout=5 true
  nsrun: unknown option '--timout=5'
  nsrun: hint: did you mean --timeout?
  Try 'nsrun --help'.
  [125]
  $ nsrun --map-u=5 true
  nsrun: more than one option begins with '--map-u=5'
  nsrun: hint: it may be --map-user, --map-users
  Try 'nsrun --help'.
  [125]
  $ nsrun -mount-proc true
  nsrun: unknown option '-o'
  nsrun: hint: a long option has two dashes: --mount-proc
  Try 'nsrun --help'.
  [125]
  $ ln -s $NSRUN unshare
  $ ./unshare --timeout=5 true
  unshare: unknown option '--timeout=5'
  unshare: hint: --timeout is nsrun's own; under the name unshare it has unshare's options alone
  Try 'unshare --help'.
  [1]

A value that follows a blank and no equals sign is the command, and that is told:

  $ nsrun -rp --mount-proc /proc ps
  nsrun: cannot execute '/proc': Permission denied
  nsrun: hint: '/proc' is taken for the command; a value of --mount-proc follows an equals sign: --mount-proc='/proc'
  [126]
  $ nsrun -U --kill-child TERM true
  nsrun: cannot execute 'TERM': No such file or directory
  nsrun: hint: 'TERM' is taken for the command; a value of --kill-child follows an equals sign: --kill-child='TERM'
  [127]
  $ nsrun -rn /run/netns/lab true
  nsrun: cannot execute '/run/netns/lab': No such file or directory
  nsrun: hint: '/run/netns/lab' is taken for the command; a value of --net follows an equals sign: --net='/run/netns/lab'
  [127]
  $ nsrun --check json true
  refused    inner: execute 'json': No such file or directory
             hint: 'json' is taken for the command; a value of --check follows an equals sign: --check='json'
  [125]
  $ nsrun --explain c true | sed -n 1p
  nsrun: hint: 'c' is taken for the command; a value of --explain follows an equals sign: --explain='c'
  Runs 'c' in the caller's namespaces.
  $ nsrun --explain sh true | sed -n 1p
  nsrun: hint: 'sh' is taken for the command; a value of --explain follows an equals sign: --explain='sh'
  Runs 'sh' in the caller's namespaces.

It is not told where the command is meant:

  $ nsrun --explain sh -c true | sed -n 1p
  Runs 'sh' in the caller's namespaces.
  $ nsrun --explain true | sed -n 1p
  Runs 'true' in the caller's namespaces.
  $ nsrun --explain -- c true | sed -n 1p
  Runs 'c' in the caller's namespaces.
  $ nsrun -U --kill-child nosuch true
  nsrun: cannot execute 'nosuch': No such file or directory
  [127]
  $ nsrun -rp --mount-proc nosuch ps
  nsrun: cannot execute 'nosuch': No such file or directory
  [127]
  $ nsrun -rn -- /run/netns/lab true
  nsrun: cannot execute '/run/netns/lab': No such file or directory
  [127]
  $ nsrun -rn /run/netns/lab
  nsrun: cannot execute '/run/netns/lab': No such file or directory
  [127]
  $ nsrun -r /proc ps
  nsrun: cannot execute '/proc': Permission denied
  [126]

A command that only a shell would understand:

  $ nsrun "ls -l"
  nsrun: cannot execute 'ls -l': No such file or directory
  nsrun: hint: this is one word, and so the name of a command; without the quotes it is a command with arguments, and sh -c 'ls -l' lets a shell read it
  [127]
  $ nsrun FOO=1 env
  nsrun: cannot execute 'FOO=1': No such file or directory
  nsrun: hint: a shell would take this for a variable; --setenv 'FOO=1' sets it
  [127]
  $ nsrun cd /
  nsrun: cannot execute 'cd': No such file or directory
  nsrun: hint: 'cd' is no program, but a part of the shell, as in sh -c 'cd ...'; --wd sets the command's working folder
  [127]
  $ nsrun ulimit -n
  nsrun: cannot execute 'ulimit': No such file or directory
  nsrun: hint: 'ulimit' is no program, but a part of the shell, as in sh -c 'ulimit ...'
  [127]
  $ ln -s $NSRUN unshare
  $ ./unshare FOO=1 env
  unshare: cannot execute 'FOO=1': No such file or directory
  unshare: hint: a shell would take this for a variable; env 'FOO=1' sets it
  [127]

And one that no shell would:

  $ nsrun "nosuch -l"
  nsrun: cannot execute 'nosuch -l': No such file or directory
  [127]
  $ nsrun 1FOO=1 env
  nsrun: cannot execute '1FOO=1': No such file or directory
  [127]
  $ nsrun =1 env
  nsrun: cannot execute '=1': No such file or directory
  [127]
  $ nsrun nosuch
  nsrun: cannot execute 'nosuch': No such file or directory
  [127]
  $ nsrun -f --setenv PATH=/nowhere "ls -l"
  nsrun: cannot execute 'ls -l': No such file or directory
  [127]
  $ mkdir root
  $ nsrun -r -R root "ls -l"
  nsrun: cannot execute 'ls -l': No such file or directory
  nsrun: hint: it was looked for in the new root
  [127]

An option without effect:

  $ nsrun --setgroups deny touch ran
  nsrun: --setgroups has no effect without --user
  Try 'nsrun --help'.
  [125]
  $ ls

What the user gave is escaped:

  $ nsrun "$(printf '\033[2J\nx')"
  nsrun: cannot execute '\x1b[2J\nx': No such file or directory
  [127]

No argument at all:

  $ $TESTS/empty-argv $NSRUN
  nsrun: its argv[0] is missing or empty
  [125]

A locale that does not exist:

  $ LC_ALL=xx_YY.bogus nsrun --bogus
  nsrun: unknown option '--bogus'
  Try 'nsrun --help'.
  [125]

--version:

  $ nsrun -V
  nsrun [0-9.]+ (re)

Under the name of unshare: its own defaults in the help, and its name in hints:

  $ ln -s $NSRUN unshare
  $ ./unshare --help | grep -o -e 'lo, which is down' -e 'see --fork'
  lo, which is down
  see --fork
  $ mkdir a
  $ ./unshare -r -R a/b/c true
  unshare: cannot change the root to 'a/b/c' (--root): No such file or directory
  unshare: hint: 'a' is there, 'a/b' is not
  [1]

--help >/dev/full:

  $ nsrun --help >/dev/full
  nsrun: cannot write to standard output: No space left on device
  [125]

--explain >/dev/full:

  $ nsrun --explain -p true >/dev/full
  nsrun: cannot write to standard output: No space left on device
  [125]

--help with stdout closed:

  $ nsrun --help >&-

A message with stderr closed:

  $ nsrun -f no-such 2>&-
  [127]

A trace with stderr closed:

  $ for o in '' -f "$R -pm --mount-proc"; do nsrun --trace $o sh -c 'exit 5' 2>&-; echo $?; done
  5
  5
  5

A message on /dev/full:

  $ nsrun --bogus 2>/dev/full
  [125]

A message on a closed pipe:

  $ mkfifo p
  $ exec 3<>p 4>p 3<&-
  $ nsrun --bogus 2>&4
  [125]

--explain starts nothing:

  $ strace -f -o log -e trace=clone,clone3,fork,vfork,unshare,setns,mount,sethostname,prctl \
  >     nsrun --explain -a --mount-proc --hostname x touch ran >told
  $ grep -v -e '+++' log
  [1]
  $ ls
  log
  told

What --explain names is what runs (not with fallbacks):

  $ calls() { grep -oE '(clone3|prctl|mount|sethostname|ioctl)\(' | sort | uniq -c; }
  $ nsrun --explain $R -pmunf --mount-proc --hostname x true | sed 's/; see.*//' | calls >told
  $ strace -f -o log -e trace=clone3,prctl,mount,sethostname,ioctl \
  >     nsrun $R -pmunf --mount-proc --hostname x true
  $ calls <log | diff told -
  $ wc -l <told
  5
