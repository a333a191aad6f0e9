Signals that are sent to nsrun, once it waits for the command.

TERM to nsrun reaches the command, once:

  $ cat >inside <<'END'
  > trap 'echo got' TERM
  > kill -TERM $PPID
  > until [ "$n" ]; do n=$(sleep 0.2; echo 1); done
  > exit 4
  > END
  $ nsrun -f sh inside
  got
  [4]

TERM reaches a PID 1 that handles it:

  $ mkfifo p
  $ nsrun $R -p sh -c 'trap "exit 7" TERM; echo >p; while :; do sleep 0.01; done' &
  $ read x <p
  $ kill -TERM $!
  $ wait $!
  [7]

Where /proc does not tell, the second TERM ends a PID 1:

  $ mkfifo p
  $ cat >outside <<'END'
  > mount -t tmpfs none /proc
  > exec nsrun -p sh -c 'echo >p; exec sleep 100'
  > END
  $ nsrun $R -m sh outside 2>/dev/null &
  $ read x <p
  $ kill -TERM $!
  $ sleep 0.2
  $ kill -0 $!
  $ kill -TERM $!
  $ wait $! 2>/dev/null
  [143]

An alarm that the caller has set reaches the command:

  $ exec perl -e 'alarm 1; exec @ARGV' nsrun -f sleep 20
  [SIGALRM]

Without a terminal nsrun goes on when the command is stopped and continued:

  $ mkfifo p q
  $ for o in -f "$R -p --init"; do
  >     nsrun $o sh -c 'echo >p; read x <q; exit 4' &
  >     read x <p
  >     command=$(pgrep -P $!)
  >     case $o in *init) command=$(pgrep -P $command) ;; esac
  >     kill -STOP $command
  >     sleep 0.1
  >     kill -CONT $command
  >     echo >q
  >     wait $!
  >     echo $?
  > done
  4
  4
