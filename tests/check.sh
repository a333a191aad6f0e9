#!/bin/sh
# What --check=json prints, against its schemas: where all is allowed, and where it is not.
# check.sh NSRUN prints TAP lines. It wants no privilege.
set -u
case ${1:?usage: tests/check.sh NSRUN} in
/*) nsrun=$1 ;;
*) nsrun=$PWD/$1 ;;
esac
cd "$(dirname "$0")" || exit 1
# shellcheck source=tests/tap.sh
. ./tap.sh
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
export nsrun

# answers SCHEMA STATUS LINE: the line ends so, and prints one object of the schema's kind alone.
answers() {
	sh -c "$3" </dev/null >"$folder/json" 2>"$folder/difference"
	ended=$?
	[ "$ended" = "$2" ] || echo "status $ended, not $2" >>"$folder/difference"
	jsonschema -i "$folder/json" "$1.schema.json" >"$folder/errors" 2>&1 ||
		cat "$folder/errors" >>"$folder/difference"
	[ ! -s "$folder/difference" ]
	result $? "$3" || cat "$folder/difference" "$folder/json" | comment
}

while IFS='	' read -r schema status line; do
	answers "$schema" "$status" "$line"
done <<'LINES'
check	0	$nsrun --check=json -r -pmunC --mount-proc --hostname x true
check	0	$nsrun --check=json -r --net=/no/such/folder --timeout 1m -p --init true
check	125	$nsrun --check=json -r -p --mount-proc=/no/such true
check	125	$nsrun --check=json -f no-such-command
check	125	$nsrun -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; $nsrun --check=json -nf true'
check	125	strace -fqq -o /dev/null -e inject=mount:signal=KILL $nsrun --check=json -r -pm true
kinds	0	$nsrun --check=json
kinds	0	$nsrun -r $nsrun --check=json
kinds	125	$nsrun -r sh -c 'echo 0 >/proc/sys/user/max_net_namespaces; $nsrun --check=json'
kinds	0	$nsrun -rm sh -c 'mount -t tmpfs none /proc; $nsrun --check=json'
LINES
exit $failed
