# bash completion for nsrun(1). Which options there are is asked of nsrun itself.

# Completes a value by its name in the help: words in lower case stand for themselves.
_nsrun_value()
{
	case $1 in
	DIR)
		compopt -o filenames 2>/dev/null
		mapfile -t COMPREPLY < <(compgen -d -- "$2")
		;;
	UID) mapfile -t COMPREPLY < <(compgen -u -- "$2") ;;
	GID) mapfile -t COMPREPLY < <(compgen -g -- "$2") ;;
	*[[:upper:]]*) ;;
	*) mapfile -t COMPREPLY < <(compgen -W "${1//|/ }" -- "$2") ;;
	esac
}

# Completes the command that begins at word $1, as for sudo and env.
_nsrun_command()
{
	if declare -F _comp_command_offset >/dev/null; then
		_comp_command_offset "$1"
	elif declare -F _command_offset >/dev/null; then
		_command_offset "$1"
	elif (($1 == COMP_CWORD)); then
		mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
	else
		compopt -o default 2>/dev/null
	fi
}

_nsrun()
{
	local -A kinds=() values=()
	local spelling letter kind value word option='' at=1
	local current=${COMP_WORDS[COMP_CWORD]}

	COMPREPLY=()
	# A tab would be taken for a blank, and empty columns lost.
	while IFS=$'\037' read -r spelling letter kind value _; do
		kinds[$spelling]=$kind values[$spelling]=$value
		[[ $letter ]] && kinds[$letter]=$kind values[$letter]=$value
	done < <("${1/#\~/$HOME}" --list-options 2>/dev/null | tr '\t' '\037')

	# The words before this one. "=" is a word of its own unless COMP_WORDBREAKS lacks it.
	for (( ; at < COMP_CWORD; at++)); do
		word=${COMP_WORDS[at]}
		option=''
		case $word in
		--)
			((at++))
			break
			;;
		--*=*) ;;
		--*) option=$word ;;
		-?*) option=-${word: -1} ;;
		*) break ;;
		esac
		[[ $option ]] || continue
		if [[ ${COMP_WORDS[at + 1]} == = ]]; then
			# Up to the value, which is this word if the cursor is at it or at the "=".
			((at += 2))
			((at > COMP_CWORD)) && current=''
		elif [[ ${kinds[$option]} == required ]]; then
			((at++))
		else
			option=''
		fi
		((at >= COMP_CWORD)) && break
		option=''
	done

	if [[ $option ]]; then
		_nsrun_value "${values[$option]}" "$current"
	elif ((at < COMP_CWORD)) || [[ $current != -* || ${COMP_WORDS[at - 1]} == -- ]]; then
		_nsrun_command "$at"
	elif [[ $current == --*=* ]]; then
		_nsrun_value "${values[${current%%=*}]}" "${current#*=}"
		COMPREPLY=("${COMPREPLY[@]/#/${current%%=*}=}")
	else
		mapfile -t COMPREPLY < <(compgen -W "${!kinds[*]}" -- "$current")
		word=${COMPREPLY[0]-}
		# The value goes on in the same word.
		if [[ ${#COMPREPLY[@]} -eq 1 && $word == --* && ${kinds[$word]} == required ]] &&
			compopt -o nospace 2>/dev/null; then
			COMPREPLY[0]+='='
		fi
	fi
} && complete -F _nsrun nsrun
