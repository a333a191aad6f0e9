The status is the command's; a command that cannot be executed is 126 or 127.

Every status in place:

  $ for i in $(seq 0 255); do nsrun sh -c "exit $i"; [ $? = $i ] || echo $i; done

Every status forked:

  $ for i in $(seq 0 255); do nsrun -f sh -c "exit $i"; [ $? = $i ] || echo $i; done

Every status of a PID 1:

  $ for i in $(seq 0 255); do nsrun $R -p sh -c "exit $i"; [ $? = $i ] || echo $i; done

Every status through --init:

  $ for i in $(seq 0 255); do nsrun $R -p --init sh -c "exit $i"; [ $? = $i ] || echo $i; done

Killed by each signal, through --init:

  $ ulimit -c 0
  $ for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 24 25 26 27 29 30 31 34 64; do
  >     (exec nsrun $R -p --init sh -c "kill -$i \$\$")
  >     [ $? = $((128 + i)) ] || echo $i
  > done 2>/dev/null

Dies of the command's TERM:

  $ exec nsrun -f sh -c 'kill -TERM $$'
  [SIGTERM]

Dies of the command's KILL:

  $ exec nsrun -f sh -c 'kill -KILL $$'
  [SIGKILL]

Dies of HUP though the caller ignores it:

  $ exec env --ignore-signal=HUP nsrun -f env --default-signal=HUP sh -c 'kill -HUP $$'
  [SIGHUP]

A PID 1 cannot: 128 + N:

  $ nsrun $R -p nsrun -f sh -c 'kill -TERM $$'
  [143]

Not found:

  $ nsrun no-such-command
  nsrun: cannot execute 'no-such-command': No such file or directory
  [127]

Not found, forked:

  $ nsrun -f no-such-command
  nsrun: cannot execute 'no-such-command': No such file or directory
  [127]

Not found, by path:

  $ nsrun ./x
  nsrun: cannot execute './x': No such file or directory
  [127]

The empty command:

  $ nsrun -f ''
  nsrun: cannot execute '': No such file or directory
  [127]

An option behind --:

  $ nsrun -- --pid
  nsrun: cannot execute '--pid': No such file or directory
  [127]

Not executable:

  $ nsrun -f /etc/passwd
  nsrun: cannot execute '/etc/passwd': Permission denied
  [126]

A folder:

  $ nsrun /etc
  nsrun: cannot execute '/etc': Permission denied
  [126]

Found, but not executable, in PATH:

  $ echo true >tool
  $ PATH=$D:/nowhere:$PATH nsrun tool
  nsrun: cannot execute 'tool': Permission denied
  [126]

Found behind one that is not executable:

  $ echo false >true
  $ PATH=$D:$PATH nsrun true

A missing interpreter is named:

  $ echo '#!/no/such/sh -e' >x
  $ chmod +x x
  $ nsrun ./x
  nsrun: cannot execute './x': No such file or directory
  nsrun: hint: the interpreter of './x', '/no/such/sh', does not exist
  [127]

A script from another system:

  $ printf '#!/bin/sh\r\necho x\r\n' >x
  $ chmod +x x
  $ nsrun ./x
  nsrun: cannot execute './x': No such file or directory
  nsrun: hint: the interpreter of './x', '/bin/sh\x0d', does not exist
  [127]

A missing interpreter, by PATH and forked:

  $ echo '#! /no/such/sh' >x
  $ chmod +x x
  $ PATH=$PATH:$D nsrun -f x
  nsrun: cannot execute 'x': No such file or directory
  nsrun: hint: the interpreter of '$D/x', '/no/such/sh', does not exist
  [127]

As a plain user, not found, with a folder in PATH that is closed to the user:

  $ mkdir -m 0 x
  $ PATH=$PATH:$D/x nsrun no-such-command
  nsrun: cannot execute 'no-such-command': No such file or directory
  [127]

A script without #! is for sh:

  $ echo 'echo $0 $1; exit 3' >x
  $ chmod +x x
  $ nsrun -f ./x y
  ./x y
  [3]

A program for another machine is not:

  $ printf '\177ELF\0\0\0garbage' >x
  $ chmod +x x
  $ nsrun ./x
  nsrun: cannot execute './x': Exec format error
  [126]

PATH unset:

  $ unset PATH
  $ $NSRUN true

An empty entry in PATH is the working folder:

  $ cp /bin/true mine
  $ for path in /nowhere: :/nowhere /nowhere::/nowhere ''; do PATH=$path $NSRUN mine && echo ran; done
  ran
  ran
  ran
  ran

A script whose name is an option:

  $ echo 'echo $0' >-x
  $ chmod +x ./-x
  $ PATH=: $NSRUN -- -x
  ./-x

A loop in PATH:

  $ ln -s loop loop
  $ PATH=$D/loop:$PATH nsrun true

A name that is too long:

  $ nsrun $(printf %0300d 7)
  nsrun: cannot execute '00*07': No such file or directory (re)
  [127]

An entry in PATH that is too long:

  $ PATH=/$(printf %05000d 7):$PATH nsrun true

What was not found is explained only where that is sure.

A component that is missing:

  $ mkdir a
  $ nsrun -w a/b/c true
  nsrun: cannot change the working folder to 'a/b/c' (--wd): No such file or directory
  nsrun: hint: 'a' is there, 'a/b' is not
  [125]

As root, a component of --root, and of a kept file:

  $ nsrun -R $D/x true
  nsrun: cannot change the root to '$D/x' (--root): No such file or directory
  nsrun: hint: '$D' is there, '$D/x' is not
  [125]
  $ nsrun --net=$D/x/y true
  nsrun: cannot keep the network namespace at '$D/x/y' (--net): No such file or directory
  nsrun: hint: '$D' is there, '$D/x' is not
  [125]

As root, a component of --wd, of --root and of a kept file that is missing: nothing runs:

  $ for o in "-w $D/x/y" "-R $D/x/y" "--net=$D/x/y"; do nsrun -p $o touch ran; echo $?; done
  nsrun: cannot change the working folder to '$D/x/y' (--wd): No such file or directory
  nsrun: hint: '$D' is there, '$D/x' is not
  125
  nsrun: cannot change the root to '$D/x/y' (--root): No such file or directory
  nsrun: hint: '$D' is there, '$D/x' is not
  125
  nsrun: cannot keep the network namespace at '$D/x/y' (--net): No such file or directory
  nsrun: hint: '$D' is there, '$D/x' is not
  125
  $ ls

A program whose loader is missing:

  $ sed 's,/lib64/ld-linux,/lib64/no-linux,' /bin/true >x
  $ chmod +x x
  $ nsrun ./x
  nsrun: cannot execute './x': No such file or directory
  nsrun: hint: the loader of './x', '/lib64/no-linux-x86-64.so.2', does not exist
  [127]

A program of 32 bits whose loader is missing:

  $ printf '\177ELF\1\1\1\0\0\0\0\0\0\0\0\0\2\0\3\0\1\0\0\0\0\0\0\0\64\0\0\0' >x
  $ printf '\0\0\0\0\0\0\0\0\64\0\40\0\1\0\0\0\0\0\0\0\3\0\0\0\124\0\0\0' >>x
  $ printf '\0\0\0\0\0\0\0\0\11\0\0\0\11\0\0\0\4\0\0\0\1\0\0\0/no/ld32\0' >>x
  $ chmod +x x
  $ nsrun ./x
  nsrun: cannot execute './x': No such file or directory
  nsrun: hint: the loader of './x', '/no/ld32', does not exist
  [127]

Nothing is said of a file that was not meant:

  $ mkdir a b
  $ echo '#!/no/such/sh' >a/x
  $ chmod +x a/x
  $ cd a
  $ nsrun -f -w ../b ./x
  nsrun: cannot execute './x': No such file or directory
  [127]
  $ PATH=$D/a:$PATH nsrun -f --setenv PATH=$D/b x
  nsrun: cannot execute 'x': No such file or directory
  [127]
  $ PATH=.:$PATH nsrun -f -w ../b x
  nsrun: cannot execute 'x': No such file or directory
  [127]
  $ PATH=$D/a:$PATH nsrun -f -w ../b x
  nsrun: cannot execute 'x': No such file or directory
  nsrun: hint: the interpreter of '$D/a/x', '/no/such/sh', does not exist
  [127]

A program for another machine:

  $ cp /bin/true x
  $ printf '\267\000' | dd of=x bs=1 seek=18 conv=notrunc status=none
  $ nsrun ./x
  nsrun: cannot execute './x': Exec format error
  nsrun: hint: './x' is a program for another machine (ELF machine 183, here it is 62)
  [126]
