Transcripts, tried by themselves. How they are written stands in tests/transcript.h.

What is as written holds:

  $ export CMOCKA_MESSAGE_OUTPUT=TAP
  $ cat >x.t <<'END'
  > A sum:
  >
  >   $ echo $((1 + 1)); exit 3
  >   2
  >   [3]
  > END
  $ $TESTS/kernel-transcripts x.t
  1..1
  ok 1 - A sum
  # ok - transcripts

What is not, and where, is shown:

  $ export CMOCKA_MESSAGE_OUTPUT=TAP
  $ cat >x.t <<'END'
  > Two commands:
  >
  >   $ echo well
  >   well
  >   $ printf '%s\n' a b c
  >   a
  >   x
  >   c
  > END
  $ $TESTS/kernel-transcripts x.t
  1..1
  # x.t:1: Two commands
  #    $ printf '%s\n' a b c
  #    a
  # -  x
  # +  b
  #    c
  not ok 1 - Two commands
  # tests/kernel/transcripts.c:*: error: Failure! (glob)
  # not ok - transcripts
  [1]

What is missing, what nobody expected, and a status:

  $ cat >x.t <<'END'
  > Missing:
  >
  >   $ true
  >   x
  >
  > Unexpected:
  >
  >   $ echo x
  >
  > A status that is not written:
  >
  >   $ false
  >
  > A status that is written:
  >
  >   $ true
  >   [1]
  >
  > Another status:
  >
  >   $ false
  >   [2]
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep '^# [-+]'
  # -  x
  # +  x
  # +  [1]
  # -  [1]
  # -  [2]
  # +  [1]

A death by a signal is no exit, and what is printed is no status:

  $ cat >x.t <<'END'
  > Dies:
  >
  >   $ exec sh -c 'kill -TERM $$'
  >   [143]
  >
  > Exits:
  >
  >   $ exit 143
  >   [SIGTERM]
  >
  > Prints:
  >
  >   $ echo '[143]'
  >   [143]
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep '^# [-+]'
  # -  [143]
  # +  [SIGTERM]
  # -  [SIGTERM]
  # +  [143]
  # -  [143]
  # +  \\x5b143] (esc) (esc)

Lines that vary:

  $ cat >x.t <<'END'
  > All of them match:
  >
  >   $ echo 'a*b?c'; echo axxbyc; echo 'a*b?c'
  >   a*b?c
  >   a*b?c (glob)
  >   a\*b\?c (glob)
  >   $ echo 1234; printf 'x\t\r\033\\\n'; printf 5
  >   [0-9]{4}|x (re)
  >   x\t\r\x1b\\ (esc)
  >   [1-5] \(no-eol\) (re)
  >   $ printf '\tz'
  >   \tz (no-eol) (esc)
  >
  > None of them does:
  >
  >   $ echo axxb; echo axxb; echo 1234
  >   ?xb (glob)
  >   a\*b (glob)
  >   123 (re)
  >   $ echo z
  >   z (no-eol)
  >   $ printf z
  >   z
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep -c -e '^# -' -e ': All'
  5

Blanks in front of a line, and empty lines, are compared:

  $ printf '%s\n' Blanks: '  $ echo' '  ' "  $ echo '  x'" '  x' "  $ printf '\\n\\n x'" '  ' >x.t
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep '^# [-+]' | sed 's/ *$//'
  # -  x
  # +    x
  # +
  # +   x (no-eol)

A path in the folder is the same in every run:

  $ cat >x.t <<'END'
  > A folder:
  >
  >   $ pwd; echo $D/x; [ $D != . ]
  >   $D
  >   $D/x
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep -c '^# [-+]'
  0
  [1]

A shell that ends too early, and output behind the end:

  $ cat >x.t <<'END'
  > Too early:
  >
  >   $ exit 1
  >   [1]
  >   $ true
  >
  > Behind the end:
  >
  >   $ trap 'echo left' EXIT
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep -e ended -e behind
  # the shell ended before the last command
  # something came behind the last command

What a case leaves behind is a failure:

  $ cat >x.t <<'END'
  > A process:
  >
  >   $ sleep 100 >/dev/null 2>&1 &
  > END
  $ $TESTS/kernel-transcripts x.t 2>&1 | grep left
  # it has left a process behind

As root, so is another hostname, and a mount:

  $ cat >x.t <<'END'
  > A name:
  >
  >   $ hostname other
  >
  > A mount:
  >
  >   $ mount -t tmpfs none /mnt
  > END
  $ nsrun -mu $TESTS/kernel-transcripts x.t 2>&1 | grep '^# it'
  # it has changed the hostname
  # it has left a mount behind

--show prints the file as it would be now:

  $ cat >x.t <<'END'
  > Prose.
  > Three lines:
  >   $ printf '%s\n' \
  >   > a 17 c
  >   a
  >   1? (glob)
  >   x
  >   $ false
  > More prose.
  > END
  $ $TESTS/kernel-transcripts --show x.t
  Prose.
  Three lines:
    $ printf '%s\n' \
    > a 17 c
    a
    1? (glob) (esc)
    c
    $ false
    [1]
  More prose.

What makes no sense is refused:

  $ refuse() { printf '%b' "$1" >x.t; $TESTS/kernel-transcripts x.t 2>&1 | head -n 1; }
  $ refuse 'Prose alone.\n'
  x.t:1: no case, or one without a command
  $ refuse 'A case:\n\nAnother:\n\n  $ true\n'
  x.t:1: a case without a command
  $ refuse 'Prose.\n\n  $ true\n'
  x.t:3: no name or no command in front of this
  $ refuse 'A case:\n\n  output\n'
  x.t:3: no name or no command in front of this
  $ refuse 'A case:\n\n  $ true\n\nA case:\n\n  $ true\n'
  x.t:5: another case has this name
  $ refuse 'As somebody, a case:\n\n  $ true\n'
  x.t:1: neither "As root, " nor "As a plain user, "
  $ refuse 'A case (not here):\n\n  $ true\n'
  x.t:1: neither "(not sanitized)" nor "(not with fallbacks)"
  $ $TESTS/kernel-transcripts none.t 2>&1 | head -n 1
  none.t: No such file or directory
