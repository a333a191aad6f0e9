How long the command, nsrun and what they leave behind live: --init, --kill-child,
--die-with-parent, --timeout, --new-session. Who holds a lock is alive: each process inherits it.

7: orphans are reaped by --init, 10,000 of them:

  $ nsrun $R -pm --mount-proc --init $TESTS/orphans 10000 20000
  0

7: and stay without it:

  $ nsrun $R -pm --mount-proc $TESTS/orphans 3 100
  3

--init: the command is PID 2, and PID 1 has no file but its socket:

  $ exec 7</dev/null
  $ cat >inside <<'END'
  > echo $$
  > until [ $(readlink /proc/1/cwd) = / ]; do :; done
  > ls /proc/1/fd | wc -l
  > ls /proc/self/fd | grep -x 7
  > END
  $ nsrun $R -pm --mount-proc --init sh inside
  2
  1
  7

--init: what is left ends with the command:

  $ nsrun $R -p --init sh -c 'exec 9>lock; flock 9; sleep 100 & setsid sleep 100 & exit 3'
  [3]
  $ flock -n lock echo gone
  gone

--init hands on what is sent to it from inside:

  $ nsrun $R -p --init sh -c 'trap "echo got; exit 5" USR1; kill -USR1 1; while :; do sleep 0.01; done'
  got
  [5]

--init that is killed:

  $ mkfifo p
  $ nsrun $R -p --init sh -c 'echo >p; sleep 100' &
  $ read x <p
  $ kill -KILL $(pgrep -P $!)
  $ wait $! 2>/dev/null
  [137]

--init: a command that cannot be started:

  $ nsrun $R -p --init no-such
  nsrun: cannot execute 'no-such': No such file or directory
  [127]

--init: a step behind it fails:

  $ strace -f --seccomp-bpf -qq -o /dev/null -e trace=setsid -e inject=setsid:error=EPERM \
  >     nsrun $R -p --init --new-session touch ran
  nsrun: cannot start a new session (--new-session): Operation not permitted
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ ls

6: --kill-child=SIGHUP chooses the signal:

  $ mkfifo p q
  $ cat >inside <<'END'
  > trap 'echo hup >q; exit' HUP
  > echo >p
  > while :; do sleep 0.01; done
  > END
  $ nsrun --kill-child=SIGHUP sh inside &
  $ read x <p
  $ kill -KILL $!
  $ cat q
  hup

--kill-child=TERM reaches the command through --init:

  $ mkfifo p q
  $ cat >inside <<'END'
  > trap 'echo term >q; exit' TERM
  > echo >p
  > while :; do sleep 0.01; done
  > END
  $ nsrun $R -p --init --kill-child=TERM sh inside &
  $ read x <p
  $ kill -KILL $!
  $ cat q
  term

As root, --kill-child with -S (unshare's tree survives):

  $ mkfifo p
  $ chmod 777 p
  $ nsrun -p --kill-child -S 1 -G 1 sh -c 'flock 9; sleep 100 & echo >p; sleep 100' 9>lock &
  $ read x <p
  $ kill -KILL $!
  $ flock -w 5 lock echo gone
  gone

--no-kill-child: the namespace outlives nsrun:

  $ mkfifo p q
  $ nsrun $R -p --no-kill-child sh -c 'echo >p; read x <q; echo alive; echo >p' &
  $ read x <p
  $ kill -KILL $!
  $ wait $! 2>/dev/null
  [137]
  $ echo >q; read x <p
  alive

--die-with-parent:

  $ mkfifo p
  $ cat >parent <<'END'
  > nsrun $R --die-with-parent $o sh -c 'exec 9>lock; flock 9; echo >p; exec sleep 100' &
  > wait
  > END
  $ export o
  $ for o in -p '-p --init' ''; do
  >     sh parent &
  >     read x <p
  >     kill -KILL $!
  >     flock -w 5 lock echo gone
  > done
  gone
  gone
  gone

--die-with-parent, whose parent is in another PID namespace:

  $ nsrun $R -p nsrun --die-with-parent touch ran
  nsrun: cannot watch outer's own parent (--die-with-parent): No such process
  [125]
  $ ls

--timeout: TERM is heeded:

  $ nsrun $R -p --timeout 100ms sh -c 'trap "echo term; exit 3" TERM; while :; do sleep 0.01; done'
  term
  [124]

--timeout: a PID 1 that would not see TERM:

  $ nsrun $R -p --timeout 100ms --kill-after 1h sleep 100
  [124]

--timeout that is not reached:

  $ nsrun $R -p --timeout 1h sh -c 'exit 7'
  [7]

--timeout over a tree that ignores TERM, is stopped and has left its session:

  $ cat >inside <<'END'
  > exec 9>lock
  > flock 9
  > trap '' TERM
  > setsid sleep 100 &
  > (sleep 100 & kill -STOP $!)
  > kill -STOP $$
  > sleep 100
  > END
  $ for o in '' --init; do
  >     began=$(date +%s%N)
  >     nsrun $R -p $o --timeout 1s --kill-after 1s sh inside
  >     echo $?
  >     flock -n lock echo gone
  >     ms=$((($(date +%s%N) - began) / 1000000))
  >     [ $ms -ge 1000 ] && [ $ms -le 3000 ] && echo in time
  > done
  124
  gone
  in time
  124
  gone
  in time

--timeout: a stopped command heeds TERM as well:

  $ cat >inside <<'END'
  > trap 'echo term; exit' TERM
  > kill -STOP $$
  > while :; do sleep 0.01; done
  > END
  $ nsrun $R -p --init --timeout 200ms sh inside
  term
  [124]

--timeout before the command has started:

  $ strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 \
  >     nsrun $R -pm --timeout 100ms --kill-after 100ms touch ran 2>/dev/null
  [124]
  $ ls

--timeout: a flood of signals from inside does not put it off (not sanitized):

  $ nsrun $R -p --timeout 200ms --kill-after 200ms "$TESTS/pester" real-time
  [124]
  $ nsrun $R -p --init --timeout 200ms --kill-after 200ms "$TESTS/pester" real-time
  [124]

--timeout and --new-session go together, without a terminal too:

  $ nsrun $R -p --timeout 1h --new-session true

--timeout: without a terminal the command cannot stop nsrun (not sanitized):

  $ nsrun $R -p --timeout 200ms --kill-after 200ms sh -c 'kill -STOP 0; exec sleep 100'
  [124]
  $ nsrun $R -p --timeout 200ms --kill-after 200ms "$TESTS/pester" 19
  [124]

TERM before the command has started, while inner hangs:

  $ mkfifo go
  $ cat >run <<'END'
  > exec strace -fqq -o trace -e trace=mount -e inject=mount:delay_enter=20000000 \
  >     nsrun $R -pm touch ran
  > END
  $ sh run 2>/dev/null &
  $ until outer=$(pgrep -P $!) && grep -q mount trace 2>/dev/null; do :; done
  $ kill -TERM ${outer%% *}
  $ wait $! 2>/dev/null
  [143]
  $ ls
  go
  run
  trace

As root, a launch that fails is undone before it is told, and can be ended while it is told:

  $ mkfifo err
  $ exec 3<>err
  $ dd if=/dev/zero bs=65536 count=1 >&3 2>/dev/null
  $ taskset -c 0 nsrun --net=kept -R nowhere true 2>err 3>&- &
  $ until grep -q pipe_write /proc/$!/wchan; do :; done
  $ ls
  err
  $ kill -TERM $!
  $ wait $! 2>/dev/null
  [143]

--new-session:

  $ nsrun --new-session sh -c '[ $(ps -o sid= -p $$) = $$ ] && echo own'
  own
  $ nsrun $R -pm --mount-proc --init --new-session sh -c 'ps -o sid= -p $$ | tr -d " "'
  2
