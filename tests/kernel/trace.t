--trace tells of each step when it has been done.

--trace: the steps of --explain, in their order, and what they made:

  $ o="$R -pu --mount-proc --hostname x"
  $ nsrun --explain $o true | sed -n 's/^ *[0-9]*\. \([a-z]*\): /\1 /p' >told
  $ nsrun --trace $o true 2>log
  $ sed 's/^nsrun: \([a-z]*\) [0-9]*: /\1 /; s/: ok, [0-9]* us.*//' log >done
  $ sort told >all
  $ sort done | cmp - all
  $ grep inner told >in-order
  $ grep inner done | cmp - in-order
  $ [ -s in-order ]
  $ grep -c 'outer.*; mnt [0-9]* -> [0-9]*.*; pid [0-9]* -> ' log
  1

--trace in place: before and after:

  $ outside=$(readlink /proc/self/ns/uts | tr -dc 0-9)
  $ inside=$(nsrun --trace $R -u readlink /proc/self/ns/uts 2>log | tr -dc 0-9)
  $ grep -c "uts $outside -> $inside" log
  1

--trace that nobody reads:

  $ mkfifo p
  $ exec 3<>p 4>p 3<&-
  $ nsrun --trace $R -pm --mount-proc sh -c 'exit 5' 2>&4
  [5]
  $ nsrun --trace -f sh -c 'exit 6' 2>&4
  [6]

--trace: what fails:

  $ nsrun --trace -rp --mount-proc=no touch ran 2>log
  [125]
  $ sort log
  nsrun: cannot mount proc on 'no' (--mount-proc): No such file or directory
  nsrun: inner 1: arrange to get SIGKILL when outer ends (--pid): ok, * us (glob)
  nsrun: inner 1: deny setgroups (--map-root): ok, * us (glob)
  nsrun: inner 1: make every mount private (--mount-proc): ok, * us (glob)
  nsrun: inner 1: map gid 0 to * (--map-root): ok, * us (glob)
  nsrun: inner 1: map uid 0 to * (--map-root): ok, * us (glob)
  nsrun: inner 1: mount proc on 'no' (--mount-proc): No such file or directory, * us (glob)
  nsrun: outer *: start a process in new mount, PID and user namespaces (--mount-proc, --pid, --map-root): ok, * us; mnt * -> *; pid * -> *; user * -> * (glob)
  nsrun: outer *: wait for the command: ok, * us (glob)
  $ ls
  log
