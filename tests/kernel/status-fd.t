--status-fd: records in JSON.

--status-fd: start and end:

  $ cat >inside <<'END'
  > [ ! -e /proc/self/fd/3 ] || echo leak
  > readlink /proc/self/ns/uts
  > exit 7
  > END
  $ nsrun $R -pmu --init --status-fd 3 sh ./inside 3>s >out
  [7]
  $ jq -c 'del(.pid, .namespaces, .uid_map, .gid_map, .wall, .user, .system, .max_rss_kib)' s
  {"event":"started","version":1,"pid_inside":2}
  {"event":"ended","version":1,"exit_code":7,"signal":null,"signal_name":null,"timed_out":false}
  $ jq -s '.[0].namespaces | has("pid")' s
  true
  $ jq -s '.[1].wall > 0 and .[1].max_rss_kib > 0' s
  true
  $ echo "uts:[$(jq -s .[0].namespaces.uts s)]" | cmp - out

--status-fd: the pid is the command's:

  $ mkfifo p q
  $ for o in "$R -p --init" "$R -p" -f; do
  >     nsrun $o --status-fd 3 sh -c 'echo >p; read x <q; :' 3>s &
  >     read x <p
  >     xargs -0 echo </proc/$(jq .pid s)/cmdline
  >     echo >q
  >     wait
  > done
  sh -c echo >p; read x <q; :
  sh -c echo >p; read x <q; :
  sh -c echo >p; read x <q; :

--status-fd: maps:

  $ nsrun -r --status-fd 3 true 3>s
  $ jq -sc '.[0].uid_map, .[0].gid_map' s >maps
  $ printf '[[0,%d,1]]\n' $(id -u) $(id -g) | cmp - maps
  $ nsrun -f --status-fd 3 true 3>s
  $ jq -sc .[0].uid_map s
  null

--status-fd: a signal, a timeout:

  $ ulimit -c 0
  $ nsrun -f --status-fd 3 sh -c 'kill -SEGV $$' 3>s
  Segmentation fault
  [139]
  $ jq -sc '.[1] | .exit_code, .signal, .signal_name' s
  null
  11
  "SIGSEGV"
  $ nsrun $R -p --timeout 50ms --status-fd 3 sleep 100 3>s
  [124]
  $ jq -s .[1].timed_out s
  true

--status-fd: failed:

  $ nsrun $R -p --mount-proc=no --status-fd 3 true 3>s
  nsrun: cannot mount proc on 'no' (--mount-proc): No such file or directory
  [125]
  $ jq -c '.event, .message, .option, .errno, .hint, .status' s
  "failed"
  "cannot mount proc on 'no' (--mount-proc): No such file or directory"
  "--mount-proc"
  "ENOENT"
  null
  125

--status-fd: failed, by which option (not with fallbacks):

  $ $TESTS/refuse clone3 EPERM nsrun $R -p --init --timeout 1s --status-fd 3 true 3>s
  nsrun: cannot start a process in (a new PID namespace|new PID and user namespaces) \(--pid(, --map-root)?\): Operation not permitted (re)
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
  $ jq -c .option s
  "--pid"

--status-fd: whatever the strings contain:

  $ nsrun -f --status-fd 3 "$(printf 'a\001"\\\377\303\251\n\033')" 3>s
  nsrun: cannot execute 'a\\x01"\\\\\\xff\xc3\xa9\\n\\x1b': No such file or directory (esc)
  [127]
  $ jq -c .errno s
  "ENOENT"
  $ nsrun --status-fd 3 --bogus="$(printf '\377\033"')" 3>s
  nsrun: unknown option '--bogus=\xff\x1b"'
  Try 'nsrun --help'.
  [125]
  $ jq -c .status s
  125
  $ nsrun -f --status-fd 3 $(printf %09000d 7) 3>s 2>told
  [127]
  $ jq -c .status s
  127

--status-fd: a pipe that nobody reads does not hold nsrun up:

  $ mkfifo p
  $ exec 3<>p
  $ head -c 65536 /dev/zero >&3
  $ nsrun $R -p --timeout 100ms --status-fd 3 sleep 100
  [124]

As root, --status-fd: nor does it with a line of more than a page:

  $ mkfifo p
  $ exec 3<>p
  $ head -c 65536 /dev/zero >&3
  $ ranges() { for i in $(seq 210); do echo --map-users $((i + 1000000)):$((i * 2 + 1000000)):1; done; }
  $ nsrun -p --status-fd 3 $(ranges) true

As root, --status-fd: half a line ends in front of the next:

  $ mkfifo p
  $ exec 3<>p
  $ head -c 61440 /dev/zero >&3
  $ ranges() { for i in $(seq 210); do echo --map-users $((i + 1000000)):$((i * 2 + 1000000)):1; done; }
  $ nsrun -p --status-fd 3 $(ranges) sh -c 'sleep 1.5; exec dd of=first bs=65536 count=1 status=none' <p
  $ tail -c 100 first | grep ended
  [1]
  $ dd bs=65536 count=1 status=none <&3 | sed -n 2p | jq -c .event
  "ended"

--status-fd that is make's, too, is not the command's:

  $ MAKEFLAGS=--jobserver-auth=3,4 nsrun --close-fds --status-fd 4 sh -c 'ls /proc/$$/fd' 3</dev/null 4>s
  0
  1
  2
  3
  $ jq -c .event s
  "started"
  "ended"

As root, --status-fd: a user of many groups:

  $ setpriv --groups $(seq -s, 1000 1900) nsrun -p --status-fd 3 true 3>s
  $ jq -s .[0].pid_inside s
  1

--status-fd: of what nsrun dies:

  $ mkfifo p
  $ nsrun $R -p --status-fd 3 sh -c 'echo >p; exec sleep 100' 3>s &
  $ read x <p
  $ kill -TERM $!
  $ wait $! 2>/dev/null
  [143]
  $ jq -s .[1].signal s
  15

--status-fd that the command may write to:

  $ nsrun --close-fds --keep-fd 4 --keep-fd 3 --status-fd 3 touch ran 3>s 4>s
  nsrun: --keep-fd and --status-fd exclude each other: the command may not write to that file descriptor
  Try 'nsrun --help'.
  [125]
  $ ls
  s

--status-fd that is not open, or not for writing:

  $ nsrun --status-fd 9 touch ran
  nsrun: --status-fd cannot be done: file descriptor 9 is not open
  [125]
  $ nsrun --status-fd 8 touch ran 8</dev/null
  nsrun: --status-fd cannot be done: file descriptor 8 is not open for writing
  [125]
  $ nsrun --status-fd=3 true
  nsrun: --status-fd cannot be done: file descriptor 3 is not open
  [125]
  $ nsrun --check=json --status-fd=3 true | jq -c .message
  "--status-fd cannot be done: file descriptor 3 is not open"
  $ ls

--status-fd on a closed pipe:

  $ mkfifo p
  $ exec 3<>p 4>p 3<&-
  $ nsrun -f --status-fd 4 sh -c 'exit 6'
  [6]
