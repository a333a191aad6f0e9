/* --check: what it tells, that it does what a run does, and that nothing of it stays. */
#include "lines.h"

/* Runs a check and prints what was refused, with the hint, and the status. */
#define TELL                                                                                       \
	"t() { \"$@\" >$D/o; s=$?; sed -n 's/^refused    //p; s/^           hint/hint/p' $D/o; "   \
	"echo $s; }; "

/* Says nothing where a run and a check of a line fail with the same words. */
#define SAME                                                                                       \
	"m() { $NSRUN \"$@\" 2>$D/e; [ -s $D/e ] || echo silent; $NSRUN --check=json \"$@\" | "    \
	"jq -r '.steps[] | select(.result == \"refused\") | \"nsrun: \" + .message, if .hint "     \
	"then \"nsrun: hint: \" + .hint else empty end' | cmp - $D/e || echo \"$@\"; }; "

/* A root folder with busybox alone. */
#define ROOT_FOLDER "mkdir -p $D/r/bin $D/r/proc; cp $(command -v busybox) $D/r/bin; "

#define FILTER                                                                                     \
	"hint: a seccomp filter is in force here, as in a container, and may refuse this; with "   \
	"docker and podman --security-opt seccomp=unconfined lifts it\n"

static const struct line_row rows[] = {
	/* What works. */
	{ "the steps of --explain, in their order", ANYONE,
	  "for o in \"$R -pm --mount-proc\" \"$R -un --hostname x\" -r -f \"$R -T --boottime 1d\" "
	  "\"$R -p --init --new-session --timeout 1h\" '-a --keep-caps --close-fds'; do "
	  "$NSRUN --explain $o true | sed -n 's/^ *[0-9]*\\. //p' >$D/told; "
	  "$NSRUN --check $o true >$D/o || echo $o; cut -c12- $D/o | cmp - $D/told; "
	  "cut -c1-11 $D/o | sort -u; done | sort | uniq -c | tr -s ' '",
	  " 7 not done \n 7 ok \n", NULL, 0 },
	{ "for a script, without a command", ANYONE,
	  "$NSRUN --check $R -pm --mount-proc >/dev/null && echo tests", "tests\n", NULL, 0 },
	{ "the command is found, and not run", ANYONE,
	  "for o in '' -f -r \"$R -p\" \"$R -p --init\" '-p --no-fork -r'; do "
	  "$NSRUN --check $o touch $D/x | grep -c \"^not done   inner: execute 'touch'$\"; done; "
	  "ls $D",
	  "1\n1\n1\n1\n1\n1\n", NULL, 0 },
	{ "nor beside a helper", USER,
	  "$NSRUN --check -r --map-auto touch $D/x | grep -c ^ok; ls $D", "3\n", NULL, 0 },
	{ "nor as another user, or in another's namespace", ROOT,
	  "$NSRUN --check -p -S 1 -G 1 --keep-caps -U --map-users 0:0:9 --map-groups 0:0:9 touch "
	  "$D/x >$D/a; echo $?; $NSRUN --check -p --owner 1000:1000 --map-users 0:1000:9 touch "
	  "$D/x >$D/a; echo $?; ls $D",
	  "0\n0\na\n", NULL, 0 },
	{ "nothing of it stays", ANYONE,
	  "s() { cat /proc/self/mountinfo; hostname; cat /proc/sys/kernel/domainname; ip -o link; "
	  "ls -R $D /proc/sys/fs/binfmt_misc; ipcs; }; a=$(s); mkdir $D/d; rmdir $D/d; "
	  "$NSRUN --check $R -pmuniC --mount-proc --hostname h --domainname d >/dev/null && "
	  "$NSRUN --check $R -munT --mount-proc=/mnt --hostname h >/dev/null; "
	  "$NSRUN --check -r -l :x:E::x::/bin/cat: >/dev/null && "
	  "[ \"$a\" = \"$(s)\" ] && echo same",
	  "same\n", NULL, 0 },
	{ "nor under a mount that is shared", ANYONE,
	  "$NSRUN $R -pm --mount-proc sh -c 'mount -t tmpfs none $D; mount --make-rshared /; mkdir "
	  "$D/a; a=$(cat /proc/self/mountinfo); $NSRUN --check -p --mount-proc=$D/a true | grep -c "
	  "^ok; ls $D/a; [ \"$a\" = \"$(cat /proc/self/mountinfo)\" ] && echo same'",
	  "4\nsame\n", NULL, 0 },
	{ "no file is kept", ROOT,
	  "$NSRUN --check --net=$D/x --uts=$D/y --hostname h true >$D/o; echo $?; "
	  "grep -c '^not done   outer: keep the ' $D/o; ls $D; grep -c $D /proc/self/mountinfo",
	  "0\n2\no\n0\n", NULL, 1 },
	{ "nor put in the place of one that is there", ROOT,
	  "echo mine >$D/x; $NSRUN --check --net=$D/x true >/dev/null; cat $D/x", "mine\n", NULL,
	  0 },
	{ "no status line; --trace tells of what is done", ANYONE,
	  "$NSRUN --check $R -p --trace --status-fd 3 true 3>$D/s 2>$D/e >/dev/null; echo $?; "
	  "wc -c <$D/s; grep -c ' arrange .* ok, ' $D/e; grep -c execute $D/e",
	  "0\n0\n1\n0\n", NULL, 1 },
	{ "told from another root, folder and user, and without the environment", ANYONE,
	  ROOT_FOLDER
	  "$NSRUN --check -r -R $D/r -w /bin --clear-env --close-fds -S 0 busybox | tail -2",
	  "ok         inner: close all file descriptors from 3 on (--close-fds)\n"
	  "not done   inner: execute 'busybox'\n",
	  NULL, 0 },
	{ "--die-with-parent", ANYONE, "$NSRUN --check --die-with-parent true >/dev/null; echo $?",
	  "0\n", NULL, 0 },
	{ "without a PATH, without a SHELL, with SIGCHLD ignored, with all blocked", ANYONE,
	  "env -i $NSRUN --check -f >/dev/null && env --ignore-signal=CHLD $NSRUN --check -f "
	  ">/dev/null && env --block-signal $NSRUN --check $R -p >/dev/null && echo well",
	  "well\n", NULL, 0 },
	{ "as a PID 1", ANYONE, "$NSRUN $R -p $NSRUN --check -pu --hostname x true | grep -c ^ok",
	  "3\n", NULL, 0 },

	/* The command. */
	{ "not found", ANYONE, "$NSRUN --check -f no-such",
	  "ok         outer: start a process (--fork)\n"
	  "refused    inner: execute 'no-such': No such file or directory\n"
	  "not tried  outer: wait for the command\n",
	  NULL, 125 },
	{ "found in the new root alone, or outside of it alone", ANYONE,
	  TELL ROOT_FOLDER "t $NSRUN --check -r -R $D/r busybox; t $NSRUN --check -r -R $D/r touch",
	  "0\ninner: execute 'touch': No such file or directory\nhint: it was looked for in the "
	  "new root\n125\n",
	  NULL, 0 },
	{ "in the PATH that the command would have", ANYONE,
	  TELL "cp /bin/true $D/mine; t $NSRUN --check --setenv PATH=$D mine; PATH=$D:$PATH; "
	       "t $NSRUN --check --clear-env mine",
	  "0\ninner: execute 'mine': No such file or directory\n125\n", NULL, 0 },
	{ "on a mount that is noexec", ANYONE,
	  "$NSRUN -rm sh -c 'mount -t tmpfs -o noexec none $D; cp /bin/true $D; $NSRUN --check "
	  "$D/true >$D/o; echo $?; sed s,$D,D, $D/o'",
	  "125\nrefused    inner: execute 'D/true': Permission denied\n", NULL, 0 },
	{ "in the words of a run", ANYONE,
	  SAME
	  "cd $D; mkdir -p f/tool; >tool; chmod 644 tool; m no-such; m $D/none; m /etc; m "
	  "/etc/passwd; m ''; m -f ''; m tool/x; PATH=$D:/nowhere:$PATH; m tool; PATH=$D/f:$PATH; "
	  "m tool; m -f $(printf %0300d 7); m -r -R $D no",
	  "", NULL, 0 },
	{ "what a run finds a check finds", ANYONE,
	  "cd $D; mkdir a b; mkdir a/true; >b/true; ln -s loop loop; echo : >script; chmod +x "
	  "script; for p in $D/a:$D/b:$PATH $D/loop:$PATH /nowhere:$PATH; do PATH=$p $NSRUN true "
	  "&& "
	  "PATH=$p $NSRUN --check true >o && grep -c '^not done' o; done; $NSRUN ./script && "
	  "$NSRUN --check ./script >o && echo script",
	  "1\n1\n1\nscript\n", NULL, 0 },

	/* What is refused: the step, the cause and the remedy. */
	{ "in the words of a run, all kinds of steps", ANYONE,
	  SAME
	  "m $R -p --mount-proc=$D/no true; m $R -p --init --mount-proc=$D/no true; m -w $D/a/b "
	  "true; m -R $D/no true; m -r -T --boottime -1000d true; m -l ::::::: true; m -r "
	  "--mount-binfmt=$D/no true; m -w /proc/self/fd/0 true",
	  "", NULL, 0 },
	{ "without privilege", USER, "$NSRUN --check -mu true",
	  "refused    inner: move to new mount and UTS namespaces (--mount, --uts): Operation not "
	  "permitted\n"
	  "           hint: this needs privilege; with --map-root it is done in a user namespace "
	  "of "
	  "your own\n"
	  "not tried  inner: make every mount private (--mount)\n"
	  "not tried  inner: execute 'true'\n",
	  NULL, 125 },
	{ "to change to another user without privilege", USER,
	  TELL "t $NSRUN --check -S 1 touch $D/x; ls $D",
	  "inner: change to uid 1 (--setuid): Operation not permitted\n"
	  "hint: to change users and groups is for root; in a user namespace of your own there are "
	  "those that --map-auto maps\n125\no\n",
	  NULL, 0 },
	{ "a limit of 0", ANYONE,
	  "$NSRUN -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; $NSRUN --check -n true'",
	  "refused    inner: move to a new network namespace (--net): No space left on device\n"
	  "           hint: user.max_net_namespaces is 0: no network namespace may be made here; "
	  "the "
	  "sysctl raises it\n"
	  "not tried  inner: bring up lo (--net)\n"
	  "not tried  inner: execute 'true'\n",
	  NULL, 125 },
	{ "33 user namespaces deep", ANYONE,
	  TELL
	  "i=0; set -- $NSRUN --check -U true; while [ $i -lt 33 ]; do set -- $NSRUN -r \"$@\"; "
	  "i=$((i + 1)); done; t \"$@\" | sed 's/is [0-9]*,/is N,/'",
	  "inner: move to a new user namespace (--user): No space left on device\n"
	  "hint: no disk is full but a limit reached, here or in a user namespace above, whose "
	  "number sysctl raises: "
	  "user.max_user_namespaces is N, and they nest 33 deep at most\n125\n",
	  NULL, 0 },
	{ "a chroot at no mount point", ROOT,
	  TELL
	  "mkdir $D/proc; for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir "
	  "-p $D${f%/*}; cp $f $D$f; done; mkdir $D/p; export D; "
	  "t $NSRUN -m sh -c 'mount -t proc none $D/proc; chroot $D $NSRUN --check -U $NSRUN'",
	  "inner: move to a new user namespace (--user): Operation not permitted\n"
	  "hint: nsrun is in a chroot, and the kernel makes no user namespace there; "
	  "start it outside, with --root\n125\n",
	  NULL, 0, SANITIZED },
	{ "a masked /proc", ANYONE,
	  TELL "t $NSRUN -r -pm --mount-proc sh -c 'mount --bind /dev/null /proc/version; $NSRUN "
	       "--check -r -p --mount-proc true' | cut -d';' -f1",
	  "inner: mount proc on /proc (--mount-proc): Operation not permitted\n"
	  "hint: part of /proc is covered, by a mount on '/proc/version', and the kernel then lets "
	  "a user namespace have no new proc\n125\n",
	  NULL, 0 },
	{ "proc of a PID namespace that is not ours", USER,
	  TELL "t $NSRUN --check -r --mount-proc true",
	  "inner: mount proc on /proc (--mount-proc): Operation not permitted\nhint: in a new user "
	  "namespace proc can be mounted for a new PID namespace alone; add --pid\n125\n",
	  NULL, 0 },
	{ "a seccomp filter, in place and forked", ANYONE,
	  TELL "for c in \"unshare EPERM $NSRUN --check $R -u\" \"clone3 EPERM $NSRUN --check $R "
	       "-uf\"; do "
	       "t $TESTS/refuse $c touch $D/x | sed 's/ a* *new .*:/:/; s/,.*//'; done; ls $D",
	  "inner: move to: Operation not permitted\nhint: a seccomp filter is in force here\n125\n"
	  "outer: start a process in: Operation not permitted\nhint: a seccomp filter is in force "
	  "here\n125\no\n",
	  NULL, 0, FALLBACKS },
	{ "a step fails: lo, hostname, mount, the death signal", ANYONE,
	  TELL
	  "for c in \"ioctl EPERM $NSRUN --check $R -pn\" \"sethostname EPERM $NSRUN --check $R "
	  "--hostname y\" \"mount EPERM $NSRUN --check $R -pm\"; do t $TESTS/refuse $c touch "
	  "$D/x; done; ls $D",
	  "inner: bring up lo (--net): Operation not permitted\n" FILTER "125\n"
	  "inner: set the hostname to 'y' (--hostname): Operation not permitted\n" FILTER "125\n"
	  "inner: make every mount private (--mount): Operation not permitted\n" FILTER "125\no\n",
	  NULL, 0 },
	{ "no process left for the user", USER, TELL "t prlimit --nproc=1 $NSRUN --check -f true",
	  "outer: start a process (--fork): Resource temporarily unavailable\n"
	  "hint: this user may have 1 processes, see ulimit -u, and the host or the container has "
	  "its own limit\n125\n",
	  NULL, 0 },
	{ "newuidmap missing", USER,
	  TELL
	  "mkdir $D/bin; ln -s /bin/true $D/bin; PATH=$D/bin $NSRUN --check --map-auto true "
	  ">$D/o; echo $?; grep -c '^refused    outer: map .* newgidmap is not installed$' $D/o; "
	  "sed -n 's/^  *hint: //p' $D/o",
	  "125\n1\nDebian has it in the package uidmap, others in shadow\n", NULL, 0 },
	{ "newuidmap fails, is killed, or has no privilege", USER,
	  "for s in 'exit 1' 'kill -9 $$'; do printf \"#!/bin/sh\\n$s\\n\" >$D/newuidmap; "
	  "chmod 755 $D/newuidmap; for o in '' -p; do PATH=$D:$PATH $NSRUN --check $o "
	  "--map-users=auto touch $D/x >$D/o; echo $?; grep ^refused $D/o | sed "
	  "'s/.*(--map-users)//'; "
	  "done; done; rm $D/newuidmap; setpriv --no-new-privs $NSRUN --check -r --map-auto true "
	  ">$D/o 2>$D/e; echo $?; grep -c 'hint: no_new_privs is set' $D/o; ls $D",
	  "125\n: newuidmap ended with status 1\n125\n: newuidmap ended with status 1\n"
	  "125\n: newuidmap was killed by signal 9\n125\n: newuidmap was killed by signal 9\n"
	  "125\n1\ne\no\n",
	  NULL, 0 },
	{ "no /proc", ANYONE,
	  TELL "t $NSRUN -rm sh -c 'mount -t tmpfs none /proc; $NSRUN --check -r touch $D/x' | sed "
	       "'s/: [^:]*upported$//'; ls $D",
	  "inner: deny setgroups (--map-root)\nhint: an id map is written in /proc, "
	  "and no proc file system is there; "
	  "mount -t proc proc /proc mounts one\n125\no\n",
	  NULL, 0, SANITIZED },
	{ "a parent in another PID namespace", ANYONE,
	  TELL "t $NSRUN $R -p $NSRUN --check --die-with-parent touch $D/x; ls $D",
	  "outer: watch outer's own parent (--die-with-parent): No such process\n125\no\n", NULL,
	  0 },
	{ "outer fails while inner waits for it", ROOT,
	  "strace -qq -o /dev/null -e inject=openat2:error=EPERM:delay_enter=300000:when=3 $NSRUN "
	  "--check -rf --setgroups=allow touch $D/x; echo $?; ls $D",
	  "ok         outer: start a process in a new user namespace (--map-root, --fork)\n"
	  "ok         inner: allow setgroups (--setgroups)\n"
	  "refused    outer: map gid 0 to 0 (--map-root): Operation not permitted\n"
	  "not tried  inner: map uid 0 to 0 (--map-root)\n"
	  "not tried  inner: execute 'touch'\n"
	  "not tried  outer: wait for the command\n125\n",
	  NULL, 0, FALLBACKS },
	{ "inner dies in a step", ANYONE,
	  "strace -fqq -o /dev/null -e inject=mount:signal=KILL $NSRUN --check $R -um --hostname x "
	  "-f "
	  "touch $D/x | sed -n '/every mount/,$p'; ls $D",
	  "unknown    inner: make every mount private (--mount)\n"
	  "unknown    inner: set the hostname to 'x' (--hostname)\n"
	  "not done   inner: execute 'touch'\n"
	  "refused    outer: wait for the command: nsrun's second process was killed by signal 9\n",
	  NULL, 0 },
	{ "a step takes longer than --timeout", ANYONE,
	  TELL
	  "t strace -fqq -o /dev/null -e inject=mount:delay_enter=1500000 $NSRUN --check $R -pm "
	  "--timeout 100ms --kill-after 100ms touch $D/x 2>/dev/null | "
	  "sed 's/Device timeout/Timer expired/'; ls $D", /* musl has other words */
	  "outer: wait for the command, send it SIGTERM after 0.1 s, and kill all after 0.1 s more "
	  "(--timeout): Timer expired\n125\no\n",
	  NULL, 0 },

	/* Signals: as without the check, and the script that asked does not go on. */
	{ "^C and TERM during a check", ANYONE,
	  "c() { cat /proc/$1/task/$1/children 2>/dev/null; }; for s in INT TERM; do for o in -p "
	  "-f "
	  "'-p --init'; do env --default-signal=INT strace -fqq -o /dev/null -e "
	  "inject=mount:delay_enter=1500000 $NSRUN --check $R $o -m touch $D/x >$D/o & n=0; "
	  "until [ \"$(c $(c $!))\" ] || [ $n -ge 500 ]; do sleep 0.01; n=$((n + 1)); done; "
	  "kill -$s $(c $!); wait $!; echo $?; cat $D/o; done; done 2>/dev/null; ls $D",
	  "130\n130\n130\n143\n143\n143\no\n", NULL, 0 },
	{ "a signal that the caller ignores", ANYONE,
	  "c() { cat /proc/$1/task/$1/children 2>/dev/null; }; env --ignore-signal=TERM strace "
	  "-fqq -o "
	  "/dev/null -e inject=mount:delay_enter=1500000 $NSRUN --check $R -pm touch $D/x >$D/o & "
	  "n=0; "
	  "until [ \"$(c $(c $!))\" ] || [ $n -ge 500 ]; do sleep 0.01; n=$((n + 1)); done; "
	  "kill -TERM $(c $!); wait $!; echo $?; grep -c '^not done' $D/o",
	  "0\n2\n", NULL, 0 },

	/* What it prints. */
	{ "on /dev/full", ANYONE,
	  "for o in '--check' '--check=json' '--check -f true' '--check=json -f true'; do "
	  "$NSRUN $o >/dev/full 2>$D/e; echo $?; grep -c 'cannot write to standard output: No "
	  "space "
	  "left' $D/e; done",
	  "125\n1\n125\n1\n125\n1\n125\n1\n", NULL, 0 },
	{ "stdout closed", ANYONE,
	  "$NSRUN --check >&- && $NSRUN --check -f true >&- && $NSRUN --check -un $R true >&- && "
	  "echo "
	  "well",
	  "well\n", NULL, 0 },
	{ "the last of --check and --explain is obeyed", ANYONE,
	  "$NSRUN --check --explain -f true | head -n 1; $NSRUN --explain=json --check -f true | "
	  "head "
	  "-n 1; $NSRUN --check=json --check=text -f true | head -n 1",
	  "Runs 'true' in the caller's namespaces.\nok         outer: start a process (--fork)\n"
	  "ok         outer: start a process (--fork)\n",
	  NULL, 0 },
	{ "a line that makes no sense", ANYONE, "$NSRUN --check --no-loopback true", "",
	  "nsrun: --no-loopback has no effect without --net\n", 125 },
	{ "unshare does not know it", ANYONE, "ln -s $NSRUN $D/unshare; $D/unshare --check", "",
	  "unshare: unknown option '--check'\n", 1 },
	{ "JSON: what a program asks for", ANYONE,
	  "$NSRUN --check=json $R -p --mount-proc=$D/no true >$D/o; echo $?; jq -c '.version, "
	  ".result, "
	  "(.steps[] | select(.result == \"refused\") | .actor, .options, .error, .hint), "
	  "([.steps[] | "
	  ".result] | unique)' $D/o",
	  "125\n1\n\"refused\"\n\"inner\"\n[\"--mount-proc\"]\n\"ENOENT\"\nnull\n"
	  "[\"not tried\",\"ok\",\"refused\"]\n",
	  NULL, 0 },
	{ "JSON: a line that makes no sense", ANYONE,
	  "for o in --bogus --timeout=5x --no-loopback; do $NSRUN --check=json $o true; echo $?; "
	  "done | "
	  "jq -sc '.[] | if type == \"object\" then [.result, (.steps | length), (.message | "
	  "length > 0)] else . end'",
	  "[\"refused\",0,true]\n125\n[\"refused\",0,true]\n125\n[\"refused\",0,true]\n125\n", NULL,
	  0 },
	{ "JSON: whatever the strings contain", ANYONE,
	  "$NSRUN --check=json --hostname \"$(printf 'a\\001\"\\\\\\377\\303\\251\\n')\" $R -u "
	  "\"$(printf "
	  "'\\033\"')\" | jq -r .result",
	  "refused\n", NULL, 0 },

	/* The table of kinds. */
	{ "root has every kind", ROOT, "$NSRUN --check | awk '{ print $1, $2, $3 }'",
	  "kind supported allowed\nmount yes yes\nUTS yes yes\nIPC yes yes\nnetwork yes yes\nPID "
	  "yes "
	  "yes\nuser yes yes\ncgroup yes yes\ntime yes yes\n",
	  NULL, 0 },
	{ "others have them in a user namespace of their own", USER,
	  "$NSRUN --check -- | cut -c1-36 | sed 's/ *$//'",
	  "kind     supported  allowed\nmount    yes        with --map-root\nUTS      yes        "
	  "with "
	  "--map-root\nIPC      yes        with --map-root\nnetwork  yes        with "
	  "--map-root\nPID   "
	  "   yes        with --map-root\nuser     yes        yes\ncgroup   yes        with "
	  "--map-root\ntime     yes        with --map-root\n",
	  NULL, 0 },
	{ "what it allows a run gets, limits are /proc's, and it is narrow", ANYONE,
	  "$NSRUN --check=json | jq -r '.kinds[] | .kind + \" \" + .allowed + \" \" + (.limit | "
	  "tostring)' | while read k a l; do o=--$k; [ $k = mnt ] && o=--mount; [ $a = map-root ] "
	  "&& "
	  "o=\"$o -r\"; $NSRUN $o true && [ $l = $(cat /proc/sys/user/max_${k}_namespaces) ] && "
	  "echo "
	  "$k; done | tr '\\n' ' '; $NSRUN --check | awk 'length > 80'",
	  "mnt uts ipc net pid user cgroup time ", NULL, 0 },
	{ "namespaces in use", ANYONE,
	  "$NSRUN $R -pm --mount-proc sh -c 'a=$(readlink /proc/self/ns/uts); $NSRUN -u sleep 100 "
	  "& "
	  "$NSRUN -u sleep 100 & p=$!; until [ \"$(readlink /proc/$p/ns/uts)\" != $a ] && [ "
	  "\"$(readlink /proc/$((p - 1))/ns/uts)\" != $a ]; do :; done; $NSRUN --check=json | jq "
	  ".kinds[1,2].use'",
	  "3\n1\n", NULL, 0 },
	{ "nothing of it stays, and no command runs", ANYONE,
	  "s() { cat /proc/self/mountinfo; hostname; ip -o link; }; a=$(s); mkdir $D/bin; printf "
	  "'#!/bin/sh\\ntouch $D/x\\n' >$D/bin/true; chmod +x $D/bin/true; PATH=$D/bin:$PATH "
	  "$NSRUN "
	  "--check >/dev/null && ls $D && [ \"$a\" = \"$(s)\" ] && echo same",
	  "bin\nsame\n", NULL, 0 },
	{ "a limit of 0, in the table", ANYONE,
	  "$NSRUN -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; $NSRUN --check >$D/o'; echo "
	  "$?; "
	  "awk '$3 == \"no\" { print $1, $4 }' $D/o; tail -n 2 $D/o",
	  "125\nnetwork 0\n\nnetwork: user.max_net_namespaces is 0: no network namespace may be "
	  "made "
	  "here; the sysctl raises it\n",
	  NULL, 0 },
	{ "no privilege, and no user namespace either", ANYONE,
	  "$NSRUN -r sh -c 'echo 0 >/proc/sys/user/max_user_namespaces; setpriv "
	  "--bounding-set=-all "
	  "$NSRUN --check >$D/o'; echo $?; sed -n '2,9s/  */ /gp' $D/o | cut -d' ' -f3 | sort | "
	  "uniq "
	  "-c | tr -s ' '; tail -n 1 $D/o",
	  "125\n 8 no\nmount, UTS, IPC, network, PID, user, cgroup and time: "
	  "user.max_user_namespaces is 0: no user namespace may be made here; the sysctl raises "
	  "it\n",
	  NULL, 0 },
	{ "33 user namespaces deep, in the table", ANYONE,
	  "i=0; set -- $NSRUN --check; while [ $i -lt 33 ]; do set -- $NSRUN -r \"$@\"; i=$((i + "
	  "1)); "
	  "done; \"$@\" >$D/o; echo $?; awk '$3 == \"no\" { print $1 }' $D/o; tail -n 1 $D/o | "
	  "grep -c "
	  "'^user: .* nest 33 deep at most'",
	  "125\nuser\n1\n", NULL, 0 },
	{ "a seccomp filter, in the table", ANYONE,
	  "$TESTS/refuse clone3 EPERM $NSRUN --check >$D/o; echo $?; awk '$3 == \"no\"' $D/o | wc "
	  "-l; "
	  "tail -n 1 $D/o | cut -d, -f1-7",
	  "125\n8\nmount, UTS, IPC, network, PID, user, cgroup and time: a seccomp filter is in "
	  "force "
	  "here\n",
	  NULL, 0, FALLBACKS },
	{ "an old kernel's answer to clone3, in the table", ANYONE,
	  "$TESTS/refuse clone3 ENOSYS $NSRUN --check | grep -c yes", "8\n", NULL, 0 },
	{ "a chroot at no mount point, in the table", ROOT,
	  "mkdir $D/proc; for f in $NSRUN $(ldd $NSRUN 2>/dev/null | grep -o '/[^ ]*'); do mkdir "
	  "-p "
	  "$D${f%/*}; cp $f $D$f; done; $NSRUN -m sh -c 'mount -t proc none $D/proc; chroot $D "
	  "$NSRUN "
	  "--check >$D/o'; echo $?; awk '$3 == \"no\" { print $1 }' $D/o; tail -n 2 $D/o",
	  "125\nuser\n\nuser: nsrun is in a chroot, and the kernel makes no user namespace there; "
	  "start it outside, with --root\n",
	  NULL, 0, SANITIZED },
	{ "no process left, in the table", USER,
	  "prlimit --nproc=1 $NSRUN --check >$D/o; echo $?; awk '$3 == \"no\"' $D/o | wc -l; tail "
	  "-n 1 "
	  "$D/o | grep -c 'this user may have 1 processes'",
	  "125\n8\n1\n", NULL, 0 },
	{ "a masked /proc is none of the table's", ANYONE,
	  "$NSRUN -r -pm --mount-proc sh -c 'mount --bind /dev/null /proc/version; $NSRUN --check' "
	  "| "
	  "grep -c ' yes  *yes '",
	  "8\n", NULL, 0 },
	{ "no /proc, in the table", ANYONE,
	  "$NSRUN -rm sh -c 'mount -t tmpfs none /proc; $NSRUN --check' | tr -s ' '",
	  "kind supported allowed limit in use\nmount - yes - -\nUTS - yes - -\nIPC - yes - "
	  "-\nnetwork "
	  "- yes - -\nPID - yes - -\nuser - yes - -\ncgroup - yes - -\ntime - yes - -\n",
	  NULL, 0, SANITIZED },
	{ "started set-uid, in the table", ROOT,
	  "chmod 755 $D; cp $NSRUN $D/n; chmod 4755 $D/n; setpriv --reuid 12345 --clear-groups "
	  "$D/n "
	  "--check >$D/o; echo $?; tail -n 1 $D/o | cut -d: -f2-",
	  "125\n real and effective ids differ: nsrun must not be set-uid or set-gid\n", NULL, 0,
	  SANITIZED },
	{ "the table as JSON", ANYONE,
	  "$NSRUN -r sh -c 'echo 0 >/proc/sys/user/max_ipc_namespaces; $NSRUN --check=json' | jq "
	  "-c "
	  "'.version, [.kinds[].kind], [.kinds[].supported], [.kinds[].allowed], (.kinds[2] | "
	  ".limit, "
	  ".message, .hint)'",
	  "1\n[\"mnt\",\"uts\",\"ipc\",\"net\",\"pid\",\"user\",\"cgroup\",\"time\"]\n"
	  "[true,true,true,true,true,true,true,true]\n"
	  "[\"yes\",\"yes\",\"no\",\"yes\",\"yes\",\"yes\",\"yes\",\"yes\"]\n0\n"
	  "\"cannot start a process in a new IPC namespace: No space left on device\"\n"
	  "\"user.max_ipc_namespaces is 0: no IPC namespace may be made here; the sysctl raises "
	  "it\"\n",
	  NULL, 0 },
};

int main(void)
{
	return LINES_RUN(rows) ? 1 : 0;
}
