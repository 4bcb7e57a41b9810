function __so-upload_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-upload_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __so-upload_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-upload_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __so-upload_parse_tokens -S
    set -l unparsed_tokens (__so-upload_tokens -pc)
    switch $unparsed_tokens[1]
    case 'so-upload'
        __so-upload_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'put'
            __so-upload_parse_subcommand -r 1 'files-from=' '0' 'patient=' 'category=' 'profile=' 'r/recursive' 'name=' 'source=' 'jobs=' 'max-time=' 'lock=' 'fail-fast' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'process'
            __so-upload_parse_subcommand 0 'max-time=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'thumbnail'
            __so-upload_parse_subcommand 1 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __so-upload_parse_subcommand -r 1 'version'
        end
    end
end

function __so-upload_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __so-upload_parse_subcommand -S -a positional_count
    argparse -s r -- $argv
    set -l option_specs $argv[2..]
    set -l is_repeating_positional $_flag_r
    set -el _flag_r
    set -a commands $unparsed_tokens[1]
    set positional_index 0
    while true
        set -e unparsed_tokens[1]
        argparse -sn "$commands" $option_specs -- $unparsed_tokens 2> /dev/null
        set unparsed_tokens $argv
        set positional_index (math $positional_index + 1)
        for non_repeating_flag_or_option in $non_repeating_flags_or_options
            if set -ql "_flag_$(string replace -a - _ -- $non_repeating_flag_or_option)"
                set non_repeating_flags_or_options_absent 1
                break
            end
        end
        test (count $unparsed_tokens) -eq 0 -o \( -z "$is_repeating_positional" -a "$positional_index" -gt "$positional_count" \) && break
    end
end

function __so-upload_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __so-upload_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__so-upload_tokens -p)
    if test -z "$(__so-upload_tokens -t)"
        set -l index (count (__so-upload_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'so-upload' -f
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'put' -d 'Put files into a folder.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'process' -d 'Convert videos, and make thumbnails.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'thumbnail' -d 'Write a document\'s thumbnail, a JPEG.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload put" -ge 1' -F
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" files-from' -l 'files-from' -d 'Read file names from FILE, one a line; - is standard input.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" 0' -s '0' -d 'The names in the list end with NUL, as find -print0 writes them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" category' -l 'category' -d 'What the files are for the reviewer.' -rfka 'letter image lab other'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" profile' -l 'profile' -d 'Which files are taken: any document, or those of a request.' -rfka 'folder request'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" r recursive' -s 'r' -l 'recursive' -d 'Put every file below the folders that are named.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" name' -l 'name' -d 'The operand - is the content of one document with this name.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" source' -l 'source' -d 'Where a mobile device has the files from.' -rfka 'camera gallery'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" jobs' -l 'jobs' -d 'Read N files at the same time, 1 to 64.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" max-time' -l 'max-time' -d 'Begin no more files after this time, as in 90s, 30m, 4h.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" lock' -l 'lock' -d 'Refuse to run while another run holds FILE.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" fail-fast' -l 'fail-fast' -d 'Stop at the first file that fails.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" max-time' -l 'max-time' -d 'Begin no more documents after this time, as in 90s, 30m, 4h.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload process" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" o out' -l 'out' -s 'o' -d 'Write to FILE; - is standard output.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" force' -l 'force' -d 'Replace FILE when it is there.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload thumbnail" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload help" version' -l 'version' -d 'Show the version.'
