#!/bin/sh
# A step kind that is added to the enum alone must not compile, in exactly the two places
# that do it and tell of it.
set -eu
cd "$(dirname "$0")/.."
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r Makefile src include tests "$folder"
cd "$folder"
sed -i 's/^enum step_kind {$/&\n\tSTEP_NOBODY_KNOWS,/' include/plan/plan.h
make -k DEV=1 BUILD=new BIN=new/nsrun >log 2>&1 && exit 1
sed -n 's/^\(src\/[a-z_/]*\.c\):.*error:.*STEP_NOBODY_KNOWS.*/\1/p' log | sort -u >refused
printf 'src/%s.c\n' run/run tell/rows | diff - refused
# Nothing else is wrong with it.
! grep 'error:' log | grep -v STEP_NOBODY_KNOWS
