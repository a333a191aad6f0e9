--owner: whose the user namespace is.

As root, --owner may enter, another user may not:

  $ enter() { setpriv --reuid $1 --regid $1 --clear-groups nsenter --preserve-credentials --user=f true; }
  $ for o in -m -pm '--map-groups 0:9:9 -n' '-p --map-users 0:1000:9'; do
  >     nsrun --owner 12345:12345 $o --user=f true
  >     for u in 12345 12346; do enter $u 2>/dev/null && echo $u; done
  >     umount f
  > done
  12345
  12345
  12345
  12345

As root, the new namespaces belong to it, and no saved id of root's is left:

  $ cat >inside <<'END'
  > grep '^[UG]id' /proc/self/status | tr '\t' ' '
  > id -G
  > hostname x
  > touch no 2>/dev/null
  > END
  $ for o in '' -f -p; do
  >     nsrun --owner 12345:54321 $o -u --map-users 0:12345:1 --map-groups 0:54321:1 sh inside
  >     nsrun --owner 12345:54321 $o -u --map-users 0:12345:1 --map-groups 0:54321:1 true
  > done
  Uid: 0 0 0 0
  Gid: 0 0 0 0
  0
  Uid: 0 0 0 0
  Gid: 0 0 0 0
  0
  Uid: 0 0 0 0
  Gid: 0 0 0 0
  0
  $ ls
  inside

As a plain user, --owner without privilege:

  $ nsrun --owner 0:0 -p touch ran
  nsrun: cannot start a process in new PID and user namespaces, owned by uid 0 and gid 0 (--pid, --owner): Operation not permitted
  nsrun: hint: to make it another user's is for root
  [125]
  $ ls

As a plain user, --owner that is the caller:

  $ nsrun --owner $(id -u):$(id -g) -r id -u
  0

As root, the caller's groups are dropped:

  $ for o in '' -p; do setpriv --groups 7,8 nsrun $o --owner 5:5 grep Groups /proc/self/status; done
  Groups:\t  (esc)
  Groups:\t  (esc)
  $ setpriv --groups 7 nsrun --owner nobody:daemon --map-groups 0:1:1 -f id -g
  0

As root, the process between is killed, before it has made inner and behind:

  $ for call in setresuid exit_group sendmsg; do
  >     strace -fqq -o /dev/null -e inject=$call:signal=KILL:when=1 \
  >         nsrun --owner 5:5 -p --map-users 0:5:1 sh -c : 2>/dev/null
  >     case $? in 0 | 125 | 137) echo ended ;; *) echo $call ;; esac
  > done
  ended
  ended
  ended

As root, from a process whose children are in another PID namespace:

  $ nsrun -p --no-fork sh -c 'sleep 0.3 & exec nsrun -f --owner 5:5 id -u'
  65534

As root, an owner cannot make nsrun take another process for inner:

  $ strace -fqq -o log -e trace=prctl nsrun -p --owner 5:5 true
  $ grep -c DUMPABLE log
  2
  $ nsrun -p --owner 5:5 sh -c 'exit 3'
  [3]

As root, --explain tells of the process between:

  $ nsrun --explain -p --owner 5:6 true | grep -o 'setgroups(0.*CLONE_PARENT'
  setgroups(0, NULL), setresgid(6, 6, 6), setresuid(5, 5, 5), prctl(PR_SET_DUMPABLE, 1), then clone3(CLONE_NEWPID|CLONE_NEWUSER|CLONE_PARENT

As root, the process between fails:

  $ strace -fqq -o /dev/null -e inject=setgroups:error=EPERM nsrun --owner 5:5 -p touch ran
  nsrun: cannot start a process in new PID and user namespaces, owned by uid 5 and gid 5 (--pid, --owner): Operation not permitted
  [125]
  $ ls
