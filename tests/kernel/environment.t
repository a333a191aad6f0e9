The environment of the command.

An empty environment:

  $ nsrun --clear-env env

Names that stay are whole names:

  $ A=1 AB=2 B=3 C=4 nsrun -f --clear-env --whitelist-env=A,C,NOT env | sort
  A=1
  C=4

Variables are set and unset in order:

  $ export A=1 B=2 C=3
  $ nsrun --setenv A=x --unsetenv A --unsetenv B --setenv B=y=z --setenv E= \
  >     sh -c 'echo ${A-none} $B $C ${E-none}.'
  none y=z 3 .

The command is looked up in the new PATH:

  $ printf '%s\n' '#!/bin/sh' 'echo mine' >true
  $ chmod +x true
  $ nsrun --setenv PATH=$D true
  mine
