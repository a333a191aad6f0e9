#compdef nsrun
# zsh completion for nsrun(1). Which options there are is asked of nsrun itself.

_nsrun() {
	local line name help action
	local -a fields specs

	for line in ${(f)"$(_call_program options $words[1] --list-options 2>/dev/null)"}; do
		fields=("${(@ps:\t:)line}")
		name=$fields[4]
		help="[${${fields[5]//\[/\\[}//\]/\\]}]"
		# Words in lower case stand for themselves.
		case $name in
		DIR) action=_directories ;;
		UID) action=_users ;;
		GID) action=_groups ;;
		*[[:upper:]]*) action=' ' ;;
		*) action="(${name//|/ })" ;;
		esac
		case $fields[3] in
		none)
			specs+=("$fields[1]$help")
			[[ -n $fields[2] ]] && specs+=("$fields[2]$help")
			;;
		optional) specs+=("$fields[1]=-$help::$name:$action") ;;
		required)
			specs+=("$fields[1]=$help:$name:$action")
			[[ -n $fields[2] ]] && specs+=("$fields[2]+$help:$name:$action")
			;;
		esac
	done
	# An alias has the letter of its option, which is wanted once.
	_arguments -s -S -A '-*' "${(@u)specs}" '(-)1:command: _command_names -e' '*::argument: _normal'
}

_nsrun "$@"
