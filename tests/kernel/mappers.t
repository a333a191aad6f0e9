Sub-ids, and newuidmap and newgidmap, the helpers that map them. Their own words differ by version.

As a plain user, 13: sub-ids of a plain user:

  $ set -- $(grep "^$(id -un):" /etc/subuid | tr : ' ')
  $ nsrun --map-auto cat /proc/self/uid_map | tr -s ' ' >map
  $ echo " 0 $2 $3" | cmp - map

As a plain user, 13: root, then sub-ids:

  $ set -- $(grep "^$(id -un):" /etc/subuid | tr : ' ')
  $ nsrun -r --map-auto cat /proc/self/uid_map | tr -s ' ' >map
  $ printf ' %d %d %d\n' 0 $(id -u) 1 1 $2 $(($3 - 1)) | cmp - map
  $ nsrun -r --map-auto -p sh -c 'touch x; chown 5:6 x; stat -c %u:%g x'
  5:6

As a plain user, sub-ids under their own numbers:

  $ set -- $(grep "^$(id -un):" /etc/subgid | tr : ' ')
  $ nsrun --map-groups=subids cat /proc/self/gid_map | tr -s ' ' >map
  $ echo " $2 $2 $3" | cmp - map

A map by a helper leaves the command in nsrun's process, without children:

  $ a='--map-users 0:5:9'; [ $(id -u) = 0 ] || a=--map-auto
  $ cat >inside <<'END'
  > echo $$
  > read children </proc/$$/task/$$/children
  > echo children: $children
  > END
  $ sh -c "echo \$\$; exec nsrun $a sh inside" | uniq | sed 1d
  children:

The helper is reaped though SIGCHLD is ignored:

  $ a='--map-users 0:5:9'; [ $(id -u) = 0 ] || a=--map-auto
  $ env --ignore-signal=CHLD grep SigIgn /proc/self/status >own
  $ env --ignore-signal=CHLD nsrun $a grep SigIgn /proc/self/status | cmp - own

As a plain user, a map too long to be told:

  $ ranges() { for i in $(seq 340); do echo --map-users $((i * 2)):$((i * 2)):1; done; }
  $ nsrun $(ranges) true
  newuidmap: * (glob)
  nsrun: cannot map uid 2 to 2, 4 to 4, 6 to 6, *... (--map-users): newuidmap ended with status 1 (glob)
  nsrun: hint: it maps one's own id, and *, which /etc/subuid gives this user first; root gives more with usermod --add-subuids FIRST-LAST and the user's name (glob)
  [125]

As a plain user, a range that is not the caller's:

  $ nsrun --map-users 0:1:1 touch ran
  newuidmap: * (glob)
  nsrun: cannot map uid 0 to 1 with newuidmap (--map-users): newuidmap ended with status 1
  nsrun: hint: it maps one's own id, and *, which /etc/subuid gives this user first; root gives more with usermod --add-subuids FIRST-LAST and the user's name (glob)
  [125]
  $ ls

As a plain user, and the range that is:

  $ set -- $(grep "^$(id -un):" /etc/subuid | tr : ' ')
  $ nsrun --map-users 0:1:1 true 2>told
  [125]
  $ grep -c "and $2 to $(($2 + $3 - 1)), which /etc/subuid gives this user" told
  1
  $ nsrun -f --map-groups 0:1:1 true 2>told
  [125]
  $ grep -o ', which /etc/subgid gives' told
  , which /etc/subgid gives

As a plain user, a line in /etc/subuid that is too small:

  $ set -- $(grep "^$(id -un):" /etc/subuid | tr : ' ')
  $ nsrun -p --map-users 0:$2:$(($3 + 1)) touch ran
  newuidmap: * (glob)
  nsrun: cannot map uid 0-* to * with newuidmap (--map-users): newuidmap ended with status 1 (glob)
  nsrun: hint: it maps one's own id, and *, which /etc/subuid gives this user first; root gives more with usermod --add-subuids FIRST-LAST and the user's name (glob)
  [125]
  $ ls

As root, /etc/subuid that may not be read:

  $ cat >outside <<'END'
  > touch f
  > chmod 0 f
  > mount --bind f /etc/subuid
  > setpriv --reuid 12345 --regid 12345 --clear-groups nsrun --map-auto true
  > END
  $ nsrun -m sh outside
  nsrun: --map-auto cannot be done: /etc/subuid cannot be read
  [125]

As root, /etc/subuid is read as newuidmap reads it: blanks, CRLF, octal, a name of digits:

  $ { cat /etc/passwd; echo 80025037:x:12345:12345::/:/bin/sh; } >passwd
  $ cat >outside <<'END'
  > mount --bind passwd /etc/passwd
  > touch f
  > mount --bind f /etc/subuid
  > while IFS= read -r line; do
  >   printf "$line" >f
  >   setpriv --reuid 12345 --regid 12345 --clear-groups nsrun --map-users=auto cat /proc/self/uid_map 2>&1 |
  >     grep -v hint: | tr -s ' '
  > done
  > END
  $ cat >lines <<'END'
  > 80025037:200000:10\n
  > 80025037: 200000: 10\n
  > 80025037:200000:10\r\n
  > 80025037:200000:10\r\n80025037:300000:20\n
  > 80025037:200000:10 \n
  > 80025037:200000 :10\n
  > 80025037:200000:10
  > 80025037:200000:10:x\n
  > 80025037:0200000:010\n
  > 80025037:0x10000:+10\n
  > 12345:200000:10\n
  > 012345:200000:10\n
  > 80025038:200000:10\n
  > END
  $ nsrun -m sh outside <lines
   0 200000 10
   0 200000 10
  nsrun: --map-users cannot be done: /etc/subuid gives this user no range
   0 300000 20
  nsrun: --map-users cannot be done: /etc/subuid gives this user no range
  nsrun: --map-users cannot be done: /etc/subuid gives this user no range
   0 200000 10
   0 200000 10
   0 65536 8
   0 65536 10
   0 200000 10
  nsrun: --map-users cannot be done: /etc/subuid gives this user no range
  nsrun: --map-users cannot be done: /etc/subuid gives this user no range

As root, newuidmap, and no line at all:

  $ setpriv --reuid 12345 --regid 12345 --clear-groups nsrun -p --map-users 0:7:9 touch ran
  newuidmap: * (glob)
  nsrun: cannot map uid 0-8 to 7-15 with newuidmap (--map-users): newuidmap ended with status 1
  nsrun: hint: it maps one's own id, and /etc/subuid gives this user no range; root adds one with usermod --add-subuids 100000-165535 and the user's name
  [125]
  $ ls

As a plain user, newuidmap missing is not 127:

  $ mkdir bin
  $ ln -s $NSRUN /bin/true bin
  $ PATH=$D/bin
  $ nsrun --map-auto true
  nsrun: cannot map gid 0-* to * with newgidmap and uid 0-* to * with newuidmap (--map-auto): newgidmap is not installed (glob)
  nsrun: hint: Debian has it in the package uidmap, others in shadow
  [125]

As a plain user, newuidmap that is not set-uid:

  $ cp $(command -v newuidmap) $(command -v newgidmap) .
  $ PATH=$D:$PATH nsrun --map-auto touch ran 2>&1 | grep -v '^new'
  nsrun: cannot map gid 0-* to * with newgidmap and uid 0-* to * with newuidmap (--map-auto): new?idmap ended with status 1 (glob)
  nsrun: hint: '$D/new?idmap' is neither set-uid nor has file capabilities, so that it has no privilege (glob)
  $ ls
  newgidmap
  newuidmap

As root, /etc/subuid missing:

  $ nsrun -m sh -c 'mount -t tmpfs none /etc; nsrun --map-auto true'
  nsrun: --map-auto cannot be done: /etc/subuid gives this user no range
  nsrun: hint: root adds one: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER (other numbers if these are in use)
  [125]

As a plain user, newuidmap killed: the command does not run:

  $ printf '%s\n' '#!/bin/sh' 'kill -9 $$' >newuidmap
  $ chmod +x newuidmap
  $ PATH=$D:$PATH nsrun --map-users=auto touch ran
  nsrun: cannot map uid 0-* to * with newuidmap (--map-users): newuidmap was killed by signal 9 (glob)
  [125]
  $ ls
  newuidmap

As a plain user, newuidmap fails without a word:

  $ printf '%s\n' '#!/bin/sh' 'exit 1' >newuidmap
  $ chmod +x newuidmap
  $ PATH=$D:$PATH nsrun -p --map-users=auto touch ran
  nsrun: cannot map uid 0-* to * with newuidmap (--map-users): newuidmap ended with status 1 (glob)
  nsrun: hint: '$D/newuidmap' is neither set-uid nor has file capabilities, so that it has no privilege
  [125]
  $ ls
  newuidmap

As a plain user, newuidmap hangs:

  $ printf '%s\n' '#!/bin/sh' 'exec sleep 1000' >newuidmap
  $ chmod +x newuidmap
  $ PATH=$D:$PATH nsrun --map-users=auto touch ran
  nsrun: cannot map uid 0-* to * with newuidmap (--map-users): newuidmap did not end in time (glob)
  [125]
  $ ls
  newuidmap

As a plain user, newuidmap without its privilege:

  $ setpriv --no-new-privs nsrun -r --map-auto true 2>&1 | grep -v '^new'
  nsrun: cannot map gid 0 to *, 1-* to * with newgidmap and uid 0 to *, 1-* to * with newuidmap (--map-auto): new?idmap ended with status 1 (glob)
  nsrun: hint: no_new_privs is set, as by systemd's NoNewPrivileges= and docker's no-new-privileges, so that it has no privilege; start nsrun without it

As root, nobody gives sub-ids to this user, and how root does:

  $ setpriv --reuid 12345 --regid 12345 --clear-groups nsrun --map-auto true
  nsrun: --map-auto cannot be done: /etc/subuid gives this user no range
  nsrun: hint: root adds one: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER (other numbers if these are in use)
  [125]

As root, a line in /etc/subuid, and none in /etc/subgid:

  $ echo 12345:100000:65536 >f
  $ cat >outside <<'END'
  > mount --bind f /etc/subuid
  > mount --bind /dev/null /etc/subgid
  > setpriv --reuid 12345 --regid 12345 --clear-groups nsrun --map-auto true
  > END
  $ nsrun -m sh outside
  nsrun: --map-auto cannot be done: /etc/subgid gives this user no range
  nsrun: hint: root adds one: usermod --add-subuids 100000-165535 --add-subgids 100000-165535 USER (other numbers if these are in use)
  [125]

An unshare that fails beside a helper does not hang (unshare's does):

  $ a='--map-users 0:5:9'; [ $(id -u) = 0 ] || a=--map-auto
  $ $TESTS/refuse unshare EPERM nsrun $a -m true
  nsrun: cannot move to new mount and user namespaces \(--mount, --map-(users|auto)\): Operation not permitted (re)
  nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; with docker and podman --security-opt seccomp=unconfined lifts it
  [125]
