What people do with namespaces. Cases of a scenario begin with the number that it has in the list
of scenarios; more of them stand in the files of their subjects.

Main job:

  $ nsrun --map-root -pmuf --mount-proc sh -c 'echo $$; ps -e --no-headers | wc -l'
  1
  3

As root, main job without --map-root:

  $ nsrun -pmuf --mount-proc sh -c 'echo $$; hostname x; exit 3'
  1
  [3]

As a plain user, main job without --map-root is refused:

  $ nsrun -pmuf --mount-proc true
  nsrun: cannot start a process in new mount, UTS and PID namespaces (--mount, --uts, --pid, --fork): Operation not permitted
  nsrun: hint: this needs privilege; with --map-root it is done in a user namespace of your own
  [125]

1: a hostname of its own:

  $ nsrun $R -u sh -c 'hostname box; hostname'
  box
  $ [ "$(hostname)" != box ]

1: --hostname:

  $ nsrun $R --hostname box hostname
  box

1: --hostname of 64 bytes:

  $ nsrun $R --hostname $(printf %064d 7) hostname | wc -c
  65

1: --domainname:

  $ nsrun $R --domainname d cat /proc/sys/kernel/domainname
  d

An IPC namespace of the case's own stands for the host's.

2: a message queue outside:

  $ cat >outside <<'END'
  > ipcmk -Q >/dev/null
  > ipcs -q | grep -c ^0x
  > nsrun -i ipcs -q | grep -c ^0x
  > END
  $ nsrun $R -i sh outside
  1
  0
  [1]

2: a message queue inside:

  $ cat >outside <<'END'
  > nsrun -i sh -c 'ipcmk -Q >/dev/null; ipcs -q | grep -c ^0x'
  > ipcs -q | grep -c ^0x
  > END
  $ nsrun $R -i sh outside
  1
  0
  [1]

3: $$ is 1:

  $ nsrun $R -p sh -c 'echo $$'
  1

3: the same process has two pids:

  $ nsrun $R -p awk '/^NSpid/ { print NF - 1, $3 }' /proc/self/status
  2 1

4: without --mount-proc /proc is the host's:

  $ nsrun $R -p cat /proc/1/comm >inside
  $ cmp inside /proc/1/comm

4: with it only the namespace's:

  $ nsrun $R -p --mount-proc cat /proc/1/comm
  cat

4: --mount-proc=DIR where nothing is mounted:

  $ nsrun $R -p --mount-proc=. cat $D/1/comm
  cat
  $ ls

4: proc is mounted nosuid, nodev, noexec:

  $ nsrun $R -p --mount-proc findmnt -no OPTIONS /proc | tail -1 | grep -o 'no[sde][uex][a-z]*'
  nosuid
  nodev
  noexec

5: two deep, each with its hostname:

  $ cat >one <<'END'
  > hostname
  > nsrun -pu --hostname two sh -c 'hostname; grep NSpid /proc/self/status | wc -w'
  > hostname
  > END
  $ nsrun $R -pu --hostname one sh one
  one
  two
  4
  one

Who holds the lock is alive: each process inherits it.

6: what PID 1 leaves behind ends with it:

  $ nsrun $R -p sh -c 'exec 9>lock; flock 9; sleep 100 & setsid sleep 100 & exit 3'
  [3]
  $ flock -n lock echo gone
  gone

6: nested ones too:

  $ mkfifo ready
  $ cat >one <<'END'
  > exec 9>lock
  > flock 9
  > nsrun -p sh -c 'sleep 100 & echo >ready; sleep 100' &
  > read go <ready
  > exit 4
  > END
  $ nsrun $R -p sh one
  [4]
  $ flock -n lock echo gone
  gone

A network namespace of the case's own stands for the host's, so that every port is free.

8: a server inside, the network shared:

  $ echo hello >index.html
  $ cat >outside <<'END'
  > nsrun -pm --mount-proc busybox httpd -f -p 127.0.0.1:80 &
  > until busybox wget -qO- http://127.0.0.1/ 2>/dev/null; do kill -0 $! || exit 9; done
  > kill -KILL $!
  > END
  $ nsrun $R -n sh outside
  hello

9: a mount inside is invisible outside:

  $ mkdir a
  $ nsrun $R -m sh -c "mount -t tmpfs none a; touch a/inside; ls a"
  inside
  $ ls a

9: under a shared mount too, and the other way round:

  $ cat >outside <<'END'
  > mount -t tmpfs none $D
  > mount --make-rshared /
  > cd $D
  > mkdir a b
  > mkfifo go gone
  > nsrun -m sh -c 'mount -t tmpfs none a; touch a/x; echo >go; read y <gone; ls b' &
  > read y <go
  > mount -t tmpfs none b
  > touch b/z
  > echo >gone
  > wait
  > ls a
  > echo done
  > END
  $ nsrun $R -m sh outside
  done

11: unmapped ids:

  $ nsrun -U sh -c 'id -u; id -g'
  65534
  65534

12: root inside:

  $ nsrun --map-root sh -c 'id -u; id -g'
  0
  0

12: uid_map reads 0 UID 1:

  $ nsrun --map-root cat /proc/self/uid_map | tr -s ' ' >uid_map
  $ nsrun -r cat /proc/self/gid_map | tr -s ' ' >gid_map
  $ echo " 0 $(id -u) 1" | cmp - uid_map
  $ echo " 0 $(id -g) 1" | cmp - gid_map

As a plain user, 12: /etc/shadow stays closed:

  $ nsrun --map-root cat /etc/shadow
  cat: /etc/shadow: Permission denied
  [1]

16: lo alone, and it is up:

  $ nsrun $R -n ip -o link show up | wc -l
  1
  $ nsrun $R -n ip -o addr show lo | grep -oE '127.0.0.1/8|::1/128'
  127.0.0.1/8
  ::1/128

16: 127.0.0.1 and ::1 answer, a port of the host's does not:

  $ echo host >index.html
  $ cat >outside <<'END'
  > busybox httpd -f -p 127.0.0.1:80 &
  > until busybox wget -qO- http://127.0.0.1/; do kill -0 $! || exit 9; done
  > nsrun -pn sh inside
  > kill -KILL $!
  > END
  $ cat >inside <<'END'
  > busybox wget -qO- http://127.0.0.1/ || echo closed
  > busybox httpd -f -p 127.0.0.1:80 &
  > busybox httpd -f -p '[::1]:80' &
  > until busybox wget -qO- http://127.0.0.1/; do :; done
  > until busybox wget -qO- 'http://[::1]/'; do :; done
  > END
  $ nsrun $R -n sh outside 2>/dev/null
  host
  closed
  host
  host

17: --no-loopback leaves lo down until it is raised:

  $ nsrun $R -n --no-loopback sh -c 'ip -o link show up; ip link set lo up; ip -o link show up | wc -l'
  1

24: /proc/self/cgroup starts at /:

  $ nsrun $R -C cut -d: -f3 /proc/self/cgroup | sort -u
  /
