# fish completion for nsrun(1). Which options there are is asked of nsrun itself.

# Prints the words from the command on. Fails where options may still follow.
function __nsrun_command
    set -l words (commandline -opc)[2..]
    while set -q words[1]
        switch $words[1]
            case --
                set -e words[1]
                break
            case '--*' '-?*'
                # The value of --user=x or -ux is in the word, that of --user x or -u x the next.
                string match -rq -- '^(?<option>--[^=]*|-)(?<rest>.*)$' $words[1]
                test $option = -; and set option -(string sub -s -1 -- $rest)
                contains -- $option $__nsrun_valued; and not string match -q -- '=*' $rest
                and set -e words[1]
                set -e words[1]
            case '*'
                break
        end
    end
    if set -q words[1]
        printf '%s\n' $words
    else
        contains -- -- (commandline -opc)
    end
end

# Whether the word at the cursor is the command or one of its arguments.
function __nsrun_wants_command
    not string match -q -- '-*' (commandline -ct); or count (__nsrun_command) >/dev/null
end

complete -c nsrun -x -n __nsrun_wants_command -a '(__fish_complete_subcommand --commandline (__nsrun_command) (commandline -ct))'

command -q nsrun; or exit

# The options whose value may be the next word.
set -g __nsrun_valued

for line in (nsrun --list-options)
    set -l fields (string split \t -- $line)
    set -l option -c nsrun -f -n 'not __nsrun_command >/dev/null' -l (string sub -s 3 -- $fields[1]) -d $fields[5]
    test -n "$fields[2]"; and set -a option -s (string sub -s 2 -- $fields[2])
    if test $fields[3] = required
        set -a option -x
        set -a __nsrun_valued $fields[1] (string split -n ' ' -- $fields[2])
    end
    # Words in lower case stand for themselves.
    switch $fields[4]
        case DIR
            set -a option -a '(__fish_complete_directories (commandline -ct | string replace -r "^--[^=]*=" ""))'
        case UID
            set -a option -a '(__fish_complete_users)'
        case GID
            set -a option -a '(__fish_complete_groups)'
        case '*[A-Z]*' ''
        case '*'
            set -a option -a (string replace -a '|' ' ' -- $fields[4])
    end
    complete $option
end
