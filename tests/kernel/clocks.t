The clocks of a time namespace.

25: the boot-time and monotonic clocks are moved:

  $ cat >inside <<'END'
  > cat /proc/self/timens_offsets
  > cat /proc/uptime >in
  > END
  $ nsrun $R -T --boottime 1d2h30m --monotonic -1.5 sh inside
  monotonic          -2 500000000
  boottime        95400         0
  $ echo $(($(cut -d. -f1 in) - $(cut -d. -f1 /proc/uptime)))
  95400|953[89][0-9] (re)

25: forked as well, and the wall clock stays:

  $ before=$(date +%s)
  $ inside=$(nsrun $R -pT --boottime 1d date +%s)
  $ [ $((inside - before)) -le 5 ]

25: nested, an offset still counts from the host's clock:

  $ nsrun $R -T --boottime 10d nsrun -T --boottime 5d awk '{ print int($1 / 86400) }' /proc/uptime
  5

As root, 25: before Linux 6.1:

  $ setarch --uname-2.6 nsrun -pT --boottime 5 grep boottime /proc/self/timens_offsets
  boottime            5         0

A clock that would be negative:

  $ nsrun $R -T --boottime -1000d true
  nsrun: cannot move the monotonic clock by 0 s and the boot-time clock by -86400000 s (--boottime): * (glob)
  nsrun: hint: the boot-time clock stands at * s and cannot become negative (glob)
  [125]

Time before Linux 6.1: by a child (not with fallbacks):

  $ readlink /proc/self/ns/time >own
  $ setarch --uname-2.6 nsrun $R -T readlink /proc/self/ns/time | cmp -s - own
  [1]
