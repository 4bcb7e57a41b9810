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
            __so-upload_parse_subcommand -r 1 'files-from=' '0' 'patient=' 'folder-map=' 'category=' 'guess' 'profile=' 'grant-file=' 'r/recursive' 'name=' 'source=' 'jobs=' 'max-time=' 'lock=' 'fail-fast' 'verify' 'wait' 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'check'
            __so-upload_parse_subcommand -r 1 'files-from=' '0' 'patient=' 'folder-map=' 'profile=' 'r/recursive' 'guess' 'rename-template=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'plan'
            __so-upload_parse_subcommand -r 1 'files-from=' '0' 'r/recursive' 'max=' 'newest' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'types'
            __so-upload_parse_subcommand 0 'profile=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'categories'
            __so-upload_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'add'
            __so-upload_parse_subcommand -r 1 'files-from=' '0' 'patient=' 'folder-map=' 'category=' 'profile=' 'r/recursive' 'name=' 'source=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'start'
            __so-upload_parse_subcommand -r 1 'patient=' 'retry-failed' 'verify' 'jobs=' 'max-time=' 'lock=' 'fail-fast' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'status'
            __so-upload_parse_subcommand 0 'patient=' 'follow' 'require-ready' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'categorize'
            __so-upload_parse_subcommand -r 1 'category=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'remove'
            __so-upload_parse_subcommand -r 1 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'receipt'
            __so-upload_parse_subcommand 0 'since=' 'until=' 'patient=' 'csv' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'grant'
            __so-upload_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-upload_parse_subcommand 0 'patient=' 'ttl=' 'max-files=' 'max-bytes=' 'category=' 'o/out=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-upload_parse_subcommand 0 'patient=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'revoke'
                __so-upload_parse_subcommand -r 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'checklist'
            __so-upload_parse_subcommand 0 'patient=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'doctor'
            __so-upload_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
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
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'check' -d 'Say what would become of files if they were put.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'plan' -d 'Choose the newest of many files.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'types' -d 'List the formats that are taken.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'categories' -d 'List the categories and what belongs into them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'add' -d 'Queue files for a folder.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'start' -d 'Put the files of the queue into their folders.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'status' -d 'Show the queue.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'categorize' -d 'Give documents a category.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'remove' -d 'Remove documents from their folders, and files from the queue.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'receipt' -d 'Give receipts once more, for an auditor.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'grant' -d 'Let somebody put files into a folder for some time.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'checklist' -d 'Show which of the recommended documents a folder has.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'doctor' -d 'Look whether files can be put, and say what helps.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'process' -d 'Convert videos, and make thumbnails.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'thumbnail' -d 'Write a document\'s thumbnail, a JPEG.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload put" -ge 1' -F
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" files-from' -l 'files-from' -d 'Read file names from FILE, one a line; - is standard input.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" 0' -s '0' -d 'The names in the list end with NUL, as find -print0 writes them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" folder-map' -l 'folder-map' -d 'A table, CSV, of the columns path, patient and category: a folder for each file.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" category' -l 'category' -d 'What the files are for the reviewer.' -rfka 'letter image lab other'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" guess' -l 'guess' -d 'Propose a category for each document that has none.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" profile' -l 'profile' -d 'Which files are taken: any document, or those of a request.' -rfka 'folder request'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" grant-file' -l 'grant-file' -d 'Put the files by the grant whose token FILE holds.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" r recursive' -s 'r' -l 'recursive' -d 'Put every file below the folders that are named.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" name' -l 'name' -d 'The operand - is the content of one document with this name.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" source' -l 'source' -d 'Where a mobile device has the files from.' -rfka 'camera gallery'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" jobs' -l 'jobs' -d 'Read N files at the same time, 1 to 64.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" max-time' -l 'max-time' -d 'Begin no more files after this time, as in 90s, 30m, 4h.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" lock' -l 'lock' -d 'Refuse to run while another run holds FILE.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" fail-fast' -l 'fail-fast' -d 'Stop at the first file that fails.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" verify' -l 'verify' -d 'Read each document back from the device before it is told of.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" wait' -l 'wait' -d 'Convert videos and make thumbnails now, and wait for it.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload put" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload check" -ge 1' -F
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" files-from' -l 'files-from' -d 'Read file names from FILE, one a line; - is standard input.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" 0' -s '0' -d 'The names in the list end with NUL, as find -print0 writes them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" folder-map' -l 'folder-map' -d 'A table, CSV, of the columns path, patient and category: a folder for each file.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" profile' -l 'profile' -d 'Whose rules the files are held against.' -rfka 'folder request'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" r recursive' -s 'r' -l 'recursive' -d 'Check every file below the folders that are named.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" guess' -l 'guess' -d 'Propose a category for each file.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" rename-template' -l 'rename-template' -d 'Propose better names, as in {category}_{name}_{date}.{ending}.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload check" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload plan" -ge 1' -F
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" files-from' -l 'files-from' -d 'Read file names from FILE, one a line; - is standard input.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" 0' -s '0' -d 'The names in the list end with NUL, as find -print0 writes them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" r recursive' -s 'r' -l 'recursive' -d 'Take every file below the folders that are named.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" max' -l 'max' -d 'Choose at most N files.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" newest' -l 'newest' -d 'Choose the newest, not the first.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload plan" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" profile' -l 'profile' -d 'Only those of this profile.' -rfka 'folder request'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload types" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categories" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload add" -ge 1' -F
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" files-from' -l 'files-from' -d 'Read file names from FILE, one a line; - is standard input.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" 0' -s '0' -d 'The names in the list end with NUL, as find -print0 writes them.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" folder-map' -l 'folder-map' -d 'A table, CSV, of the columns path, patient and category: a folder for each file.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" category' -l 'category' -d 'What the files are for the reviewer.' -rfka 'letter image lab other'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" profile' -l 'profile' -d 'Which files are taken: any document, or those of a request.' -rfka 'folder request'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" r recursive' -s 'r' -l 'recursive' -d 'Queue every file below the folders that are named.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" name' -l 'name' -d 'The file becomes a document with this name.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" source' -l 'source' -d 'Where a mobile device has the files from.' -rfka 'camera gallery'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" patient' -l 'patient' -d 'Only the files for this folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" retry-failed' -l 'retry-failed' -d 'Try again what failed, too.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" verify' -l 'verify' -d 'Read each document back from the device before it is called done.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" jobs' -l 'jobs' -d 'Read N files at the same time, 1 to 64.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" max-time' -l 'max-time' -d 'Begin no more files after this time, as in 90s, 30m, 4h.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" lock' -l 'lock' -d 'Refuse to run while another run holds FILE.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" fail-fast' -l 'fail-fast' -d 'Stop at the first file that fails.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload start" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" patient' -l 'patient' -d 'Only the files for this folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" follow' -l 'follow' -d 'Print each file again when it changes, until none waits or is under way.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" require-ready' -l 'require-ready' -d 'Say whether every document of the folder is uploaded and has a category, and fail if not.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload status" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" category' -l 'category' -d 'What the documents are for the reviewer.' -rfka 'letter image lab other'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload categorize" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and remove nothing.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" since' -l 'since' -d 'Documents from then on: a time (RFC 3339), a date, now, today, yesterday, or an age like 24h or 14d.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" until' -l 'until' -d 'Only documents before then.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" patient' -l 'patient' -d 'Only the documents of this folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" csv' -l 'csv' -d 'Print a table of comma-separated values for a spreadsheet.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload receipt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload grant" -eq 1' -fa 'add' -d 'Give a grant, and write its token to a file.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload grant" -eq 1' -fa 'list' -d 'List the grants, oldest first.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_positional "so-upload grant" -eq 1' -fa 'revoke' -d 'Take grants back.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" ttl' -l 'ttl' -d 'How long it is good, as in 30m, 24h, 14d.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" max-files' -l 'max-files' -d 'How many files it takes.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" max-bytes' -l 'max-bytes' -d 'How many bytes it takes, all files together.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" category' -l 'category' -d 'The category that the files get.' -rfka 'letter image lab other'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" o out' -l 'out' -s 'o' -d 'Write the token to FILE, which must be new; - is standard output.' -rF
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" patient' -l 'patient' -d 'Only those for this folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload grant revoke" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" patient' -l 'patient' -d 'The folder.' -rfka ''
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload checklist" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" version' -l 'version' -d 'Show the version.'
complete -c 'so-upload' -n '__so-upload_should_offer_completions_for_flags_or_options "so-upload doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
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
