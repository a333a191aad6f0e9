#!/bin/sh
# Runs 'id' in a new user namespace; unshare, setpriv and mount are those of util-linux 2.38 or later.

# Two pipes: by one inner tells outer its PID, by the other outer lets it go on.
folder=$(mktemp -d) && mkfifo "$folder/pid" "$folder/go" || exit 125
exec 6<>"$folder/pid" 8>"$folder/pid" 6<"$folder/pid"
exec 9<>"$folder/go" 7>"$folder/go" 9<"$folder/go"
rm -r "$folder"

# inner: start a helper that stays outside (--map-users)
( {
	exec 8>&- 9<&-
	read -r pid <&6 || exit
	# outer: map gid 0-65535 to 100000-165535 (--map-groups)
	echo "0 100000 65536" >"/proc/$pid/gid_map" || exit
	# outer: map uid 0-65535 to 100000-165535 (--map-users)
	echo "0 100000 65536" >"/proc/$pid/uid_map" || exit
	echo go >&7
} & )
exec 6<&- 7>&-

# inner: move to a new user namespace (--map-users)
# --keep-caps: whoever is not uid 0 loses the capabilities by an exec, and the tools need them
exec unshare --user --keep-caps sh -c '
	# outer does its steps now
	read -r pid rest </proc/self/stat && echo "$pid" >&8 && read -r go <&9 || exit 125
	exec 8>&- 9<&-
	# inner: drop the supplementary groups (--setgid)
	# inner: change to gid 5 (--setgid)
	# inner: change to uid 5 (--setuid)
	# inner: execute "id"
	# setpriv takes from the command what --keep-caps has left
	exec setpriv --clear-groups --regid=5 --reuid=5 --inh-caps=-all --ambient-caps=-all "$@"' sh id
