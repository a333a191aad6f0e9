Users and groups: which ids a user namespace has, and whose the command is.

--map-current keeps the ids:

  $ id -u >own; nsrun --map-current id -u | cmp - own
  $ id -g >own; nsrun -c id -g | cmp - own

--map-user and --map-group:

  $ nsrun --map-user 5 --map-group 4294967294 sh -c 'id -u; id -g'
  5
  4294967294

--map-user by name:

  $ nsrun --map-user daemon id -un
  daemon

As root, a name of digits is a name first, as for chown and newuidmap; as unshare it is a number:

  $ { cat /etc/passwd; printf '%s\n' 80025037:x:1234:4321::/: 7zip:x:1235:1::/: 20210012345:x:1236:1::/:; } >passwd
  $ { cat /etc/group; printf '%s\n' 80025038:x:4322:; } >group
  $ ln -s $NSRUN unshare
  $ cat >outside <<'END'
  > mount --bind passwd /etc/passwd
  > mount --bind group /etc/group
  > nsrun -S 80025037 -G 80025038 sh -c 'id -u; id -g'
  > nsrun --map-user 80025037 --map-group 80025038 grep -o '^ *[0-9]*' /proc/self/uid_map /proc/self/gid_map
  > nsrun -S 7zip -G 1 id -u
  > nsrun -S 20210012345 -G 1 id -u
  > nsrun -S 80025039 -G 1 id -u
  > nsrun --explain --owner 80025037:80025038 true | grep -o 'owned by .*'
  > ./unshare -S 80025037 id -u
  > ./unshare --map-user 80025037 id -u
  > chown 80025037:80025038 outside
  > stat -c %u:%g outside
  > END
  $ nsrun -m sh outside
  1234
  4322
  /proc/self/uid_map:      1234
  /proc/self/gid_map:      4322
  1235
  1236
  80025039
  owned by uid 1234 and gid 4322 (--owner)
  80025037
  80025037
  1234:4322

An id that is none, and no name either: nothing happens:

  $ for id in 4294967296 4294967295 0x10 1e3 '1 ' 18446744073709551616 7zip; do
  >   for o in --map-user= --map-group= -S -G --owner=0:; do
  >     nsrun $o"$id" touch ran
  >   done
  > done 2>&1 | grep -v Try | sed 's/ cannot.*:/:/' | sort | uniq -c | sort -n
        7 nsrun: --map-group: no group has that name, and a gid is a decimal number from 0 to 4294967294
        7 nsrun: --map-user: no user has that name, and a uid is a decimal number from 0 to 4294967294
        7 nsrun: --owner: no group has that name, and a gid is a decimal number from 0 to 4294967294
        7 nsrun: --setgid: no group has that name, and a gid is a decimal number from 0 to 4294967294
        7 nsrun: --setuid: no user has that name, and a uid is a decimal number from 0 to 4294967294
  $ nsrun -S 4294967296 true
  nsrun: --setuid cannot be '4294967296': no user has that name, and a uid is a decimal number from 0 to 4294967294
  Try 'nsrun --help'.
  [125]
  $ nsrun --owner 7:0x10 true
  nsrun: --owner cannot be '0x10': no group has that name, and a gid is a decimal number from 0 to 4294967294
  Try 'nsrun --help'.
  [125]
  $ ls

An unknown name:

  $ nsrun --map-user nobodyhere true
  nsrun: --map-user cannot be 'nobodyhere': no such user
  Try 'nsrun --help'.
  [125]

setgroups is denied with a group map:

  $ nsrun -r cat /proc/self/setgroups
  deny

--setgroups=deny with -r (unshare fails):

  $ nsrun -r --setgroups=deny cat /proc/self/setgroups
  deny

--setgroups=deny without a map:

  $ nsrun -U --setgroups=deny cat /proc/self/setgroups
  deny

setgroups is allowed without a map:

  $ nsrun -U --setgroups=allow cat /proc/self/setgroups
  allow

As root, --setgroups=allow with a map is written from outside:

  $ nsrun -r --setgroups=allow sh -c 'cat /proc/self/setgroups; tr -s " " </proc/self/gid_map'
  allow
   0 0 1

As root, --setgroups=allow from inside a PID namespace with the host's /proc:

  $ nsrun -p nsrun -r --setgroups=allow cat /proc/self/setgroups
  allow

--setgroups=allow where it was denied before:

  $ nsrun -r nsrun -U --setgroups=allow true
  nsrun: cannot allow setgroups (--setgroups): Operation not permitted
  [125]

As a plain user, --setgroups=allow without the capability:

  $ nsrun -r --setgroups=allow true
  nsrun: --setgroups and --map-root exclude each other: without CAP_SETGID a group is mapped only where setgroups is denied
  Try 'nsrun --help'.
  [125]

As root, 13: a range of 256 ids:

  $ nsrun --map-users 0:1000:256 -S 255 sh -c 'tr -s " " </proc/self/uid_map; id -u'
  nsrun: warning: the command keeps gid 0 (--setuid)
   0 1000 256
  255

As root, every id that there is:

  $ nsrun --map-users=all --map-groups=all sh -c 'tr -s " " </proc/self/uid_map'
   0 0 4294967295
  $ nsrun --map-users=all -S 12 id -u
  nsrun: warning: the command keeps gid 0 (--setuid)
  12

As root, 340 ranges are written, 341 refused:

  $ ranges() { for i in $(seq $1); do echo --map-users $((i * 2)):$((i * 2)):1; done; }
  $ nsrun $(ranges 340) sh -c 'wc -l </proc/self/uid_map'
  340
  $ nsrun $(ranges 341) true
  nsrun: --map-users cannot be '682:682:1': a map has at most 340 ranges
  Try 'nsrun --help'.
  [125]

As root, 340 ranges of large numbers are too long for the kernel:

  $ ranges() { for i in $(seq 340); do echo $((4000000000 + i)):$((3000000000 + i * 2)):1; done; }
  $ nsrun $(ranges | sed 's/^/--map-users /') touch ran
  nsrun: --map-users cannot be done: the text of a map has less than 4096 bytes, and this one is longer
  [125]
  $ ls

As root, inheritable capabilities are emptied (CVE-2022-29162):

  $ for o in -u -f; do setpriv --inh-caps +net_raw nsrun $o grep CapInh /proc/self/status; done
  CapInh:\t0000000000000000 (esc)
  CapInh:\t0000000000000000 (esc)

-a makes every kind:

  $ readlink /proc/self/ns/* | sort >own
  $ nsrun -a sh -c 'id -u; readlink /proc/self/ns/* >inside'
  0
  $ wc -l <inside
  10
  $ sort inside | comm -12 own -

As root, 14: as uid 1 and gid 1:

  $ nsrun -S 1 -G 1 sh -c 'id -u; id -g; id -G'
  1
  1
  1

As root, --setuid alone leaves gid 0 and root's groups: that is no silent trap:

  $ setpriv --groups 5 nsrun -S daemon id
  nsrun: warning: the command keeps gid 0 and root's groups (--setuid)
  nsrun: hint: --as 'daemon' takes the gid and the groups that login gives; --setgid takes a gid, and drops all other groups
  uid=1(daemon) gid=0(root) groups=0(root),5(tty)
  $ setpriv --clear-groups nsrun --map-users=all --map-groups=all -S 80025037 id
  nsrun: warning: the command keeps gid 0 (--setuid)
  uid=80025037 gid=0(root) groups=0(root)
  $ setpriv --groups 5 nsrun --check=json -S daemon id 2>&1 >/dev/null
  nsrun: warning: the command keeps gid 0 and root's groups (--setuid)
  nsrun: hint: --as 'daemon' takes the gid and the groups that login gives; --setgid takes a gid, and drops all other groups
  $ setpriv --groups 5 nsrun -S daemon true 2>&-
  $ setpriv --groups 5 sh -c 'nsrun -S daemon grep SigIgn /proc/self/status 2>/dev/full; grep SigIgn /proc/self/status' | uniq | wc -l
  1

As root, no warning where there is no trap: as unshare, the caller again, a gid that was asked for:

  $ ln -s $NSRUN unshare
  $ ./unshare -S daemon true
  $ nsrun -S 0 true
  $ nsrun --map-user 5 -S 5 true
  $ nsrun -S daemon -G 0 true
  $ nsrun --as daemon true
  $ setpriv --regid 5 --clear-groups nsrun -S daemon true
  $ nsrun --owner 1000:1001 -S 3 --map-users=3:3:1 true

As root, 14: by name, in every id set:

  $ nsrun -p -S daemon -G daemon grep '^[UG]id' /proc/self/status | tr '\t' ' '
  Uid: 1 1 1 1
  Gid: 1 1 1 1

As a plain user, 14: without privilege:

  $ nsrun -S 1 true
  nsrun: cannot change to uid 1 (--setuid): Operation not permitted
  nsrun: hint: to change users and groups is for root; in a user namespace of your own there are those that --map-auto maps
  [125]

An id that the map lacks, before anything happens:

  $ nsrun -r -S 4000000000 touch ran
  nsrun: --setuid cannot be done: uid 4000000000 is not mapped in the new user namespace
  Try 'nsrun --help'.
  [125]
  $ ls

As a plain user, the remedy for an id that the map lacks, where it is one:

  $ nsrun -r -S 5 true
  nsrun: --setuid cannot be done: uid 5 is not mapped in the new user namespace
  nsrun: hint: --map-auto maps uid 0 to 65535, which /etc/subuid gives this user
  Try 'nsrun --help'.
  [125]
  $ nsrun -r -S 0 -G 5 true
  nsrun: --setgid cannot be done: gid 5 is not mapped in the new user namespace
  nsrun: hint: --map-auto maps gid 0 to 65535, which /etc/subgid gives this user
  Try 'nsrun --help'.
  [125]
  $ nsrun --check=json -r -S 5 true | jq .hint
  "--map-auto maps uid 0 to 65535, which /etc/subuid gives this user"
  $ nsrun -r -S 4000000000 true
  nsrun: --setuid cannot be done: uid 4000000000 is not mapped in the new user namespace
  Try 'nsrun --help'.
  [125]
  $ nsrun --map-auto -S 4000000000 true
  nsrun: --setuid cannot be done: uid 4000000000 is not mapped in the new user namespace
  Try 'nsrun --help'.
  [125]
  $ nsrun -r --map-auto -S 5 -G 5 id -u
  5

As root, --map-auto is no remedy where one of the files gives nothing:

  $ echo 12345:100000:65536 >f
  $ cat >outside <<'END'
  > mount --bind f /etc/subuid
  > mount --bind /dev/null /etc/subgid
  > setpriv --reuid 12345 --regid 12345 --clear-groups nsrun -r -S 5 true
  > END
  $ nsrun -m sh outside
  nsrun: --setuid cannot be done: uid 5 is not mapped in the new user namespace
  Try 'nsrun --help'.
  [125]

As root, --as has the ids and the groups that login gives, as id tells them:

  $ { cat /etc/group; echo one:x:4001:daemon,other; echo two:x:4002:other; echo three:x:4003:daemon; } >group
  $ cat >outside <<'END'
  > mount --bind group /etc/group
  > id daemon >expected
  > setpriv --groups 5,6,7 nsrun --as daemon id | cmp - expected
  > nsrun -p --mount-proc --as "$(id -u daemon)" id | cmp - expected
  > nsrun --map-users=all --map-groups=all --as=daemon id | cmp - expected
  > nsrun --as daemon grep -o 'Cap\(Prm\|Eff\|Amb\):.0*$' /proc/self/status
  > nsrun --explain=sh --as daemon id | sh | cmp - expected
  > nsrun --explain=c --as daemon id >program.c
  > cc -Wall -Werror -o program program.c && ./program | cmp - expected
  > END
  $ nsrun -m sh outside
  CapPrm:\t0000000000000000 (esc)
  CapEff:\t0000000000000000 (esc)
  CapAmb:\t0000000000000000 (esc)
  $ cat expected
  uid=1(daemon) gid=1(daemon) groups=1(daemon),4001(one),4003(three)

As root, --as with more groups than fit in one piece of memory:

  $ { cat /etc/group; for i in $(seq 300); do echo "g$i:x:$((4000 + i)):daemon"; done; } >group
  $ cat >outside <<'END'
  > mount --bind group /etc/group
  > nsrun --as daemon id -G | wc -w
  > nsrun --explain=c --as daemon id -G >program.c
  > cc -Wall -Werror -o program program.c && ./program | wc -w
  > END
  $ nsrun -m sh outside
  301
  301

As root, --as where setgroups is denied, and there is nothing to set or to drop, or there is:

  $ setpriv --clear-groups nsrun -r --as root id -G
  0
  $ setpriv --groups 5 nsrun -r --as root touch ran
  nsrun: --as and --map-root exclude each other: setgroups is denied, so the user's groups cannot be set
  Try 'nsrun --help'.
  [125]
  $ ls

--as with an id that is nobody's, or a name that is not:

  $ nsrun --as 80025037 touch ran
  nsrun: --as cannot be '80025037': no such user
  Try 'nsrun --help'.
  [125]
  $ nsrun --as nobodyhere touch ran
  nsrun: --as cannot be 'nobodyhere': no such user
  Try 'nsrun --help'.
  [125]
  $ nsrun --as= touch ran
  nsrun: --as cannot be '': an id is a decimal number from 0 to 4294967294, or a name
  Try 'nsrun --help'.
  [125]
  $ ls

As a plain user, --as in a user namespace of his own, which must map what it takes:

  $ nsrun --map-auto --as daemon id
  uid=1(daemon) gid=1(daemon) groups=1(daemon)
  $ nsrun --as daemon touch ran
  nsrun: cannot set the supplementary groups to 1 (--as): Operation not permitted
  nsrun: hint: to change users and groups is for root; in a user namespace of your own there are those that --map-auto maps
  [125]
  $ nsrun -r --as daemon touch ran
  nsrun: --as cannot be done: uid 1 is not mapped in the new user namespace
  nsrun: hint: --map-auto maps uid 0 to 65535, which /etc/subuid gives this user
  Try 'nsrun --help'.
  [125]
  $ nsrun -U --as daemon touch ran
  nsrun: --as cannot be done: uid 1 is not mapped in the new user namespace
  nsrun: hint: --map-auto maps uid 0 to 65535, which /etc/subuid gives this user
  Try 'nsrun --help'.
  [125]
  $ ls

As root, setuid takes the capabilities:

  $ nsrun -S 1 grep -c 'Cap\(Prm\|Eff\|Amb\):.0*$' /proc/self/status
  nsrun: warning: the command keeps gid 0 (--setuid)
  nsrun: hint: --as 'daemon' takes the gid and the groups that login gives; --setgid takes a gid, and drops all other groups
  3

--keep-caps keeps them in the user namespace:

  $ nsrun -c --keep-caps grep -c 'Cap\(Prm\|Eff\|Amb\):.000001ffffffffff' /proc/self/status
  3

--keep-caps across -S (unshare loses them):

  $ nsrun --map-user 5 -S 5 --keep-caps sh -c 'id -u; grep Cap /proc/self/status' >inside
  $ head -n 1 inside
  5
  $ grep -c 'Cap\(Prm\|Eff\|Amb\):.000001ffffffffff' inside
  3

As a plain user, without it they are gone:

  $ nsrun -c grep CapEff /proc/self/status
  CapEff:\t0000000000000000 (esc)
