/* Shell lines and what they give: scenarios, statuses, words, bad input. */
#include "lines.h"

#include <signal.h>

static const struct line_row rows[] = {
	/* The main job. */
	{ "main job", ANYONE,
	  "$NSRUN --map-root -pmuf --mount-proc sh -c 'echo $$; ps -e --no-headers | wc -l'",
	  "1\n3\n", NULL, 0 },
	{ "main job without --map-root", ROOT,
	  "$NSRUN -pmuf --mount-proc sh -c 'echo $$; hostname x; exit 3'", "1\n", NULL, 3 },
	{ "main job, refused to a plain user", USER, "$NSRUN -pmuf --mount-proc true", "",
	  "nsrun: cannot start a process in new mount, UTS and PID namespaces "
	  "(--mount, --uts, --pid, --fork): Operation not permitted\n"
	  "nsrun: hint: this needs privilege; with --map-root it is done in a user namespace "
	  "of your own\n",
	  125 },

	/* Scenarios, by the number they have in the list of what people do with namespaces. */
	{ "1: a hostname of its own", ANYONE, "$NSRUN $R -u sh -c 'hostname box; hostname'",
	  "box\n", NULL, 0 },
	{ "1: --hostname", ANYONE, "$NSRUN $R --hostname box hostname", "box\n", NULL, 0 },
	{ "1: --hostname of 64 bytes", ANYONE,
	  "$NSRUN $R --hostname $(printf %064d 7) hostname | wc -c", "65\n", NULL, 0 },
	{ "1: --domainname", ANYONE, "$NSRUN $R --domainname d cat /proc/sys/kernel/domainname",
	  "d\n", NULL, 0 },
	{ "2: a message queue outside", ANYONE,
	  "id=$(ipcmk -Q | tr -dc 0-9); ipcs -q | grep -c \" $id \"; "
	  "$NSRUN $R -i ipcs -q | grep -c ^0x; ipcrm -q $id",
	  "1\n0\n", NULL, 0 },
	{ "2: a message queue inside", ANYONE,
	  "a=$(ipcs -q | grep -c ^0x); $NSRUN $R -i sh -c 'ipcmk -Q >/dev/null; ipcs -q | grep -c "
	  "^0x'; "
	  "[ $(ipcs -q | grep -c ^0x) = $a ] && echo same",
	  "1\nsame\n", NULL, 0 },
	{ "3: $$ is 1", ANYONE, "$NSRUN $R -p sh -c 'echo $$'", "1\n", NULL, 0 },
	{ "3: the same process has two pids", ANYONE,
	  "$NSRUN $R -p awk '/^NSpid/ { print NF - 1, $3 }' /proc/self/status", "2 1\n", NULL, 0 },
	{ "4: without --mount-proc /proc is the host's", ANYONE,
	  "[ \"$($NSRUN $R -p cat /proc/1/comm)\" = \"$(cat /proc/1/comm)\" ] && echo host",
	  "host\n", NULL, 0 },
	{ "4: with it only the namespace's", ANYONE, "$NSRUN $R -p --mount-proc cat /proc/1/comm",
	  "cat\n", NULL, 0 },
	{ "4: --mount-proc=DIR where nothing is mounted", ANYONE,
	  "$NSRUN $R -p --mount-proc=$D cat $D/1/comm; ls $D", "cat\n", NULL, 0 },
	{ "4: proc is mounted nosuid, nodev, noexec", ANYONE,
	  "$NSRUN $R -p --mount-proc findmnt -no OPTIONS /proc | tail -1 | "
	  "tr , '\\n' | grep -c '^no[sde][uex]'",
	  "3\n", NULL, 0 },
	{ "5: two deep, each with its hostname", ANYONE,
	  "$NSRUN $R -pu --hostname one sh -c 'hostname; $NSRUN -pu --hostname two sh -c "
	  "\"hostname; awk \\\"/^NSpid/ { print NF - 1 }\\\" /proc/self/status\"; hostname'",
	  "one\ntwo\n3\none\n", NULL, 0 },
	{ "6: what PID 1 leaves behind ends with it", ANYONE,
	  "export n=7177; $NSRUN $R -p sh -c 'sleep $n & setsid sleep $n & exit 3'; echo $?; "
	  "pgrep -fc 'sleep 717[7]'",
	  "3\n0\n", NULL, 1 },
	{ "6: nested ones too", ANYONE,
	  "export n=7178; $NSRUN $R -p sh -c '$NSRUN -p sh -c \"sleep \\$n & sleep \\$n\" & "
	  "until pgrep -f \"sleep 717[8]\" >/dev/null; do :; done; exit 4'; echo $?; "
	  "pgrep -fc 'sleep 717[8]'",
	  "4\n0\n", NULL, 1 },
	{ "8: a server inside, the network shared", ANYONE,
	  "cd $D; echo hello >index.html; port=$((20000 + $$ % 20000)); "
	  "$NSRUN $R -pm --mount-proc busybox httpd -f -p 127.0.0.1:$port & "
	  "until busybox wget -qO- http://127.0.0.1:$port/ 2>/dev/null; do "
	  "kill -0 $! || exit 9; done; kill -KILL $!; wait $! 2>/dev/null; true",
	  "hello\n", NULL, 0 },
	{ "9: a mount inside is invisible outside", ANYONE,
	  "$NSRUN $R -m sh -c \"mount -t tmpfs none $D; touch $D/inside; ls $D\"; ls $D",
	  "inside\n", NULL, 0 },
	{ "9: under a shared mount too, and the other way round", ANYONE,
	  "$NSRUN $R -m sh -c 'mount -t tmpfs none $D; mount --make-rshared /; mkdir $D/a $D/b; "
	  "mkfifo $D/go $D/gone; $NSRUN -m sh -c \"mount -t tmpfs none $D/a; touch $D/a/x; "
	  "echo >$D/go; read y <$D/gone; ls $D/b\" & read y <$D/go; mount -t tmpfs none $D/b; "
	  "touch $D/b/z; echo >$D/gone; wait; ls $D/a'",
	  "", NULL, 0 },
	{ "11: unmapped ids", ANYONE, "$NSRUN -U sh -c 'id -u; id -g'", "65534\n65534\n", NULL, 0 },
	{ "12: root inside", ANYONE, "$NSRUN --map-root sh -c 'id -u; id -g'", "0\n0\n", NULL, 0 },
	{ "12: uid_map reads 0 UID 1", ANYONE,
	  "[ \"$($NSRUN --map-root cat /proc/self/uid_map | tr -s ' ')\" = \" 0 $(id -u) 1\" ] && "
	  "[ \"$($NSRUN -r cat /proc/self/gid_map | tr -s ' ')\" = \" 0 $(id -g) 1\" ] && echo "
	  "right",
	  "right\n", NULL, 0 },
	{ "12: /etc/shadow stays closed", USER, "$NSRUN --map-root cat /etc/shadow", "",
	  "Permission denied", 1 },
	{ "16: lo alone, and it is up", ANYONE,
	  "$NSRUN $R -n sh -c 'ip -o link show up | wc -l; ip -o addr show lo | "
	  "grep -oE \"127.0.0.1/8|::1/128\"'",
	  "1\n127.0.0.1/8\n::1/128\n", NULL, 0 },
	{ "16: 127.0.0.1 and ::1 answer, a port of the host's does not", ANYONE,
	  "cd $D; echo host >index.html; port=$((20000 + $$ % 20000)); "
	  "busybox httpd -f -p 127.0.0.1:$port & "
	  "until busybox wget -qO- http://127.0.0.1:$port/ 2>/dev/null; do kill -0 $! || exit 9; "
	  "done; "
	  "$NSRUN $R -pn sh -c \"busybox wget -qO- http://127.0.0.1:$port/ || echo closed; "
	  "busybox httpd -f -p 127.0.0.1:$port & busybox httpd -f -p [::1]:$port & "
	  "until busybox wget -qO- http://127.0.0.1:$port/; do :; done; "
	  "until busybox wget -qO- http://[::1]:$port/; do :; done\" 2>/dev/null; "
	  "kill -KILL $!; wait $! 2>/dev/null; true",
	  "host\nclosed\nhost\nhost\n", NULL, 0 },
	{ "17: --no-loopback leaves lo down until it is raised", ANYONE,
	  "$NSRUN $R -n --no-loopback sh -c 'ip -o link show up | wc -l; ip link set lo up; "
	  "ip -o link show up | wc -l'",
	  "0\n1\n", NULL, 0 },
	{ "24: /proc/self/cgroup starts at /", ANYONE,
	  "$NSRUN $R -C cut -d: -f3 /proc/self/cgroup | sort -u", "/\n", NULL, 0 },

	/* Ids. */
	{ "--map-current keeps the ids", ANYONE,
	  "[ \"$($NSRUN --map-current id -u):$($NSRUN -c id -g)\" = \"$(id -u):$(id -g)\" ] && "
	  "echo kept",
	  "kept\n", NULL, 0 },
	{ "--map-user and --map-group", ANYONE,
	  "$NSRUN --map-user 5 --map-group 4294967294 sh -c 'id -u; id -g'", "5\n4294967294\n",
	  NULL, 0 },
	{ "--map-user by name", ANYONE, "$NSRUN --map-user daemon id -un", "daemon\n", NULL, 0 },
	{ "an unknown name", ANYONE, "$NSRUN --map-user nobodyhere true", "",
	  "nsrun: --map-user cannot be 'nobodyhere': no such user\n", 125 },
	{ "setgroups is denied with a group map", ANYONE, "$NSRUN -r cat /proc/self/setgroups",
	  "deny\n", NULL, 0 },
	{ "--setgroups=deny with -r (unshare fails)", ANYONE,
	  "$NSRUN -r --setgroups=deny cat /proc/self/setgroups", "deny\n", NULL, 0 },
	{ "--setgroups=deny without a map", ANYONE,
	  "$NSRUN -U --setgroups=deny cat /proc/self/setgroups", "deny\n", NULL, 0 },
	{ "setgroups is allowed without a map", ANYONE,
	  "$NSRUN -U --setgroups=allow cat /proc/self/setgroups", "allow\n", NULL, 0 },
	{ "--setgroups=allow with a map is written from outside", ROOT,
	  "$NSRUN -r --setgroups=allow sh -c 'cat /proc/self/setgroups; tr -s \" \" "
	  "</proc/self/gid_map'",
	  "allow\n 0 0 1\n", NULL, 0 },
	{ "--setgroups=allow from inside a PID namespace with the host's /proc", ROOT,
	  "$NSRUN -p $NSRUN -r --setgroups=allow cat /proc/self/setgroups", "allow\n", NULL, 0 },
	{ "--setgroups=allow where it was denied before", ANYONE,
	  "$NSRUN -r $NSRUN -U --setgroups=allow true", "",
	  "nsrun: cannot allow setgroups (--setgroups): Operation not permitted\n", 125 },
	{ "--setgroups=allow without the capability", USER, "$NSRUN -r --setgroups=allow true", "",
	  "nsrun: --setgroups and --map-root exclude each other: without CAP_SETGID", 125 },
	{ "13: a range of 256 ids", ROOT,
	  "$NSRUN --map-users 0:1000:256 -S 255 sh -c 'tr -s \" \" </proc/self/uid_map; id -u'",
	  " 0 1000 256\n255\n", NULL, 0 },
	{ "13: sub-ids of a plain user", USER,
	  "set -- $(grep ^$(id -un): /etc/subuid | tr : ' '); $NSRUN --map-auto cat "
	  "/proc/self/uid_map | "
	  "tr -s ' ' >$D/a; echo \" 0 $2 $3\" | cmp - $D/a && echo same",
	  "same\n", NULL, 0 },
	{ "13: root, then sub-ids", USER,
	  "set -- $(grep ^$(id -un): /etc/subuid | tr : ' '); $NSRUN -r --map-auto cat "
	  "/proc/self/uid_map | tr -s ' ' >$D/a; { echo \" 0 $(id -u) 1\"; "
	  "echo \" 1 $2 $(($3 - 1))\"; } | cmp - $D/a && echo same; "
	  "$NSRUN -r --map-auto -p sh -c 'touch $D/x; chown 5:6 $D/x; stat -c %u:%g $D/x'",
	  "same\n5:6\n", NULL, 0 },
	{ "sub-ids under their own numbers", USER,
	  "set -- $(grep ^$(id -un): /etc/subgid | tr : ' '); $NSRUN --map-groups=subids cat "
	  "/proc/self/gid_map | tr -s ' ' >$D/a; echo \" $2 $2 $3\" | cmp - $D/a && echo same",
	  "same\n", NULL, 0 },
	{ "every id that there is", ROOT,
	  "$NSRUN --map-users=all --map-groups=all tr -s ' ' </proc/self/uid_map; "
	  "$NSRUN --map-users=all -S 12 id -u",
	  " 0 0 4294967295\n12\n", NULL, 0 },
	{ "340 ranges are written, 341 refused", ROOT,
	  "r() { for i in $(seq $1); do printf -- '--map-users %d:%d:1 ' $((i * 2)) $((i * 2)); "
	  "done; }; "
	  "$NSRUN $(r 340) wc -l </proc/self/uid_map >/dev/null; "
	  "$NSRUN $(r 340) sh -c 'wc -l </proc/self/uid_map'; $NSRUN $(r 341) true",
	  "340\n", "a map has at most 340 ranges", 125 },
	{ "340 ranges of large numbers are too long for the kernel", ROOT,
	  "$NSRUN $(for i in $(seq 340); do echo --map-users $((4000000000 + i)):$((3000000000 + i "
	  "* 2)):1; done) "
	  "touch $D/x; echo $?; ls $D",
	  "125\n", "nsrun: --map-users cannot be done: the text of a map has less than 4096", 0 },
	{ "a map by a helper leaves the command in nsrun's process, without children", ANYONE,
	  "export a='--map-users 0:5:9'; [ $(id -u) = 0 ] || a=--map-auto; "
	  "sh -c 'echo $$; exec $NSRUN $a sh -c \"echo \\$\\$; read c "
	  "</proc/\\$\\$/task/\\$\\$/children; "
	  "echo children \\$c\"' | uniq | sed 1d",
	  "children\n", NULL, 0 },
	{ "the helper is reaped though SIGCHLD is ignored", ANYONE,
	  "u=$(id -u); a='--map-users 0:5:9'; [ $u = 0 ] || a=--map-auto; "
	  "env --ignore-signal=CHLD $NSRUN $a grep SigIgn /proc/self/status >$D/a; "
	  "env --ignore-signal=CHLD grep SigIgn /proc/self/status | cmp - $D/a && echo same",
	  "same\n", NULL, 0 },
	{ "a map too long to be told", USER,
	  "$NSRUN $(for i in $(seq 340); do echo --map-users $((i * 2)):$((i * 2)):1; done) "
	  "true",
	  "", "... (--map-users): newuidmap ended with status 1\n", 125 },
	{ "a range that is not the caller's", USER, "$NSRUN --map-users 0:1:1 touch $D/x; ls $D",
	  "",
	  "nsrun: cannot map uid 0 to 1 with newuidmap (--map-users): newuidmap ended with status "
	  "1\n"
	  "nsrun: hint: it maps one's own id, and ",
	  0 },
	{ "and the range that is", USER,
	  "set -- $(grep ^$(id -un): /etc/subuid | tr : ' '); $NSRUN --map-users 0:1:1 true 2>&1 | "
	  "grep -c \"and $2 to $(($2 + $3 - 1)), which /etc/subuid gives this user\"; "
	  "$NSRUN -f --map-groups 0:1:1 true 2>&1 | grep -c ', which /etc/subgid gives'",
	  "1\n1\n", NULL, 0 },
	{ "a line in /etc/subuid that is too small", USER,
	  "set -- $(grep ^$(id -un): /etc/subuid | tr : ' '); $NSRUN -p --map-users 0:$2:$(($3 + "
	  "1)) touch $D/x; echo $?; ls $D",
	  "125\n",
	  ", which /etc/subuid gives this user first; root gives more with usermod --add-subuids "
	  "FIRST-LAST and the user's name\n",
	  0 },
	{ "/etc/subuid that may not be read", ROOT,
	  "$NSRUN -m sh -c '>$D/f; chmod 0 $D/f; mount --bind $D/f /etc/subuid; setpriv --reuid "
	  "12345 --regid 12345 --clear-groups $NSRUN --map-auto true'",
	  "", "nsrun: --map-auto cannot be done: /etc/subuid cannot be read\n", 125 },
	{ "newuidmap, and no line at all", ROOT,
	  "chmod 755 $D; setpriv --reuid 12345 --regid 12345 --clear-groups $NSRUN -p --map-users "
	  "0:7:9 touch $D/x; echo $?; ls $D",
	  "125\n",
	  "it maps one's own id, and /etc/subuid gives this user no range; root adds one with "
	  "usermod --add-subuids 100000-165535 and the user's name\n",
	  0 },
	{ "newuidmap missing is not 127", USER,
	  "mkdir $D/bin; ln -s /bin/true $D/bin; PATH=$D/bin $NSRUN --map-auto true", "",
	  "newgidmap is not installed\nnsrun: hint: Debian has it in the package uidmap, others in "
	  "shadow\n",
	  125 },
	{ "newuidmap that is not set-uid", USER,
	  "cp $(command -v newuidmap) $(command -v newgidmap) $D; PATH=$D:$PATH $NSRUN --map-auto "
	  "touch "
	  "$D/x; echo $?; ls $D",
	  "125\nnewgidmap\nnewuidmap\n", "map' is neither set-uid nor has file capabilities", 0 },
	{ "/etc/subuid missing", ROOT,
	  "$NSRUN -m sh -c 'mount -t tmpfs none /etc; $NSRUN --map-auto true'", "",
	  "nsrun: --map-auto cannot be done: /etc/subuid gives this user no range\n", 125 },
	{ "newuidmap killed: the command does not run", USER,
	  "printf '#!/bin/sh\nkill -9 $$\n' >$D/newuidmap; chmod +x $D/newuidmap; "
	  "PATH=$D:$PATH $NSRUN --map-users=auto touch $D/x; echo $?; ls $D",
	  "125\nnewuidmap\n", "newuidmap was killed by signal 9\n", 0 },
	{ "newuidmap fails without a word", USER,
	  "printf '#!/bin/sh\nexit 1\n' >$D/newuidmap; chmod +x $D/newuidmap; "
	  "PATH=$D:$PATH $NSRUN -p --map-users=auto touch $D/x; echo $?; ls $D",
	  "125\nnewuidmap\n", "newuidmap ended with status 1\n", 0 },
	{ "newuidmap hangs", USER,
	  "printf '#!/bin/sh\nexec sleep 1000\n' >$D/newuidmap; chmod +x $D/newuidmap; "
	  "PATH=$D:$PATH $NSRUN --map-users=auto touch $D/x; echo $?; ls $D",
	  "125\nnewuidmap\n", "newuidmap did not end in time\n", 0 },
	{ "newuidmap without its privilege", USER,
	  "setpriv --no-new-privs $NSRUN -r --map-auto true", "",
	  "nsrun: hint: no_new_privs is set, as by systemd's NoNewPrivileges= and docker's "
	  "no-new-privileges, so that it has no privilege; start nsrun without it\n",
	  125 },
	{ "nobody gives sub-ids to this user", ROOT,
	  "setpriv --reuid 12345 --regid 12345 --clear-groups sh -c '$NSRUN --map-auto true'", "",
	  "nsrun: --map-auto cannot be done: /etc/subuid gives this user no range\n", 125 },
	{ "inheritable capabilities are emptied (CVE-2022-29162)", ROOT,
	  "setpriv --inh-caps +net_raw $NSRUN -u grep -c 'CapInh:.0000000000000000' "
	  "/proc/self/status; "
	  "setpriv --inh-caps +net_raw $NSRUN -f grep -c 'CapInh:.0000000000000000' "
	  "/proc/self/status",
	  "1\n1\n", NULL, 0 },
	{ "-a makes every kind", ANYONE,
	  "readlink /proc/self/ns/* | sort >$D/a; "
	  "$NSRUN -a sh -c 'id -u; readlink /proc/self/ns/*' | sort >$D/b; comm -12 $D/a $D/b; "
	  "grep -c . $D/b; grep -cx 0 $D/b",
	  "11\n1\n", NULL, 0 },

	{ "14: as uid 1 and gid 1", ROOT, "$NSRUN -S 1 -G 1 sh -c 'id -u; id -g; id -G'",
	  "1\n1\n1\n", NULL, 0 },
	{ "14: by name, in every id set", ROOT,
	  "$NSRUN -p -S daemon -G daemon awk '/^[UG]id/ { print $2, $3, $4, $5 }' "
	  "/proc/self/status",
	  "1 1 1 1\n1 1 1 1\n", NULL, 0 },
	{ "14: without privilege", USER, "$NSRUN -S 1 true", "",
	  "nsrun: cannot change to uid 1 (--setuid): Operation not permitted\n", 125 },
	{ "an id that the map lacks, before anything happens", ANYONE,
	  "$NSRUN -r -S 5 touch $D/x; echo $?; ls $D", "125\n",
	  "nsrun: --setuid and --map-root exclude each other: that id is not mapped", 0 },
	{ "setuid takes the capabilities", ROOT,
	  "$NSRUN -S 1 grep -c 'Cap\\(Prm\\|Eff\\|Amb\\):.0*$' /proc/self/status", "3\n", NULL, 0 },
	{ "--keep-caps keeps them in the user namespace", ANYONE,
	  "$NSRUN -c --keep-caps sh -c 'grep -c \"Cap\\(Prm\\|Eff\\|Amb\\):.000001ffffffffff\" "
	  "/proc/self/status'",
	  "3\n", NULL, 0 },
	{ "--keep-caps across -S (unshare loses them)", ANYONE,
	  "$NSRUN --map-user 5 -S 5 --keep-caps sh -c 'id -u; "
	  "grep -c \"Cap\\(Prm\\|Eff\\|Amb\\):.000001ffffffffff\" /proc/self/status'",
	  "5\n3\n", NULL, 0 },
	{ "without it they are gone", USER, "$NSRUN -c grep -c 'CapEff:.0*$' /proc/self/status",
	  "1\n", NULL, 0 },

	/* The owner of a user namespace. */
	{ "--owner may enter, another user may not", ROOT,
	  "chmod 755 $D; for o in -m -pm '--map-groups 0:9:9 -n' '-p --map-users 0:1000:9'; do "
	  "$NSRUN --owner 12345:12345 $o --user=$D/f true; for u in 12345 12346; do "
	  "setpriv --reuid $u --regid $u --clear-groups nsenter --preserve-credentials --user=$D/f "
	  "true 2>/dev/null && echo $u; done; umount $D/f; done",
	  "12345\n12345\n12345\n12345\n", NULL, 0 },
	{ "the new namespaces belong to it, and no saved id of root's is left", ROOT,
	  "chmod 755 $D; for o in '' -f -p; do $NSRUN --owner 12345:54321 $o -u --map-users "
	  "0:12345:1 "
	  "--map-groups 0:54321:1 true; "
	  "$NSRUN --owner 12345:54321 $o -u --map-users 0:12345:1 --map-groups 0:54321:1 sh -c "
	  "'awk \"/^[UG]id/ { print \\$2, \\$3, \\$4, \\$5 }\" /proc/self/status; id -G; hostname "
	  "x; "
	  "touch $D/no' 2>/dev/null; done; ls $D",
	  "0 0 0 0\n0 0 0 0\n0\n0 0 0 0\n0 0 0 0\n0\n0 0 0 0\n0 0 0 0\n0\n", NULL, 0 },
	{ "--owner without privilege", USER, "$NSRUN --owner 0:0 -p touch $D/x; echo $?; ls $D",
	  "125\n",
	  "nsrun: cannot start a process in new PID and user namespaces, owned by uid 0 and gid 0 "
	  "(--pid, --owner): Operation not permitted\n",
	  0 },
	{ "--owner that is the caller", USER, "$NSRUN --owner $(id -u):$(id -g) -r id -u", "0\n",
	  NULL, 0 },
	{ "the caller's groups are dropped", ROOT,
	  "for o in '' -p; do setpriv --groups 7,8 $NSRUN $o --owner 5:5 grep Groups "
	  "/proc/self/status; "
	  "done; setpriv --groups 7 $NSRUN --owner nobody:daemon --map-groups 0:1:1 -f id -g",
	  "Groups:\t \nGroups:\t \n0\n", NULL, 0 },
	{ "the process between is killed, before it has made inner and behind", ROOT,
	  "for c in setresuid exit_group sendmsg; do strace -fqq -o /dev/null -e "
	  "inject=$c:signal=KILL:when=1 "
	  "$NSRUN --owner 5:5 -p --map-users 0:5:1 sh -c ':' 2>/dev/null; s=$?; "
	  "[ $s = 0 ] || [ $s = 125 ] || [ $s = 137 ] || echo $c $s; done",
	  "", NULL, 0 },
	{ "from a process whose children are in another PID namespace", ROOT,
	  "$NSRUN -p --no-fork sh -c 'sleep 0.3 & exec $NSRUN -f --owner 5:5 id -u'", "65534\n",
	  NULL, 0 },
	{ "an owner cannot make nsrun take another process for inner", ROOT,
	  "strace -fqq -o $D/log -e trace=prctl $NSRUN -p --owner 5:5 true; grep -c DUMPABLE "
	  "$D/log; "
	  "$NSRUN -p --owner 5:5 sh -c 'exit 3'",
	  "2\n", NULL, 3 },
	{ "--explain tells of the process between", ROOT,
	  "$NSRUN --explain -p --owner 5:6 true | grep -c 'setgroups(0, NULL), setresgid(6, 6, 6), "
	  "setresuid(5, 5, 5), .*CLONE_PARENT'",
	  "1\n", NULL, 0 },
	{ "it fails", ROOT,
	  "strace -fqq -o /dev/null -e inject=setgroups:error=EPERM $NSRUN --owner 5:5 -p touch "
	  "$D/x; "
	  "echo $?; ls $D",
	  "125\n", "owned by uid 5 and gid 5 (--pid, --owner): Operation not permitted\n", 0 },

	/* Kept namespaces. */
	{ "21: a hostname kept, and found by nsenter", ROOT,
	  "$NSRUN --uts=$D/f sh -c 'hostname kept'; nsenter --uts=$D/f hostname; umount $D/f; ls "
	  "$D",
	  "kept\nf\n", NULL, 0 },
	{ "20: a network namespace for ip netns exec", ROOT,
	  "mkdir -p /run/netns; n=nsrun-$$; $NSRUN --net=/run/netns/$n true; "
	  "ip netns exec $n ip -o link show up | wc -l; ip netns del $n; ls /run/netns | grep -c "
	  "$n",
	  "1\n0\n", NULL, 1 },
	{ "every kind is the command's own", ROOT,
	  "mount -t tmpfs none $D; mount --make-private $D; "
	  "for k in uts ipc net pid user cgroup time mount; do "
	  "$NSRUN -p --$k=$D/f sh -c 'readlink /proc/self/ns/*' >$D/own; "
	  "i=$(stat -c %i $D/f); grep -q \"\\[$i\\]\" $D/own && echo $k; umount $D/f; rm $D/f; "
	  "done; umount $D",
	  "uts\nipc\nnet\npid\nuser\ncgroup\ntime\nmount\n", NULL, 0 },
	{ "a kept user namespace: no fd of nsrun's in the command (unshare leaks one)", ROOT,
	  "ls /proc/self/fd >$D/a; $NSRUN --user=$D/f -r --fork ls /proc/self/fd >$D/b; umount "
	  "$D/f; "
	  "cmp $D/a $D/b && echo same",
	  "same\n", NULL, 0 },
	{ "a command that cannot be started leaves no file", ROOT,
	  "$NSRUN --net=$D/f no-such; echo $?; ls $D; >$D/g; $NSRUN --net=$D/g no-such; ls $D; "
	  "findmnt $D/g",
	  "127\ng\n", "cannot execute 'no-such'", 1 },
	{ "nor does a later step that fails", ROOT,
	  "$NSRUN --net=$D/f --uts=$D/g -R $D/no true; echo $?; ls $D", "125\n",
	  "cannot change the root to ", 0 },
	{ "a bind that fails: the command does not start (unshare's does)", ROOT,
	  "$NSRUN -f --uts=$D/no/f touch $D/x; echo $?; ls $D", "125\n",
	  "/no/f' (--uts): No such file or directory\n", 0 },
	{ "nor does a signal before the command has started", ROOT,
	  "for o in '' '--status-fd 3'; do { strace -fqq -o /dev/null -e "
	  "inject=sethostname:delay_enter=1500000 "
	  "$NSRUN -p --net=$D/f --hostname x $o touch $D/x 3>$D/s & until findmnt -n $D/f "
	  ">/dev/null; do :; done; "
	  "kill -TERM $(pgrep -P $!); wait $!; } 2>/dev/null; echo $?; ls $D; umount $D/f "
	  "2>/dev/null; done; "
	  "jq -c '.event, .status' $D/s",
	  "143\ns\n143\ns\n\"failed\"\n143\n", NULL, 0 },
	{ "a folder", ROOT, "$NSRUN --uts=$D true; findmnt $D", "", "' (--uts): Is a directory\n",
	  1 },
	{ "a FIFO, for a mount namespace on a shared mount", ROOT,
	  "$NSRUN -m sh -c 'mount -t tmpfs none $D; mount --make-shared $D; mkfifo $D/f; $NSRUN "
	  "--mount=$D/f true'",
	  "", "/f' is no plain file\n", 125 },
	{ "a file in another mount namespace is none of this one's", ROOT,
	  "$NSRUN -m sh -c 'mount -t tmpfs none $D; >$D/f; exec sleep 100' & until [ -e "
	  "/proc/$!/root/$D/f ]; do :; done; "
	  ">$D/f; $NSRUN --uts=/proc/$!/root$D/f touch $D/x; echo $?; kill $!; wait $! "
	  "2>/dev/null; umount $D/f 2>/dev/null; ls $D",
	  "125\nf\n", "' (--uts): Invalid argument\n", 0 },
	{ "the root folder", ROOT, "$NSRUN --uts=/ true", "", "' (--uts): Is a directory\n", 125 },
	{ "nothing holds the folder of the file while the command runs", ROOT,
	  "mkfifo $D/p $D/q; mkdir $D/m; $NSRUN -m sh -c 'mount -t tmpfs none $D/m; $NSRUN "
	  "--uts=$D/m/f sh -c \"echo >$D/p; read x <$D/q\" & read x <$D/p; umount $D/m/f; until "
	  "umount $D/m 2>/dev/null; do :; done; echo free; echo >$D/q; wait'",
	  "free\n", NULL, 0 },
	{ "by a link: it is taken back there", ROOT,
	  ">$D/f; ln -s f $D/l; $NSRUN --uts=$D/l true; findmnt -no TARGET $D/f | sed s,$D,D,; "
	  "umount $D/l; "
	  "$NSRUN --uts=$D/l no-such 2>/dev/null; echo $?; findmnt $D/f; ls $D",
	  "D/f\n127\nf\nl\n", NULL, 0 },
	{ "a folder that is another meanwhile: what is not nsrun's stays", ROOT,
	  "mkdir $D/a $D/b; >$D/x; for f in f g; do >$D/b/$f; done; mount --bind $D/x $D/b/f; for "
	  "f in f g; do "
	  "strace -fqq -o /dev/null -e inject=sethostname:error=EPERM:delay_enter=1000000 "
	  "$NSRUN --net=$D/a/$f --hostname x true 2>/dev/null & until findmnt $D/a/$f >/dev/null; "
	  "do :; done; "
	  "mv $D/a $D/old; ln -s b $D/a; wait; rm $D/a; mv $D/old $D/a; done; ls $D/a $D/b | sed "
	  "s,$D,D,; "
	  "umount $D/b/f; grep -c $D /proc/self/mountinfo",
	  "D/a:\n\nD/b:\nf\ng\n0\n", NULL, 1 },
	{ "of two at once the one has it that locks it, whoever made the file", ROOT,
	  "strace -qq -o /dev/null -e inject=flock:delay_enter=1500000 $NSRUN --net=$D/f true "
	  "2>/dev/null & until [ -e $D/f ]; do :; done; strace -qq -o /dev/null -e "
	  "inject=move_mount:delay_enter=3000000 $NSRUN --net=$D/f true; echo $?; wait; umount "
	  "$D/f; ls $D",
	  "0\nf\n", NULL, 0 },
	{ "what is no plain file: nothing is mounted on it", ROOT,
	  "mkfifo $D/f; mknod $D/n c 1 3; ln -s none $D/l; for f in f n l; do $NSRUN --uts=$D/$f "
	  "touch "
	  "$D/x; echo $?; umount $D/$f 2>/dev/null; done 2>$D/e; sed \"s,$D,D,g\" $D/e; ls $D",
	  "125\n125\n125\n"
	  "nsrun: cannot keep the UTS namespace at 'D/f' (--uts): Invalid argument\n"
	  "nsrun: hint: 'D/f' is no plain file\n"
	  "nsrun: cannot keep the UTS namespace at 'D/n' (--uts): Invalid argument\n"
	  "nsrun: hint: 'D/n' is no plain file\n"
	  "nsrun: cannot keep the UTS namespace at 'D/l' (--uts): Invalid argument\n"
	  "nsrun: hint: 'D/l' is a link to nowhere\n"
	  "e\nf\nl\nn\n",
	  NULL, 0 },
	{ "kept there already", ROOT,
	  "$NSRUN --uts=$D/f true; $NSRUN --uts=$D/f touch $D/x; echo $?; umount $D/f; umount $D/f "
	  "2>/dev/null; ls $D",
	  "125\nf\n", "nsrun: hint: a namespace is kept there already", 0 },
	{ "of two at once the one has it that looked first", ROOT,
	  "strace -qq -o /dev/null -e inject=open_tree:delay_enter=1500000 $NSRUN --uts=$D/f touch "
	  "$D/first & until [ -e $D/f ]; do :; done; until grep -q \":$(stat -c %i $D/f) \" "
	  "/proc/locks; do :; done; $NSRUN --uts=$D/f touch $D/second; echo $?; wait; umount $D/f; "
	  "ls $D",
	  "125\nf\nfirst\n",
	  "nsrun: hint: another process is just keeping one there, or has the file locked, "
	  "flock(2)\n",
	  0 },
	{ "somebody has locked the file", ROOT,
	  ">$D/f; flock $D/f $NSRUN --uts=$D/f touch $D/x; echo $?; ls $D", "125\nf\n",
	  "nsrun: hint: another process is just keeping one there, or has the file locked, "
	  "flock(2)\n",
	  0 },
	{ "of ten at once one wins", ROOT,
	  "for i in 0 1 2 3 4 5 6 7 8 9; do $NSRUN --uts=$D/f touch $D/ran-$i 2>/dev/null & done; "
	  "wait; "
	  "ls $D/ran-* | wc -l; umount $D/f && umount $D/f 2>/dev/null || echo one",
	  "1\none\n", NULL, 0 },
	{ "a mount namespace on a shared mount", ROOT,
	  "$NSRUN -m sh -c 'mount -t tmpfs none $D; mount --make-shared $D; "
	  "$NSRUN --mount=$D/f true; echo $?; ls $D'",
	  "125\n",
	  "', which is shared; a mount namespace is kept on a private one alone, see mount "
	  "--make-private\n",
	  0 },
	{ "without privilege outside", USER, "$NSRUN -r --net=$D/f true; echo $?; ls $D", "125\n",
	  "nsrun: hint: the mount is made outside, which needs CAP_SYS_ADMIN there\n", 0 },
	{ "an unshare that fails beside a helper does not hang (unshare's does)", ANYONE,
	  "a='--map-users 0:5:9'; [ $(id -u) = 0 ] || a=--map-auto; "
	  "x=$($TESTS/refuse unshare EPERM $NSRUN $a -m true); echo $?$x",
	  "125\n", "cannot move to new mount and user namespaces", 0 },

	/* The environment. */
	{ "an empty environment", ANYONE, "$NSRUN --clear-env env | wc -c", "0\n", NULL, 0 },
	{ "names that stay are whole names", ANYONE,
	  "A=1 AB=2 B=3 C=4 $NSRUN -f --clear-env --whitelist-env=A,C,NOT env | sort", "A=1\nC=4\n",
	  NULL, 0 },
	{ "variables are set and unset in order", ANYONE,
	  "A=1 B=2 C=3 $NSRUN --setenv A=x --unsetenv A --unsetenv B --setenv B=y=z --setenv E= "
	  "sh -c 'echo ${A-none} $B $C ${E-none}.'",
	  "none y=z 3 .\n", NULL, 0 },
	{ "the command is looked up in the new PATH", ANYONE,
	  "printf '#!/bin/sh\necho mine\n' >$D/true; chmod +x $D/true; $NSRUN --setenv PATH=$D "
	  "true",
	  "mine\n", NULL, 0 },

	/* The view. */
	{ "23: a root of busybox, its own /proc and hostname", ANYONE,
	  "mkdir $D/bin $D/proc $D/etc; cp $(command -v busybox) $D/bin; ln -s busybox $D/bin/sh; "
	  "PATH=/bin $NSRUN $R -pmu --mount-proc --hostname box -R $D sh -c "
	  "'busybox hostname; busybox pwd; busybox ls /; busybox cat /proc/1/comm'",
	  "box\n/\nbin\netc\nproc\nbusybox\n", NULL, 0 },
	{ "-m in a chroot whose / is no mount point, and nothing leaks", ROOT,
	  "$NSRUN -m sh -c 'mount -t tmpfs none $D; mount --make-rshared $D; cd $D; mkdir -p r/usr "
	  "r/mnt "
	  "r/proc r/sub; for l in bin lib lib64 sbin; do ln -s usr/$l r/$l; done; cp $NSRUN r/n; "
	  "mount --rbind /usr r/usr; mount -t proc none r/proc; a=$(findmnt -R $D | wc -l); "
	  "chroot r /n -m -w /sub sh -c \"pwd; mount -t tmpfs none /mnt; touch /mnt/in; ls /mnt\"; "
	  "ls r/mnt; [ $(findmnt -R $D | wc -l) = $a ] && echo same'",
	  "/sub\nin\nsame\n", NULL, 0 },
	{ "a command that is not in the new root", ANYONE, "$NSRUN -rm -R $D id", "",
	  "nsrun: cannot execute 'id': No such file or directory\n"
	  "nsrun: hint: it was looked for in the new root\n",
	  127 },
	{ "--root that is missing", ANYONE, "$NSRUN -r -R $D/x true", "",
	  "/x' (--root): No such file or directory\n", 125 },
	{ "--root that is a file", ANYONE, ">$D/x; $NSRUN -r -R $D/x true", "",
	  "/x' (--root): Not a directory\n", 125 },
	{ "--root that may not be searched", USER, "$NSRUN -r -R /root true", "",
	  "nsrun: cannot change the root to '/root' (--root): Permission denied\n", 125 },
	{ "--root of nothing", ANYONE, "$NSRUN -r -R '' true", "",
	  "nsrun: --root cannot be '': the name of a folder is empty\n", 125 },
	{ "a deleted working folder is the command's too", ANYONE,
	  "mkdir $D/x; cd $D/x; rmdir $D/x; $NSRUN -f ls -a", "", NULL, 0 },
	{ "--root without privilege", USER, "$NSRUN -R / true", "",
	  "nsrun: cannot change the root to '/' (--root): Operation not permitted\nnsrun: hint: ",
	  125 },
	{ "--wd", ANYONE, "$NSRUN -w $D pwd | sed s,$D,D,", "D\n", NULL, 0 },
	{ "--wd in the new root", ANYONE,
	  "mkdir -p $D/bin $D/sub; cp $(command -v busybox) $D/bin; ln -s /sub $D/link; "
	  "$NSRUN -r -R $D -w /link /bin/busybox pwd",
	  "/sub\n", NULL, 0 },
	{ "--wd that leaves the root stays in it", ANYONE,
	  "mkdir -p $D/bin; cp $(command -v busybox) $D/bin; "
	  "$NSRUN -r -R $D -w /../../.. /bin/busybox ls",
	  "bin\n", NULL, 0 },
	{ "--wd that is missing", ANYONE, "$NSRUN -w $D/x true", "",
	  "/x' (--wd): No such file or directory\n", 125 },
	{ "--wd by a magic link (CVE-2024-21626)", ANYONE,
	  "mkdir $D/x; ln -s /proc/self/fd $D/fd; exec 9<$D; for c in '' \"$TESTS/refuse openat2 "
	  "ENOSYS\"; do for f in /proc/self/fd/9 /proc/self/fd/9/x /proc/$$/fd/9 /proc/$$/root/tmp "
	  "/proc/self/cwd $D/fd/9; do $c $NSRUN -w $f touch $D/y; echo $?; done; done 2>$D/e | "
	  "uniq -c | tr -s ' '; grep -c '^nsrun: cannot change the working folder to .* (--wd): ' "
	  "$D/e; sed -n 2p $D/e; ls $D | grep y",
	  " 12 125\n12\nnsrun: hint: it has links in a loop, or one like /proc/PID/fd/N, which may "
	  "lead out of the root and is not followed\n",
	  NULL, 1 },
	{ "--wd that is not below the root (CVE-2024-21626)", ANYONE,
	  "$NSRUN -r -m sh -c 'mount -t tmpfs none $D; cd $D; umount -l $D; $NSRUN -w . touch x; "
	  "echo $?; ls'",
	  "125\n",
	  "nsrun: cannot change the working folder to '.' (--wd): No such file or directory\n", 0 },
	{ "--wd with openat2 and without: links, dots and slashes", ANYONE,
	  "mkdir -p $D/a/b; ln -s a/./b/.. $D/rel; ln -s $D//rel/ $D/abs; ln -s nowhere $D/none; "
	  "ln -s loop $D/loop; >$D/file; cd $D/a; for f in b ./b/ .. ../rel/b $D/abs/b // "
	  "/proc/1/../.. $D/none $D/loop $D/file $D/file/x $D/no/x $(printf %0300d 7); do for c in "
	  "'' \"$TESTS/refuse openat2 ENOSYS\"; do $c $NSRUN -w $f pwd 2>&1 | grep -v hint: | sed "
	  "\"s,$D,D,g; s/00*7/LONG/; s/nsrun: cannot change the working folder to//; s/Symbolic "
	  "link loop/Too many levels of symbolic links/; s/Filename/File name/\"; done; done | "
	  "uniq -c | sed 's/^ *//'",
	  "4 D/a/b\n2 D\n4 D/a/b\n4 /\n2  'D/none' (--wd): No such file or directory\n2  'D/loop' "
	  "(--wd): Too many levels of symbolic links\n2  'D/file' (--wd): Not a directory\n2  "
	  "'D/file/x' (--wd): Not a directory\n2  'D/no/x' (--wd): No such file or directory\n2  "
	  "'LONG' (--wd): File name too long\n",
	  NULL, 0 },
	{ "--wd by proc's own plain links", ANYONE,
	  "for c in '' \"$TESTS/refuse openat2 ENOSYS\"; do $c $NSRUN -w /proc/self sh -c '[ $(pwd "
	  "-P) = /proc/$$ ] && echo own'; "
	  "(cd /proc; $c $NSRUN -w net true && echo net); done",
	  "own\nnet\nown\nnet\n", NULL, 0 },
	{ "--wd over 40 links, and over one more", ANYONE,
	  "ln -s . $D/0; for i in $(seq 40); do ln -s $((i - 1)) $D/$i; done; cd $D; "
	  "for c in '' \"$TESTS/refuse openat2 ENOSYS\"; do $c $NSRUN -w 39 true; echo $?; "
	  "$c $NSRUN -w 40 true; echo $?; done 2>/dev/null",
	  "0\n125\n0\n125\n", NULL, 0 },
	{ "a path that is too long, and one to a FIFO", ANYONE,
	  "mkfifo $D/f; for o in '-r -w' '-r -R' '-rp --mount-proc=' '-r --mount-binfmt='; do for "
	  "f in $(printf /%05000d 7) $D/f; do case $o in *=) set -- $o$f ;; *) set -- $o $f ;; "
	  "esac; $NSRUN \"$@\" touch $D/x 2>&1 | grep -v hint: | sed 's/.*: //; s/Filename/File "
	  "name/'; done; done | sort | uniq -c | tr -s ' '; ls $D",
	  " 4 File name too long\n 4 Not a directory\nf\n", NULL, 0 },
	{ "--propagation slave: what the host mounts appears", ANYONE,
	  "$NSRUN $R -m sh -c 'mount -t tmpfs none $D; mount --make-rshared /; mkdir $D/a; "
	  "mkfifo $D/go $D/gone; $NSRUN -m --propagation slave sh -c \"echo >$D/go; read y "
	  "<$D/gone; "
	  "ls $D/a; mount -t tmpfs none $D/a; touch $D/a/in\" & read y <$D/go; "
	  "mount -t tmpfs none $D/a; touch $D/a/out; echo >$D/gone; wait; ls $D/a'",
	  "out\nout\n", NULL, 0 },
	{ "--propagation shared: and the other way, but for proc", ANYONE,
	  "$NSRUN $R -pm --mount-proc sh -c 'mount -t tmpfs none $D; mount --make-rshared /; "
	  "mkdir $D/a; $NSRUN -p --mount-proc --propagation shared sh -c "
	  "\"mount -t tmpfs none $D/a; touch $D/a/in\"; ls $D/a; cat /proc/1/comm'",
	  "in\nsh\n", NULL, 0 },
	{ "--propagation unchanged: no proc where the host would see it", ANYONE,
	  "$NSRUN $R -pm --mount-proc sh -c 'mount -t tmpfs none $D; mount --make-rshared /; "
	  "mkdir $D/a; $NSRUN -p --mount-proc=$D/a --propagation unchanged true; echo $?; ls $D/a'",
	  "125\n", "nsrun: cannot make the mount at '", 0 },

	/* Binary formats. */
	{ "a format registered for the command alone (unshare wants -pf)", ANYONE,
	  "printf 'NSRUNTEST hi\n' >$D/x; chmod 755 $D/x; "
	  "$NSRUN -l :nsrun-test:M::NSRUNTEST::/bin/cat: sh -c '$D/x; ls "
	  "/proc/sys/fs/binfmt_misc'; "
	  "$NSRUN -p --mount-proc -l :nsrun-test:M::NSRUNTEST::/bin/cat: $D/x; "
	  "ls /proc/sys/fs/binfmt_misc | grep -c nsrun-test",
	  "NSRUNTEST hi\nnsrun-test\nregister\nstatus\nNSRUNTEST hi\n0\n", NULL, 1 },
	{ "with flag F the interpreter is the caller's, under another root too", ANYONE,
	  "mkdir -p $D/r/bin $D/r/proc; cp $(command -v busybox) $D/r/bin; ln -s busybox "
	  "$D/r/bin/sh; "
	  "printf 'NSRUNTEST hi\n' >$D/r/x; chmod 755 $D/r/x; cp $(command -v busybox) $D/cat; "
	  "$NSRUN -pl :nsrun-test:M::NSRUNTEST::$D/cat:F --mount-proc -R $D/r sh -c '/x; busybox "
	  "ls "
	  "/proc/sys/fs/binfmt_misc'",
	  "NSRUNTEST hi\nnsrun-test\nregister\nstatus\n", NULL, 0 },
	{ "no file of it is left in the command, and the mount has its flags", ANYONE,
	  "ls /proc/self/fd >$D/a; $NSRUN -l :x:E::x::/bin/cat: ls /proc/self/fd | cmp - $D/a; "
	  "$NSRUN --mount-binfmt=$D findmnt -no OPTIONS $D | tr , '\\n' | grep -c '^no[sde][uex]'",
	  "3\n", NULL, 0 },
	{ "a format of 1920 bytes, and of one more", ANYONE,
	  "$NSRUN --explain -l :x:E::$(printf %01909d 7)::/y: true | grep -c register.*/y; "
	  "$NSRUN -l :x:E::$(printf %01910d 7)::/y: true",
	  "1\n", ": a format has at most 1920 bytes\n", 125 },
	{ "--mount-binfmt=DIR", ANYONE, "$NSRUN --mount-binfmt=$D ls $D; ls $D",
	  "register\nstatus\n", NULL, 0 },
	{ "--mount-binfmt in a root without proc says so", ANYONE,
	  "$NSRUN -r --mount-binfmt -R $D touch /x; echo $?; ls $D", "125\n",
	  "nsrun: hint: no proc file system is mounted there; add --mount-proc and --pid\n", 0 },
	{ "a format that the kernel refuses", ANYONE,
	  "$NSRUN -l ::::::: touch $D/x; echo $?; ls $D", "125\n",
	  "nsrun: cannot register the binary format ':::::::' (--load-interp): Invalid", 0 },
	{ "an interpreter that is not there", ANYONE,
	  "$NSRUN -l :x:E::x::$D/no:F touch $D/x; echo $?; ls $D", "125\n",
	  ":F' (--load-interp): No such file or directory\n", 0 },

	/* Clocks. */
	{ "25: the boot-time and monotonic clocks are moved", ANYONE,
	  "$NSRUN $R -T --boottime 1d2h30m --monotonic -1.5 sh -c "
	  "'tr -s \" \" </proc/self/timens_offsets; a=$(cut -d. -f1 /proc/uptime); [ $a -gt 95400 "
	  "] && "
	  "echo moved'; b=$(cut -d. -f1 /proc/uptime); [ $b -lt 95400 ] || echo long",
	  "monotonic -2 500000000\nboottime 95400 0\nmoved\n", NULL, 0 },
	{ "25: forked as well, and the wall clock stays", ANYONE,
	  "a=$(date +%s); b=$($NSRUN $R -pT --boottime 1d date +%s); [ $((b - a)) -le 5 ] && echo "
	  "same",
	  "same\n", NULL, 0 },
	{ "25: nested, an offset still counts from the host's clock", ANYONE,
	  "$NSRUN $R -T --boottime 10d $NSRUN -T --boottime 5d awk '{ print int($1 / 86400) }' "
	  "/proc/uptime",
	  "5\n", NULL, 0 },
	{ "25: before Linux 6.1", ROOT,
	  "setarch --uname-2.6 $NSRUN -pT --boottime 5 grep boottime /proc/self/timens_offsets | "
	  "tr -s ' '",
	  "boottime 5 0\n", NULL, 0 },
	{ "a clock that would be negative", ANYONE, "$NSRUN $R -T --boottime -1000d true", "",
	  " s and cannot become negative\n", 125 },

	/* In place and forked. */
	{ "in place the command has nsrun's pid", ANYONE,
	  "sh -c 'echo $$; exec $NSRUN $R -um sh -c \"echo \\$\\$\"' | uniq | wc -l", "1\n", NULL,
	  0 },
	{ "forked it has not", ANYONE,
	  "sh -c 'echo $$; exec $NSRUN $R -umf sh -c \"echo \\$\\$\"' | uniq | wc -l", "2\n", NULL,
	  0 },
	{ "--no-fork: the first child is PID 1", ANYONE,
	  "$NSRUN $R -p --no-fork sh -c 'sh -c \"echo \\$\\$\"; true'", "1\n", NULL, 0 },
	{ "time before Linux 6.1: by a child", ANYONE,
	  "a=$(readlink /proc/self/ns/time); "
	  "b=$(setarch --uname-2.6 $NSRUN $R -T readlink /proc/self/ns/time); [ $a != $b ] && echo "
	  "new",
	  "new\n", NULL, 0, FALLBACKS },
	{ "clone3 unknown: clone takes its place", ANYONE,
	  "$TESTS/refuse clone3 ENOSYS $NSRUN $R -pmun --mount-proc --hostname x sh -c "
	  "'echo $$; hostname; ip -o link show up | wc -l'",
	  "1\nx\n1\n", NULL, 0 },
	{ "clone3 refused", ANYONE, "$TESTS/refuse clone3 EPERM $NSRUN $R -p true", "",
	  "nsrun: cannot start a process in", 125, FALLBACKS },
	{ "clone3 refused, in a user namespace", USER, "$TESTS/refuse clone3 EPERM $NSRUN -rp true",
	  "",
	  "nsrun: cannot start a process in new PID and user namespaces (--pid, --map-root): "
	  "Operation not permitted\n",
	  125, FALLBACKS },
	{ "a kind that the kernel lacks", ANYONE, "$TESTS/refuse unshare EINVAL $NSRUN $R -u true",
	  "", "(--uts", 125 },
	{ "openat2 unknown: what was opened is checked", ANYONE,
	  "$TESTS/refuse openat2 ENOSYS $NSRUN -r id -u", "0\n", NULL, 0 },

	/* Statuses. */
	{ "every status in place", ANYONE,
	  "for i in $(seq 0 255); do $NSRUN sh -c \"exit $i\"; [ $? = $i ] || echo $i; done", "",
	  NULL, 0 },
	{ "every status forked", ANYONE,
	  "for i in $(seq 0 255); do $NSRUN -f sh -c \"exit $i\"; [ $? = $i ] || echo $i; done", "",
	  NULL, 0 },
	{ "every status of a PID 1", ANYONE,
	  "for i in $(seq 0 255); do $NSRUN $R -p sh -c \"exit $i\"; [ $? = $i ] || echo $i; done",
	  "", NULL, 0 },
	{ "dies of the command's TERM", ANYONE, "exec $NSRUN -f sh -c 'kill -TERM $$'", "", NULL,
	  -SIGTERM },
	{ "dies of the command's KILL", ANYONE, "exec $NSRUN -f sh -c 'kill -KILL $$'", "", NULL,
	  -SIGKILL },
	{ "dies of HUP though the caller ignores it", ANYONE,
	  "exec env --ignore-signal=HUP $NSRUN -f env --default-signal=HUP sh -c 'kill -HUP $$'",
	  "", NULL, -SIGHUP },
	{ "as a PID 1 it cannot: 128 + N", ANYONE, "$NSRUN $R -p $NSRUN -f sh -c 'kill -TERM $$'",
	  "", NULL, 143 },
	{ "not found", ANYONE, "$NSRUN no-such-command", "",
	  "nsrun: cannot execute 'no-such-command': No such file or directory\n", 127 },
	{ "not found, forked", ANYONE, "$NSRUN -f no-such-command", "",
	  "nsrun: cannot execute 'no-such-command': No such file or directory\n", 127 },
	{ "not found, by path", ANYONE, "$NSRUN $D/x", "", "No such file or directory\n", 127 },
	{ "the empty command", ANYONE, "$NSRUN -f ''", "", "nsrun: cannot execute ''", 127 },
	{ "an option behind --", ANYONE, "$NSRUN -- --pid", "", "nsrun: cannot execute '--pid'",
	  127 },
	{ "not executable", ANYONE, "$NSRUN -f /etc/passwd", "",
	  "nsrun: cannot execute '/etc/passwd': Permission denied\n", 126 },
	{ "a folder", ANYONE, "$NSRUN /etc", "",
	  "nsrun: cannot execute '/etc': Permission denied\n", 126 },
	{ "found, but not executable, in PATH", ANYONE,
	  "echo true >$D/tool; PATH=$D:/nowhere; $NSRUN tool", "", "Permission denied\n", 126 },
	{ "found behind one that is not executable", ANYONE,
	  "echo false >$D/true; PATH=$D:$PATH $NSRUN true", "", NULL, 0 },
	{ "a missing interpreter is named", ANYONE,
	  "cd $D; printf '#!/no/such/sh -e\\n' >x; chmod +x x; $NSRUN ./x", "",
	  "nsrun: cannot execute './x': No such file or directory\n"
	  "nsrun: hint: the interpreter of './x', '/no/such/sh', does not exist\n",
	  127 },
	{ "a script from another system", ANYONE,
	  "printf '#!/bin/sh\\r\\necho x\\r\\n' >$D/x; chmod +x $D/x; $NSRUN $D/x", "",
	  "/x', '/bin/sh\\x0d', does not exist\n", 127 },
	{ "a missing interpreter, by PATH and forked", ANYONE,
	  "printf '#! /no/such/sh\\n' >$D/x; chmod +x $D/x; PATH=$PATH:$D $NSRUN -f x", "",
	  "/x', '/no/such/sh', does not exist\n", 127 },
	{ "not found, with a folder in PATH that is closed to the user", USER,
	  "mkdir $D/x; chmod 0 $D/x; PATH=$PATH:$D/x $NSRUN no-such-command", "",
	  "No such file or directory\n", 127 },
	{ "a script without #! is for sh", ANYONE,
	  "echo 'echo $0 $1; exit 3' >$D/x; chmod +x $D/x; cd $D; $NSRUN -f ./x y", "./x y\n", NULL,
	  3 },
	{ "a program for another machine is not", ANYONE,
	  "printf '\\177ELF\\0\\0\\0garbage' >$D/x; chmod +x $D/x; $NSRUN $D/x", "",
	  "Exec format error\n", 126 },
	{ "PATH unset", ANYONE, "unset PATH; $NSRUN true", "", NULL, 0 },
	{ "an empty entry in PATH is the working folder", ANYONE,
	  "cp /bin/true $D/mine; cd $D; export PATH; PATH=/nowhere: $NSRUN mine && "
	  "PATH=:/nowhere $NSRUN mine && PATH=/nowhere::/nowhere $NSRUN mine && PATH= $NSRUN mine",
	  "", NULL, 0 },
	{ "a script whose name is an option", ANYONE,
	  "printf 'echo $0' >$D/-x; chmod +x $D/-x; cd $D; PATH=: $NSRUN -- -x", "./-x\n", NULL,
	  0 },
	{ "a loop in PATH", ANYONE, "ln -s loop $D/loop; PATH=$D/loop:$PATH $NSRUN true", "", NULL,
	  0 },
	{ "a name that is too long", ANYONE, "$NSRUN $(printf %0300d 7)", "", "cannot execute",
	  127 },
	{ "an entry in PATH that is too long", ANYONE,
	  "PATH=/$(printf %05000d 7):$PATH $NSRUN true", "", NULL, 0 },

	/* Words. */
	{ "an unknown option", ANYONE, "$NSRUN --bogus true", "",
	  "nsrun: unknown option '--bogus'\nTry 'nsrun --help'.\n", 125 },
	{ "an option without effect", ANYONE, "$NSRUN --setgroups deny touch $D/x; ls $D", "",
	  "nsrun: --setgroups has no effect without --user\n", 0 },
	{ "what the user gave is escaped", ANYONE, "$NSRUN \"$(printf '\\033[2J\\nx')\"", "",
	  "cannot execute '\\x1b[2J\\nx'", 127 },
	{ "a limit is named", ANYONE,
	  "$NSRUN -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; $NSRUN -n true'", "",
	  "nsrun: cannot move to a new network namespace (--net): No space left on device\n"
	  "nsrun: hint: user.max_net_namespaces is 0:",
	  125 },
	{ "proc of a PID namespace that is not ours", USER, "$NSRUN -r --mount-proc true", "",
	  "hint: in a new user namespace proc can be mounted for a new PID namespace alone; add "
	  "--pid\n",
	  125 },
	{ "--mount-proc where there is no folder", ANYONE, "$NSRUN $R -p --mount-proc=$D/x true",
	  "", "/x' (--mount-proc): No such file or directory\n", 125 },
	{ "--mount-proc on a file", ANYONE, ">$D/x; $NSRUN $R -p --mount-proc=$D/x true", "",
	  "/x' (--mount-proc): Not a directory\n", 125 },
	{ "a failed step: the command does not start", ANYONE,
	  "$NSRUN $R -p --mount-proc=$D/no touch $D/x; echo $?; ls $D", "125\n",
	  "cannot mount proc", 0 },
	{ "a failed step in place: the command does not start", ANYONE,
	  "$TESTS/refuse mount EPERM $NSRUN $R -m touch $D/x; echo $?; ls $D", "125\n",
	  "cannot make every mount private (--mount): Operation not permitted", 0 },

	/* Hosts that refuse, and what is said of it. */
	{ "a chroot at no mount point", ROOT,
	  "mkdir $D/proc; for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir "
	  "-p $D${f%/*}; cp $f $D$f; done; "
	  "$NSRUN -m sh -c 'mount -t proc none $D/proc; chroot $D $NSRUN -U true'",
	  "",
	  "nsrun: hint: nsrun is in a chroot, and the kernel makes no user namespace there; start "
	  "it outside, with --root\n",
	  125, SANITIZED },
	{ "33 user namespaces deep", ANYONE,
	  "i=0; set --; while [ $i -lt 33 ]; do set -- $NSRUN -r \"$@\"; i=$((i + 1)); done; "
	  "\"$@\" $NSRUN -U true 2>&1 | sed 's/is [0-9][0-9]*/is N/'; \"$@\" $NSRUN -U true "
	  "2>/dev/null",
	  "nsrun: cannot move to a new user namespace (--user): No space left on device\n"
	  "nsrun: hint: no disk is full but a limit reached, here or in a user namespace above, "
	  "whose number sysctl raises: "
	  "user.max_user_namespaces is N, and they nest 33 deep at most\n",
	  NULL, 125 },
	{ "32 PID namespaces deep", ANYONE,
	  "i=0; set --; while [ $i -lt 32 ]; do set -- $NSRUN -p \"$@\"; i=$((i + 1)); done; "
	  "$NSRUN -r \"$@\" $NSRUN -p true",
	  "", ", and they nest 32 deep at most\n", 125 },
	{ "a masked /proc", ANYONE,
	  "$NSRUN -r -pm --mount-proc sh -c 'mount --bind /dev/null /proc/version; $NSRUN -r -p "
	  "--mount-proc true'",
	  "",
	  "nsrun: hint: part of /proc is covered, by a mount on '/proc/version', and the kernel "
	  "then lets a user namespace have no new proc; podman run --security-opt unmask=ALL, "
	  "docker run --security-opt systempaths=unconfined and procMount: Unmasked of kubernetes "
	  "leave it bare\n",
	  125 },
	{ "a seccomp filter", ANYONE, "$TESTS/refuse unshare EPERM $NSRUN -r true", "",
	  "nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; "
	  "with docker and podman --security-opt seccomp=unconfined lifts it\n",
	  125 },
	{ "a seccomp filter, for root", ROOT, "$TESTS/refuse unshare EPERM $NSRUN -m true", "",
	  "nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; "
	  "with docker and podman --security-opt seccomp=unconfined lifts it\n",
	  125 },
	{ "a seccomp filter that allows no process", ANYONE,
	  "$TESTS/refuse clone3 EPERM $NSRUN -f true", "",
	  "nsrun: hint: a seccomp filter is in force here, as in a container, and may refuse this; "
	  "with docker and podman --security-opt seccomp=unconfined lifts it\n",
	  125, FALLBACKS },
	{ "a seccomp filter that does not know a call", ROOT,
	  "$TESTS/refuse sethostname ENOSYS $NSRUN --hostname y touch $D/x; echo $?; ls $D",
	  "125\n",
	  "nsrun: cannot set the hostname to 'y' (--hostname): Function not implemented\nnsrun: "
	  "hint: a seccomp filter is in force here, as in a container, and may refuse this; with "
	  "docker and podman --security-opt seccomp=unconfined lifts it\n",
	  0 },
	{ "every limit, by name and value, and what raises it", ANYONE,
	  "$NSRUN -r sh -c 'cd /proc/sys/user; for o in uts ipc net pid user cgroup time mount; do "
	  "k=$o; [ $o = mount ] && k=mnt; "
	  "n=$(cat max_${k}_namespaces); echo 0 >max_${k}_namespaces; $NSRUN --$o touch $D/x "
	  "2>$D/e; s=$?; "
	  "echo $n >max_${k}_namespaces; [ $s = 125 ] && grep -o \"hint: user.max_${k}_namespaces "
	  "is 0: no .* namespace may be made here; the sysctl raises it\" $D/e; rm $D/e; done; ls "
	  "$D'",
	  "hint: user.max_uts_namespaces is 0: no UTS namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_ipc_namespaces is 0: no IPC namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_net_namespaces is 0: no network namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_pid_namespaces is 0: no PID namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_user_namespaces is 0: no user namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_cgroup_namespaces is 0: no cgroup namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_time_namespaces is 0: no time namespace may be made here; the sysctl "
	  "raises it\n"
	  "hint: user.max_mnt_namespaces is 0: no mount namespace may be made here; the sysctl "
	  "raises it\n",
	  NULL, 0 },
	{ "no process left, for whom", USER, "prlimit --nproc=1 $NSRUN -f true", "",
	  "nsrun: hint: this user may have 1 processes, see ulimit -u", 125 },
	{ "a component that is missing", ANYONE,
	  "mkdir $D/a; $NSRUN -w $D/a/b/c true 2>&1 | sed \"s,$D,D,g\"",
	  "nsrun: cannot change the working folder to 'D/a/b/c' (--wd): No such file or directory\n"
	  "nsrun: hint: 'D/a' is there, 'D/a/b' is not\n",
	  NULL, 0 },
	{ "a component of --root, and of a kept file", ROOT,
	  "$NSRUN -R $D/x true 2>&1 | grep -c \"hint: '$D' is there, '$D/x' is not\"; "
	  "$NSRUN --net=$D/x/y true 2>&1 | grep -c \"hint: '$D' is there, '$D/x' is not\"",
	  "1\n1\n", NULL, 0 },
	{ "a component of --wd, of --root and of a kept file that is missing: nothing runs", ROOT,
	  "for o in \"-w $D/x/y\" \"-R $D/x/y\" \"--net=$D/x/y\"; do $NSRUN -p $o touch $D/z; echo "
	  "$?; done 2>$D/e; grep -c \"hint: '$D' is there, '$D/x' is not\" $D/e; rm $D/e; ls $D",
	  "125\n125\n125\n3\n", NULL, 0 },
	{ "a program whose loader is missing", ANYONE,
	  "cd $D; sed 's,/lib64/ld-linux,/lib64/no-linux,' /bin/true >x; chmod +x x; $NSRUN ./x",
	  "",
	  "nsrun: cannot execute './x': No such file or directory\n"
	  "nsrun: hint: the loader of './x', '/lib64/no-linux-x86-64.so.2', does not exist\n",
	  127 },
	{ "a program of 32 bits whose loader is missing", ANYONE,
	  "{ printf "
	  "'\\177ELF\\1\\1\\1\\0\\0\\0\\0\\0\\0\\0\\0\\0\\2\\0\\3\\0\\1\\0\\0\\0\\0\\0\\0\\0\\64\\0"
	  "\\0\\0'; "
	  "printf "
	  "'\\0\\0\\0\\0\\0\\0\\0\\0\\64\\0\\40\\0\\1\\0\\0\\0\\0\\0\\0\\0\\3\\0\\0\\0\\124\\0\\0\\"
	  "0'; "
	  "printf "
	  "'\\0\\0\\0\\0\\0\\0\\0\\0\\11\\0\\0\\0\\11\\0\\0\\0\\4\\0\\0\\0\\1\\0\\0\\0/no/"
	  "ld32\\0'; } >$D/x; "
	  "chmod +x $D/x; $NSRUN $D/x",
	  "", "/x', '/no/ld32', does not exist\n", 127 },
	{ "nothing is said of a file that was not meant", ANYONE,
	  "mkdir $D/a $D/b; printf '#!/no/such/sh\\n' >$D/a/x; chmod +x $D/a/x; cd $D/a; export "
	  "PATH; $NSRUN -f -w $D/b ./x 2>&1 | grep -c hint; PATH=$D/a:$PATH $NSRUN -f --setenv "
	  "PATH=$D/b x 2>&1 | grep -c hint; PATH=.:$PATH $NSRUN -f -w $D/b x 2>&1 | grep -c hint; "
	  "PATH=$D/a:$PATH $NSRUN -f -w $D/b x 2>&1 | grep -c hint",
	  "0\n0\n0\n1\n", NULL, 0 },
	{ "a program for another machine", ANYONE,
	  "cp /bin/true $D/x; printf '\\267\\000' | dd of=$D/x bs=1 seek=18 conv=notrunc "
	  "2>/dev/null; $NSRUN $D/x",
	  "", "/x' is a program for another machine (ELF machine 183, here it is 62)\n", 126 },
	{ "no sub-ids: how root gives some", ROOT,
	  "setpriv --reuid 12345 --regid 12345 --clear-groups sh -c '$NSRUN --map-auto true'", "",
	  "nsrun: --map-auto cannot be done: /etc/subuid gives this user no range\n"
	  "nsrun: hint: root adds one with usermod --add-subuids 100000-165535 --add-subgids "
	  "100000-165535 and the user's name, or with others if those are taken\n",
	  125 },

	/* Each step's result is heeded: the command does not start. */
	{ "a step fails: lo", ANYONE,
	  "$TESTS/refuse ioctl EPERM $NSRUN $R -n touch $D/x; echo $?; ls $D", "125\n",
	  "cannot bring up lo (--net): Operation not permitted\n", 0 },
	{ "a step fails: hostname", ANYONE,
	  "$TESTS/refuse sethostname EPERM $NSRUN $R --hostname y touch $D/x; echo $?; ls $D",
	  "125\n", "cannot set the hostname to 'y' (--hostname): Operation not permitted\n", 0 },
	{ "a step fails: the inheritable set", ROOT,
	  "setpriv --inh-caps +sys_admin $TESTS/refuse capset EPERM $NSRUN -u touch $D/x; echo $?; "
	  "ls $D",
	  "125\n", "cannot empty the inheritable capability set: Operation not permitted\n", 0 },
	{ "a step fails: the death signal", ROOT,
	  "$TESTS/refuse prctl EPERM $NSRUN -p touch $D/x; echo $?; ls $D", "125\n",
	  "cannot arrange to get SIGKILL when outer ends (--pid): Operation not permitted\n", 0 },
	{ "outer is killed before inner would hear of it", ANYONE,
	  "{ strace -fqq -o /dev/null -e inject=prctl:delay_enter=1500000 $NSRUN $R -p touch $D/x "
	  "& until o=$(pgrep -P $!) && pgrep -P $o; do :; done; kill -KILL $o; wait; } >$D/pids "
	  "2>&1; ls $D",
	  "pids\n", NULL, 0 },
	{ "inner is killed in a step", ANYONE,
	  "strace -fqq -o /dev/null -e inject=mount:signal=KILL $NSRUN $R -pm touch $D/x; echo $?; "
	  "ls $D",
	  "125\n",
	  "nsrun: cannot start the command: nsrun's second process was killed by signal 9\n", 0 },
	{ "outer fails while inner waits for it", ROOT,
	  "strace -qq -o /dev/null -e inject=openat2:error=EPERM:delay_enter=300000:when=3 "
	  "$NSRUN -rf --setgroups=allow touch $D/x; echo $?; ls $D",
	  "125\n", "cannot map gid 0 to 0 (--map-root): Operation not permitted\n", 0, FALLBACKS },
	{ "outer fails, and pidfd_send_signal is refused", ROOT,
	  "$TESTS/refuse pidfd_send_signal EPERM strace -qq -o /dev/null -e "
	  "inject=openat2:error=EPERM:when=3 $NSRUN -rf --setgroups=allow touch $D/x; echo $?; ls "
	  "$D",
	  "125\n", "cannot map gid 0 to 0 (--map-root): Operation not permitted\n", 0, FALLBACKS },
	{ "--all, where the kinds cannot be read", ANYONE,
	  "for n in 2 3 4; do strace -fqq -o /dev/null -e inject=access:error=EPERM:when=$n+ "
	  "$NSRUN -a touch $D/x; "
	  "echo $?; done 2>$D/e; grep -c '^nsrun: --all cannot be done: ' $D/e; ls $D",
	  "125\n125\n125\n3\ne\n", NULL, 0, SANITIZED },

	/* What is printed on request. */
	{ "--version", ANYONE, "$NSRUN -V | cut -d' ' -f1", "nsrun\n", NULL, 0 },
	{ "as unshare: its own defaults in the help, and its name in hints", ANYONE,
	  "ln -s $NSRUN $D/unshare; $D/unshare --help | grep -c -e 'lo, which is down' -e 'see "
	  "--fork'; "
	  "[ $(id -u) != 0 ] || exec $D/unshare --uts=$D true; $D/unshare -u true",
	  "2\n", "unshare: ", 1 },
	{ "--help >/dev/full", ANYONE, "$NSRUN --help >/dev/full", "",
	  "nsrun: cannot write to standard output: No space left on device\n", 125 },
	{ "--explain >/dev/full", ANYONE, "$NSRUN --explain -p true >/dev/full", "",
	  "nsrun: cannot write to standard output: No space left on device\n", 125 },
	{ "--help with stdout closed", ANYONE, "$NSRUN --help >&-", "", NULL, 0 },
	{ "--explain starts nothing", ANYONE,
	  "strace -f -o $D/log -e "
	  "trace=clone,clone3,fork,vfork,unshare,setns,mount,sethostname,prctl "
	  "$NSRUN --explain -a --mount-proc --hostname x touch $D/y >/dev/null; "
	  "grep -vc -e '+++' $D/log; ls $D",
	  "0\nlog\n", NULL, 0 },
	{ "what --explain names is what runs", ANYONE,
	  "$NSRUN --explain $R -pmunf --mount-proc --hostname x true | sed 's/; see.*//' | "
	  "grep -oE '(clone3|prctl|mount|sethostname|ioctl)\\(' | sort | uniq -c >$D/told; "
	  "strace -f -o $D/log -e trace=clone3,prctl,mount,sethostname,ioctl "
	  "$NSRUN $R -pmunf --mount-proc --hostname x true; "
	  "grep -oE '(clone3|prctl|mount|sethostname|ioctl)\\(' $D/log | sort | uniq -c >$D/done; "
	  "diff $D/told $D/done && echo same",
	  "same\n", NULL, 0, FALLBACKS },

	/* The caller's state is the command's. */
	{ "no fd of nsrun's, and all of the caller's", ANYONE,
	  "exec 7</dev/null 9>/dev/null; ls /proc/self/fd >$D/a; $NSRUN -f ls /proc/self/fd >$D/b; "
	  "$NSRUN $R -u ls /proc/self/fd >$D/c; $NSRUN -r -p ls /proc/self/fd >$D/d; "
	  "$NSRUN $R -n ls /proc/self/fd >$D/e; $NSRUN -aT --boottime 1 ls /proc/self/fd >$D/f; "
	  "for f in b c d e f; do cmp $D/a $D/$f; done && grep -cx [79] $D/a",
	  "2\n", NULL, 0 },
	{ "stdin, stdout, stderr closed in every combination", ANYONE,
	  "t=\"sh -c 'for f in 0 1 2; do [ -e /proc/\\$\\$/fd/\\$f ] || exit \\$((f + 3)); "
	  "done'\"; "
	  "for c in '<&-' '>&-' '2>&-' '<&- >&-' '<&- 2>&-' '>&- 2>&-' '<&- >&- 2>&-' ''; do "
	  "for o in '' -f \"$R -pm --mount-proc\" -r; do "
	  "eval \"$t $c\"; want=$?; eval \"$NSRUN $o $t $c\"; got=$?; "
	  "[ $got = $want ] || echo \"$o $c $got\"; done; done",
	  "", NULL, 0 },
	{ "no /dev/null for a closed stdin", ANYONE,
	  "mkdir -p $D/bin; cp $(command -v busybox) $D/bin; cp $NSRUN $D/n; for f in $(ldd $NSRUN "
	  "2>/dev/null | grep -o '/[^ ]*'); do mkdir -p $D${f%/*}; cp $f $D$f; done; "
	  "$NSRUN -r -R $D /bin/busybox sh -c '/n -f /bin/busybox true <&-'",
	  "", "nsrun: stdin, stdout or stderr is closed and cannot be opened on /dev/null\n", 125,
	  SANITIZED },
	{ "a message with stderr closed", ANYONE, "$NSRUN -f no-such 2>&-; echo $?", "127\n", NULL,
	  0 },
	{ "a trace with stderr closed", ANYONE,
	  "for o in '' -f \"$R -pm --mount-proc\"; do $NSRUN --trace $o sh -c 'exit 5' 2>&-; echo "
	  "$?; done",
	  "5\n5\n5\n", NULL, 0 },
	{ "a message on /dev/full", ANYONE, "$NSRUN --bogus 2>/dev/full", "", NULL, 125 },
	{ "a message on a closed pipe", ANYONE,
	  "mkfifo $D/p; exec 3<>$D/p 4>$D/p 3<&-; $NSRUN --bogus 2>&4; echo $?", "125\n", NULL, 0 },
	{ "SIGCHLD ignored: the status comes back", ANYONE,
	  "env --ignore-signal=CHLD $NSRUN -f sh -c 'exit 5'", "", NULL, 5 },
	{ "SIGCHLD ignored: and is in the command", ANYONE,
	  "env --ignore-signal=CHLD --ignore-signal=PIPE grep SigIgn /proc/self/status >$D/a; "
	  "env --ignore-signal=CHLD --ignore-signal=PIPE $NSRUN -f grep SigIgn /proc/self/status | "
	  "cmp - $D/a",
	  "", NULL, 0 },
	{ "every signal blocked", ANYONE,
	  "env --block-signal $NSRUN -f grep SigBlk /proc/self/status >$D/a; "
	  "env --block-signal grep SigBlk /proc/self/status | cmp - $D/a && "
	  "env --block-signal $NSRUN $R -p sh -c 'exit 6'",
	  "", NULL, 6 },
	{ "no signal blocked", ANYONE,
	  "$NSRUN -f grep SigBlk /proc/self/status; $NSRUN $R -p grep SigBlk /proc/self/status",
	  "SigBlk:\t0000000000000000\nSigBlk:\t0000000000000000\n", NULL, 0 },
	{ "a login shell", ANYONE, "echo 'echo $0' | SHELL=/bin/sh $NSRUN -f", "-sh\n", NULL, 0 },
	{ "-- alone: a login shell", ANYONE, "echo 'echo $0' | SHELL=/bin/sh $NSRUN -f --", "-sh\n",
	  NULL, 0 },
	{ "a login shell without SHELL", ANYONE, "echo 'echo x' | env -i $NSRUN -f", "x\n", NULL,
	  0 },

	/* Hosts that refuse, and states that others stumble over. */
	{ "started set-uid", ROOT,
	  "chmod 755 $D; cp $NSRUN $D/n; chmod 4755 $D/n; "
	  "setpriv --reuid 12345 --clear-groups $D/n true",
	  "", "nsrun: real and effective ids differ: nsrun must not be set-uid or set-gid\n", 125,
	  SANITIZED },
	{ "started set-gid", ROOT,
	  "chmod 755 $D; cp $NSRUN $D/n; chgrp 4 $D/n; chmod 2755 $D/n; "
	  "setpriv --reuid 12345 --regid 12345 --clear-groups $D/n true",
	  "", "nsrun: real and effective ids differ", 125, SANITIZED },
	{ "a binary that the user cannot read", ROOT,
	  "chmod 755 $D; cp $NSRUN $D/n; chmod 711 $D/n; "
	  "setpriv --reuid 12345 --regid 12345 --clear-groups sh -c '$D/n -r id -u'",
	  "0\n", NULL, 0 },
	{ "a binary with file capabilities", ROOT,
	  "chmod 755 $D; cp $NSRUN $D/n; setcap cap_sys_admin+ep $D/n; "
	  "setpriv --reuid 12345 --regid 12345 --clear-groups sh -c '$D/n -r id -u; $D/n -u id -u'",
	  "0\n12345\n", NULL, 0, SANITIZED },
	{ "no_new_privs", ANYONE, "setpriv --no-new-privs $NSRUN -r -p id -u", "0\n", NULL, 0 },
	{ "no /proc", ANYONE,
	  "$NSRUN -rm sh -c 'mount -t tmpfs none /proc; $NSRUN -r touch $D/x'; echo $?; ls $D",
	  "125\n",
	  "nsrun: hint: an id map is written in /proc, and no proc file system is there; mount -t "
	  "proc proc /proc mounts one\n",
	  0, SANITIZED },
	{ "a fake /proc (CVE-2025-52881)", ANYONE,
	  "$NSRUN -rm sh -c 'mount -t tmpfs none /proc; mkdir /proc/self; cd /proc/self; "
	  "echo deny >setgroups; echo 0 0 1 >uid_map; cp uid_map gid_map; $NSRUN -r touch $D/x'; "
	  "echo $?; ls $D",
	  "125\n",
	  "nsrun: hint: an id map is written in /proc, and no proc file system is there; mount -t "
	  "proc proc /proc mounts one\n",
	  0, SANITIZED },
	{ "a map that the kernel takes for another", ANYONE,
	  "n=$(strace -e trace=pread64 $NSRUN -V 2>&1 | grep -c pread64); strace -qq -o /dev/null "
	  "-e inject=pread64:poke_exit=@arg2=2037:when=$((n + 2))+ $NSRUN -r touch $D/x; echo $?; "
	  "ls $D",
	  "125\n", "(--map-root): I", 0 },
	{ "a file bound over uid_map", ANYONE,
	  "echo 0 0 1 >$D/f; $NSRUN -rm sh -c 'mount --bind $D/f /proc/$$/uid_map; "
	  "exec $NSRUN -r echo ran'; echo $?; cat $D/f",
	  "125\n0 0 1\n", "nsrun: hint: something else is mounted over that file in /proc\n", 0 },
	{ "a file of proc's bound over uid_map", ANYONE,
	  "$NSRUN -rm sh -c 'mount --bind /proc/$$/comm /proc/$$/uid_map; exec $NSRUN -r touch "
	  "$D/x'; echo $?; ls $D",
	  "125\n", "nsrun: hint: something else is mounted over that file in /proc\n", 0,
	  FALLBACKS },
	{ "a file bound over uid_map, without openat2", ANYONE,
	  "echo 0 0 1 >$D/f; $NSRUN -rm sh -c 'mount --bind $D/f /proc/$$/uid_map; "
	  "exec $TESTS/refuse openat2 ENOSYS $NSRUN -r echo ran'; echo $?; cat $D/f",
	  "125\n0 0 1\n", "nsrun: cannot map uid 0 to 0 (--map-root): ", 0 },
	{ "few file descriptors", ANYONE,
	  "for n in 4 5 6 7 8; do prlimit --nofile=$n $NSRUN $R -p true 2>$D/err; s=$?; "
	  "[ $s = 0 ] || [ $s = 125 ] || echo $n $s; done; prlimit --nofile=4 $NSRUN -f true",
	  "", "nsrun: cannot start a process (--fork): ", 125 },
	{ "no file descriptor but the standard ones", ANYONE,
	  "prlimit --nofile=3 $NSRUN $R -p touch $D/x 2>$D/e; s=$?; grep -q -e '^nsrun: cannot ' "
	  "-e 'error "
	  "while loading' $D/e && [ $s -ge 125 ] && ls $D",
	  "e\n", NULL, 0 },
	{ "no file descriptor to look a user up with is not: no such user", ANYONE,
	  "for o in '-S daemon' '-G daemon' --map-auto; do prlimit --nofile=3 $NSRUN -f $o true; "
	  "done 2>&1 | "
	  "grep -c -e 'no such' -e 'no range'",
	  "0\n", NULL, 1 },
	{ "no process left for the user", USER, "prlimit --nproc=1 $NSRUN -f true", "",
	  "nsrun: cannot start a process (--fork): Resource temporarily unavailable\n", 125 },
	{ "file size limit 0", ANYONE, "ulimit -f 0; $NSRUN -r -p id -u", "0\n", NULL, 0 },
	{ "file size limit 0, and a file for stderr or stdout", ANYONE,
	  "ulimit -f 0; $NSRUN --bogus 2>$D/f; echo $?; $NSRUN no-such 2>$D/f; echo $?; $NSRUN -f "
	  "no-such 2>$D/f; echo $?; for o in --help -V --check '--check -f true' '--explain true' "
	  "'--check=json --bogus'; do $NSRUN $o >$D/f; echo $?; done; for o in '' -f \"$R -p "
	  "--init\"; do $NSRUN --trace $o sh -c 'exit 5' 2>$D/f; echo $?; done",
	  "125\n127\n127\n125\n125\n125\n125\n125\n125\n5\n5\n5\n",
	  "nsrun: cannot write to standard output: File too large\n", 0 },
	{ "umask 0777", ANYONE, "umask 0777; $NSRUN $R -pm --mount-proc sh -c umask", "0777\n",
	  NULL, 0 },
	{ "a locale that does not exist", ANYONE, "LC_ALL=xx_YY.bogus $NSRUN --bogus", "",
	  "nsrun: unknown option '--bogus'\n", 125 },
	{ "10,000 arguments", ANYONE, "$NSRUN -f sh -c 'echo $#' $(seq 0 10000)", "10000\n", NULL,
	  0 },
	{ "an argument as long as may be", ANYONE,
	  "$NSRUN -f sh -c 'echo ${#0}' $(printf %0131071d 7)", "131071\n", NULL, 0 },
	{ "more arguments than may be", ANYONE,
	  "for o in '' -f \"$R -p --init\"; do strace -f --seccomp-bpf -qq -o /dev/null -e "
	  "trace=execve -e inject=execve:error=E2BIG:when=2 $NSRUN $o true; echo $?; done",
	  "126\n126\n126\n", "nsrun: cannot execute 'true': Argument list too long\n", 0 },
	{ "no argument at all", ANYONE, "$TESTS/empty-argv $NSRUN", "", "nsrun: ", 125 },

	/* Other lifes. */
	{ "every status through --init", ANYONE,
	  "for i in $(seq 0 255); do $NSRUN $R -p --init sh -c \"exit $i\"; [ $? = $i ] || echo "
	  "$i; done",
	  "", NULL, 0 },
	{ "killed by each signal, through --init", ANYONE,
	  "{ for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 24 25 26 27 29 30 31 34 64; do "
	  "(ulimit -c 0; exec $NSRUN $R -p --init sh -c \"kill -$i \\$\\$\"); "
	  "[ $? = $((128 + i)) ] || echo $i; done; } 2>/dev/null",
	  "", NULL, 0 },
	{ "7: orphans are reaped by --init, 10,000 of them", ANYONE,
	  "$NSRUN $R -pm --mount-proc --init $TESTS/orphans 10000 20000", "0\n", NULL, 0 },
	{ "7: and stay without it", ANYONE, "$NSRUN $R -pm --mount-proc $TESTS/orphans 3 100",
	  "3\n", NULL, 0 },
	{ "--init: the command is PID 2, and PID 1 has no file but its socket", ANYONE,
	  "exec 7</dev/null; cd $D; $NSRUN $R -pm --mount-proc --init sh -c 'echo $$; "
	  "until [ $(readlink /proc/1/cwd) = / ]; do :; done; ls /proc/1/fd | wc -l; "
	  "ls /proc/self/fd | grep -cx 7'",
	  "2\n1\n1\n", NULL, 0 },
	{ "--init: what is left ends with the command", ANYONE,
	  "export n=7185; $NSRUN $R -p --init sh -c 'sleep $n & setsid sleep $n & exit 3'; echo "
	  "$?; "
	  "pgrep -fc 'sleep 718[5]'",
	  "3\n0\n", NULL, 1 },
	{ "--init hands on what is sent to it from inside", ANYONE,
	  "$NSRUN $R -p --init sh -c 'trap \"echo got; exit 5\" USR1; kill -USR1 1; while :; do "
	  "sleep "
	  "0.01; done'",
	  "got\n", NULL, 5 },
	{ "--init that is killed", ANYONE,
	  "mkfifo $D/p; { $NSRUN $R -p --init sh -c 'echo >$D/p; sleep 100' & read x <$D/p; "
	  "kill -KILL $(pgrep -P $!); wait $!; } 2>/dev/null",
	  "", NULL, 137 },
	{ "--init: a command that cannot be started", ANYONE, "$NSRUN $R -p --init no-such", "",
	  "nsrun: cannot execute 'no-such': No such file or directory\n", 127 },
	{ "--init: a step behind it fails", ANYONE,
	  "strace -f --seccomp-bpf -qq -o /dev/null -e trace=setsid -e inject=setsid:error=EPERM "
	  "$NSRUN $R -p --init --new-session touch $D/x; echo $?; ls $D",
	  "125\n", "nsrun: cannot start a new session (--new-session): Operation not permitted\n",
	  0 },
	{ "--kill-child=TERM reaches the command through --init", ANYONE,
	  "mkfifo $D/p $D/q; $NSRUN $R -p --init --kill-child=TERM sh -c 'trap \"echo term >$D/q; "
	  "exit\" "
	  "TERM; echo >$D/p; while :; do sleep 0.01; done' & read x <$D/p; kill -KILL $!; cat $D/q",
	  "term\n", NULL, 0 },
	{ "--no-kill-child: the namespace outlives nsrun", ANYONE,
	  "mkfifo $D/p $D/q; $NSRUN $R -p --no-kill-child sh -c 'echo >$D/p; read x <$D/q; echo "
	  "alive; "
	  "echo >$D/p' & read x <$D/p; kill -KILL $!; wait $! 2>/dev/null; echo >$D/q; read x "
	  "<$D/p",
	  "alive\n", NULL, 0 },
	{ "--die-with-parent", ANYONE,
	  "export n=7186; mkfifo $D/p; for o in '-p' '-p --init' ''; do "
	  "sh -c \"$NSRUN $R --die-with-parent $o sh -c 'echo >$D/p; exec sleep $n' & echo \\$\\$ "
	  ">$D/pid; wait\" & "
	  "read x <$D/p; until [ -s $D/pid ]; do :; done; read pid <$D/pid; rm $D/pid; kill -KILL "
	  "$pid; wait $! 2>/dev/null; "
	  "i=0; while [ $i -lt 500 ] && pgrep -f 'sleep 718[6]' >/dev/null; do i=$((i + 1)); "
	  "sleep 0.01; done; pgrep -fc 'sleep 718[6]'; done; true",
	  "0\n0\n0\n", NULL, 0 },
	{ "--die-with-parent, whose parent is in another PID namespace", ANYONE,
	  "$NSRUN $R -p $NSRUN --die-with-parent touch $D/x; ls $D", "",
	  "nsrun: cannot watch outer's own parent (--die-with-parent): No such process\n", 0 },
	{ "--timeout: TERM is heeded", ANYONE,
	  "$NSRUN $R -p --timeout 100ms sh -c 'trap \"echo term; exit 3\" TERM; while :; do sleep "
	  "0.01; done'",
	  "term\n", NULL, 124 },
	{ "--timeout: a PID 1 that would not see TERM", ANYONE,
	  "$NSRUN $R -p --timeout 100ms --kill-after 1h sleep 7187", "", NULL, 124 },
	{ "--timeout that is not reached", ANYONE, "$NSRUN $R -p --timeout 1h sh -c 'exit 7'", "",
	  NULL, 7 },
	{ "--timeout over a tree that ignores TERM, is stopped and has left its session", ANYONE,
	  "export n=7188; for o in '' --init; do a=$(date +%s%N); "
	  "$NSRUN $R -p $o --timeout 1s --kill-after 1s sh -c 'trap \"\" TERM; setsid sleep $n & "
	  "(sleep $n & kill -STOP $!); kill -STOP $$; sleep $n'; echo $?; b=$(date +%s%N); "
	  "t=$(((b - a) / 1000000)); [ $t -ge 1000 ] && [ $t -le 3000 ] && echo in time; "
	  "pgrep -fc 'sleep 718[8]'; done; true",
	  "124\nin time\n0\n124\nin time\n0\n", NULL, 0 },
	{ "--timeout: a stopped command heeds TERM as well", ANYONE,
	  "$NSRUN $R -p --init --timeout 200ms sh -c 'trap \"echo term; exit\" TERM; kill -STOP "
	  "$$; while :; "
	  "do sleep 0.01; done'",
	  "term\n", NULL, 124 },
	{ "--timeout before the command has started", ANYONE,
	  "strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 $NSRUN $R -pm --timeout "
	  "100ms "
	  "--kill-after 100ms touch $D/x 2>/dev/null; echo $?; ls $D",
	  "124\n", NULL, 0 },
	{ "--new-session", ANYONE,
	  "$NSRUN --new-session sh -c '[ $(ps -o sid= -p $$) = $$ ] && echo own'; "
	  "$NSRUN $R -pm --mount-proc --init --new-session sh -c 'ps -o sid= -p $$ | tr -d \" \"'",
	  "own\n2\n", NULL, 0 },

	/* File descriptors. */
	{ "--close-fds and --keep-fd", ANYONE,
	  "exec 7</dev/null 8</dev/null 9</dev/null; for o in '' -f; do "
	  "$NSRUN $o --close-fds --keep-fd 8 --keep-fd 0 sh -c 'for f in 0 1 2 7 8 9; do [ -e "
	  "/proc/$$/fd/$f ] && echo $f; done'; done | tr -d '\\n'",
	  "01280128", NULL, 0 },
	{ "--close-fds without close_range", ANYONE,
	  "exec 7</dev/null 8</dev/null 9</dev/null; $TESTS/refuse close_range ENOSYS $NSRUN $R "
	  "-pm "
	  "--mount-proc --init --close-fds --keep-fd 8 sh -c 'for f in 0 1 2 7 8 9; do [ -e "
	  "/proc/$$/fd/$f ] && echo $f; done; until [ $(readlink /proc/1/cwd) = / ]; do :; done; "
	  "ls /proc/1/fd | wc -l' | tr -d '\\n'",
	  "01281", NULL, 0, SANITIZED },
	{ "--close-fds leaves make's jobserver", ANYONE,
	  "cd $D; printf 'all:\\n\\t+@exec $(NSRUN) -f --close-fds sh -c \"ls /proc/self/fd | wc "
	  "-l\"\\n' "
	  ">Makefile; make -s -j2 NSRUN=$NSRUN; MAKEFLAGS='-j2 --jobserver-auth=8,9' $NSRUN "
	  "--close-fds "
	  "sh -c 'ls /proc/$$/fd | grep -c [89]' 8</dev/null 9</dev/null",
	  "6\n2\n", NULL, 0 },
	{ "--close-fds leaves what socket activation has passed", ANYONE,
	  "LISTEN_FDS=2 sh -c 'export LISTEN_PID=$$; exec $NSRUN $R -p --close-fds sh -c \"echo "
	  "\\$LISTEN_PID; ls /proc/self/fd\"' 3</dev/null 4</dev/null 5</dev/null",
	  "1\n0\n1\n2\n3\n4\n5\n", NULL, 0 },
	{ "--keep-fd of what is not open", ANYONE,
	  "$NSRUN --close-fds --keep-fd 9 touch $D/x; ls $D", "",
	  "nsrun: --keep-fd cannot be done: that file descriptor is not open\n", 0 },

	/* Trace. */
	{ "--trace: the steps of --explain, in their order, and what they made", ANYONE,
	  "o=\"$R -pu --mount-proc --hostname x\"; $NSRUN --explain $o true | sed -n 's/^ "
	  "*[0-9]*\\. \\([a-z]*\\): /\\1 /p' >$D/told; "
	  "$NSRUN --trace $o true 2>$D/log; sed 's/^nsrun: \\([a-z]*\\) [0-9]*: /\\1 /; s/: ok, "
	  "[0-9]* us.*//' $D/log >$D/done; "
	  "sort $D/told >$D/a; sort $D/done | cmp - $D/a && echo same; grep inner $D/told >$D/a; "
	  "grep inner $D/done | cmp - $D/a && "
	  "echo in order; grep -c 'outer.*; mnt [0-9]* -> [0-9]*.*; pid [0-9]* -> ' $D/log",
	  "same\nin order\n1\n", NULL, 0 },
	{ "--trace in place: before and after", ANYONE,
	  "$NSRUN --trace $R -u readlink /proc/self/ns/uts 2>$D/log | tr -dc '0-9\\n' >$D/a; "
	  "[ $(sed -n 's/.*uts [0-9]* -> //p' $D/log | sed 's/;.*//') = $(cat $D/a) ] && "
	  "[ $(sed -n 's/.*uts \\([0-9]*\\) -> .*/\\1/p' $D/log) = $(readlink /proc/self/ns/uts | "
	  "tr -dc 0-9) ] && echo right",
	  "right\n", NULL, 0 },
	{ "--trace that nobody reads", ANYONE,
	  "mkfifo $D/p; exec 3<>$D/p 4>$D/p 3<&-; $NSRUN --trace $R -pm --mount-proc sh -c 'exit "
	  "5' 2>&4; echo $?; "
	  "$NSRUN --trace -f sh -c 'exit 6' 2>&4",
	  "5\n", NULL, 6 },
	{ "--trace: what fails", ANYONE, "$NSRUN --trace $R -p --mount-proc=$D/x touch $D/y; ls $D",
	  "", "/x' (--mount-proc): No such file or directory, ", 0 },

	/* Status. */
	{ "--status-fd: start and end", ANYONE,
	  "$NSRUN $R -pmu --init --status-fd 3 sh -c '[ -e /proc/self/fd/3 ] && echo leak; "
	  "readlink "
	  "/proc/self/ns/uts; exit 7' 3>$D/s | sed 's/.*\\[\\(.*\\)\\]/\\1/' >$D/out; jq -se '"
	  ".[0].event == \"started\" and .[0].pid_inside == 2 and (.[0].namespaces | has(\"pid\")) "
	  "and "
	  ".[1].event == \"ended\" and .[1].exit_code == 7 and .[1].signal == null and "
	  "(.[1].timed_out | not) and .[1].wall > 0 and .[1].max_rss_kib > 0 and length == 2' "
	  "$D/s; "
	  "[ $(jq -s .[0].namespaces.uts $D/s) = $(tail -1 $D/out) ] && echo same; grep -c leak "
	  "$D/out",
	  "true\nsame\n0\n", NULL, 1 },
	{ "--status-fd: the pid is the command's", ANYONE,
	  "for o in '$R -p --init' '$R -p' -f; do mkfifo $D/p $D/q; eval $NSRUN $o --status-fd 3 "
	  "sh -c "
	  "\"'echo >$D/p; read x <$D/q; :'\" 3>$D/s & read x <$D/p; "
	  "tr '\\0' ' ' </proc/$(jq .pid $D/s)/cmdline | cut -c1-5; echo >$D/q; wait; rm $D/p "
	  "$D/q; done",
	  "sh -c\nsh -c\nsh -c\n", NULL, 0 },
	{ "--status-fd: maps", ANYONE,
	  "$NSRUN -r --status-fd 3 true 3>$D/s; [ $(jq -sc .[0].uid_map $D/s) = \"[[0,$(id "
	  "-u),1]]\" ] && "
	  "[ $(jq -sc .[0].gid_map $D/s) = \"[[0,$(id -g),1]]\" ] && echo right; "
	  "$NSRUN -f --status-fd 3 true 3>$D/s; jq -sc .[0].uid_map $D/s",
	  "right\nnull\n", NULL, 0 },
	{ "--status-fd: a signal, a timeout", ANYONE,
	  "sh -c 'ulimit -c 0; $NSRUN -f --status-fd 3 sh -c \"kill -SEGV \\$\\$\" 3>$D/s; :' "
	  "2>/dev/null; "
	  "jq -sc '.[1] | .exit_code, .signal, .signal_name' $D/s; "
	  "$NSRUN $R -p --timeout 50ms --status-fd 3 sleep 100 3>$D/s; jq -s .[1].timed_out $D/s",
	  "null\n11\n\"SIGSEGV\"\ntrue\n", NULL, 0 },
	{ "--status-fd: failed", ANYONE,
	  "$NSRUN $R -p --mount-proc=$D/no --status-fd 3 true 3>$D/s 2>$D/e; "
	  "jq -c '.event, .option, .errno, .hint, .status' $D/s; "
	  "[ \"nsrun: $(jq -r .message $D/s)\" = \"$(cat $D/e)\" ] && echo same",
	  "\"failed\"\n\"--mount-proc\"\n\"ENOENT\"\nnull\n125\nsame\n", NULL, 0 },
	{ "--status-fd: failed, by which option", ANYONE,
	  "$TESTS/refuse clone3 EPERM $NSRUN $R -p --init --timeout 1s --status-fd 3 true 3>$D/s "
	  "2>$D/e; jq -c .option $D/s; "
	  "grep -c 'PID.*--pid' $D/e",
	  "\"--pid\"\n1\n", NULL, 0, FALLBACKS },
	{ "--status-fd: whatever the strings contain", ANYONE,
	  "$NSRUN -f --status-fd 3 \"$(printf 'a\\001\"\\\\\\377\\303\\251\\n\\033')\" 3>$D/s "
	  "2>/dev/null; jq -c .errno "
	  "$D/s; $NSRUN --status-fd 3 --bogus=\"$(printf '\\377\\033\"')\" 3>$D/s 2>/dev/null; jq "
	  "-c .status $D/s; "
	  "$NSRUN -f --status-fd 3 $(printf %09000d 7) 3>$D/s 2>/dev/null; jq -c .status $D/s",
	  "\"ENOENT\"\n125\n127\n", NULL, 0 },
	{ "--status-fd: a pipe that nobody reads does not hold nsrun up", ANYONE,
	  "mkfifo $D/p; exec 3<>$D/p; dd if=/dev/zero bs=65536 count=1 >&3 2>/dev/null; $NSRUN $R "
	  "-p "
	  "--timeout 100ms --status-fd 3 sleep 100",
	  "", NULL, 124 },
	{ "--status-fd: nor does it with a line of more than a page", ROOT,
	  "mkfifo $D/p; exec 3<>$D/p; dd if=/dev/zero bs=65536 count=1 >&3 2>/dev/null; $NSRUN -p "
	  "--status-fd 3 "
	  "$(for i in $(seq 210); do echo --map-users $((i + 1000000)):$((i * 2 + 1000000)):1; "
	  "done) true",
	  "", NULL, 0 },
	{ "--status-fd: half a line ends in front of the next", ROOT,
	  "mkfifo $D/p; exec 3<>$D/p; dd if=/dev/zero bs=61440 count=1 >&3 2>/dev/null; $NSRUN -p "
	  "--status-fd 3 "
	  "$(for i in $(seq 210); do echo --map-users $((i + 1000000)):$((i * 2 + 1000000)):1; "
	  "done) "
	  "sh -c 'sleep 1.5; exec dd of=$D/first bs=65536 count=1 2>/dev/null' <$D/p; "
	  "tail -c 100 $D/first | grep -c ended; dd bs=65536 count=1 <&3 2>/dev/null | sed -n 2p | "
	  "jq -c .event",
	  "0\n\"ended\"\n", NULL, 0 },
	{ "--status-fd that is make's, too, is not the command's", ANYONE,
	  "MAKEFLAGS=--jobserver-auth=3,4 $NSRUN --close-fds --status-fd 4 sh -c 'ls /proc/$$/fd' "
	  "3</dev/null 4>$D/s; "
	  "jq -c .event $D/s",
	  "0\n1\n2\n3\n\"started\"\n\"ended\"\n", NULL, 0 },
	{ "--status-fd: a user of many groups", ROOT,
	  "setpriv --groups $(seq -s, 1000 1900) $NSRUN -p --status-fd 3 true 3>$D/s; jq -s "
	  ".[0].pid_inside $D/s",
	  "1\n", NULL, 0 },
	{ "--status-fd: of what nsrun dies", ANYONE,
	  "mkfifo $D/p; { $NSRUN $R -p --status-fd 3 sh -c 'echo >$D/p; exec sleep 100' 3>$D/s & "
	  "read x <$D/p; "
	  "kill -TERM $!; wait $!; } 2>/dev/null; echo $?; jq -s .[1].signal $D/s",
	  "143\n15\n", NULL, 0 },
	{ "--status-fd that the command may write to", ANYONE,
	  "$NSRUN --close-fds --keep-fd 4 --keep-fd 3 --status-fd 3 touch $D/x 3>$D/s 4>$D/s; ls "
	  "$D",
	  "s\n",
	  "nsrun: --keep-fd and --status-fd exclude each other: the command may not write to that "
	  "file "
	  "descriptor\n",
	  0 },
	{ "--status-fd that is not open, or not for writing", ANYONE,
	  "$NSRUN --status-fd 9 true; $NSRUN --status-fd 8 touch $D/x 8</dev/null; ls $D", "",
	  "nsrun: --status-fd cannot be done: that file descriptor is not open for writing\n", 0 },
	{ "--status-fd on a closed pipe", ANYONE,
	  "mkfifo $D/p; exec 3<>$D/p 4>$D/p 3<&-; $NSRUN -f --status-fd 4 sh -c 'exit 6'", "", NULL,
	  6 },

	/* Signals. */
	{ "the command's mask and ignored set are the caller's, for every signal", ANYONE,
	  "odd=$(seq -s, 1 2 31),$(seq -s, 35 2 64); even=$(seq -s, 2 2 31),$(seq -s, 34 2 64); "
	  "for s in $odd $even; do for k in ignore block; do g='grep -e SigBlk -e SigIgn "
	  "/proc/self/status'; i=$(echo ,$s | sed 's/,9,/,/; s/,19,/,/; s/^,//'); "
	  "env --$k-signal=$i $g >$D/a; for o in '' -f \"$R -p\" \"$R -p --init\"; do "
	  "env --$k-signal=$i $NSRUN $o $g | cmp -s - $D/a || echo $k $s $o; done; done; done; "
	  "grep -c Sig $D/a",
	  "2\n", NULL, 0, SANITIZED },
	{ "6: --kill-child=SIGHUP chooses the signal", ANYONE,
	  "mkfifo $D/p; $NSRUN --kill-child=SIGHUP sh -c 'trap \"echo hup >$D/q; exit\" HUP; echo "
	  ">$D/p; "
	  "while :; do sleep 0.01; done' & read x <$D/p; mkfifo $D/q; kill -KILL $!; cat $D/q",
	  "hup\n", NULL, 0 },
	{ "--kill-child with -S (unshare's tree survives)", ROOT,
	  "mkfifo $D/p; export n=7181; chmod 777 $D $D/p; $NSRUN -p --kill-child -S 1 sh -c "
	  "'sleep $n & echo >$D/p; sleep $n' & read x <$D/p; kill -KILL $!; wait $! 2>/dev/null; "
	  "i=0; while [ $i -lt 200 ] && pgrep -f 'sleep 718[1]' >/dev/null; do i=$((i + 1)); "
	  "sleep 0.01; done; pgrep -fc 'sleep 718[1]'",
	  "0\n", NULL, 1 },
	{ "TERM to nsrun reaches the command, once", ANYONE,
	  "$NSRUN -f sh -c 'trap \"echo got\" TERM; kill -TERM $PPID; "
	  "until [ $n ]; do read n </dev/null; n=$(sleep 0.2; echo 1); done; exit 4'",
	  "got\n", NULL, 4 },
	{ "an alarm that the caller has set reaches the command", ANYONE,
	  "exec perl -e 'alarm 1; exec @ARGV' $NSRUN -f sleep 20", "", NULL, -SIGALRM },
	{ "TTOU that the caller blocks stays blocked in nsrun", ANYONE,
	  "env --block-signal=TTOU $NSRUN -f sh -c 'grep SigBlk /proc/$PPID/status' | "
	  "cut -c19 | grep -c '[2367abef]'",
	  "1\n", NULL, 0 },
	{ "where /proc does not tell, the second TERM ends a PID 1", ANYONE,
	  "mkfifo $D/p; { $NSRUN $R -m sh -c 'mount -t tmpfs none /proc; exec $NSRUN -p sh -c "
	  "\"echo >$D/p; exec "
	  "sleep 100\"' & read x <$D/p; kill -TERM $!; sleep 0.2; kill -0 $! && echo alive; kill "
	  "-TERM $!; wait "
	  "$!; } 2>/dev/null",
	  "alive\n", NULL, 143 },
	{ "without a terminal nsrun goes on when the command is stopped and continued", ANYONE,
	  "mkfifo $D/p; for o in -f \"$R -p --init\"; do $NSRUN $o sh -c 'echo >$D/p; sleep 0.3; "
	  "exit 4' & read x "
	  "<$D/p; c=$(pgrep -P $!); case $o in *init) c=$(pgrep -P $c) ;; esac; kill -STOP $c; "
	  "sleep 0.1; kill "
	  "-CONT $c; wait $!; echo $?; done",
	  "4\n4\n", NULL, 0 },
	{ "TERM reaches a PID 1 that handles it", ANYONE,
	  "mkfifo $D/p; $NSRUN $R -p sh -c 'trap \"exit 7\" TERM; echo >$D/p; while :; do sleep "
	  "0.01; "
	  "done' & read x <$D/p; kill -TERM $!; wait $!",
	  "", NULL, 7 },
};

int main(void)
{
	return LINES_RUN(rows) ? 1 : 0;
}
