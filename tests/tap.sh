# What the scripts of the tests print, in TAP; they read this with `.` and end with `exit $failed`.
# shellcheck shell=sh
# shellcheck disable=SC2034 # whoever reads this reads failed
count=0
failed=0

# result STATUS NAME: a result, good if the status is 0. Returns 1 if not, so that its caller can say
# why: result $? 'it is so' || comment <FILE
result() {
	count=$((count + 1))
	if [ "$1" = 0 ]; then
		printf 'ok %s - %s\n' "$count" "$2"
	else
		printf 'not ok %s - %s\n' "$count" "$2"
		failed=1
		return 1
	fi
}

# Copies what it reads, as comments.
comment() {
	sed 's/^/# /'
}

# check NAME COMMAND...: the command succeeds; what it prints says why not.
check() {
	name=$1
	shift
	output=$("$@" 2>&1)
	result $? "$name" || printf '%s\n' "$output" | comment
}
