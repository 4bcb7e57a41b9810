function __so-patient_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-patient_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __so-patient_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-patient_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __so-patient_parse_tokens -S
    set -l unparsed_tokens (__so-patient_tokens -pc)
    switch $unparsed_tokens[1]
    case 'so-patient'
        __so-patient_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'init'
            __so-patient_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'add'
            __so-patient_parse_subcommand 1 'file=' 'confirm-new' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'visit'
            __so-patient_parse_subcommand 1 'file=' 'no-referral' 'confirm-new' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'template'
            __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'show'
            __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'find'
            __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'list'
            __so-patient_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'edit'
            __so-patient_parse_subcommand 1 'set=+' 'merge=' 'if-version=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'phone'
            __so-patient_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-patient_parse_subcommand 2 'type=' 'carrier=' 'sms' 'if-version=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'remove'
                __so-patient_parse_subcommand 2 'if-version=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'test'
                __so-patient_parse_subcommand 2 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'address'
            __so-patient_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-patient_parse_subcommand 2 'file=' 'if-version=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'remove'
                __so-patient_parse_subcommand 2 'if-version=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'carriers'
            __so-patient_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'record'
            __so-patient_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'types'
                __so-patient_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'add'
                __so-patient_parse_subcommand 2 'type=' 'file=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'merge'
            __so-patient_parse_subcommand 1 'into=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'unmerge'
            __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'appointment'
            __so-patient_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-patient_parse_subcommand 1 'start=' 'tz=' 'minutes=' 'in-person' 'referral=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'cancel'
                __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'notify'
                __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'documents'
            __so-patient_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'recovery'
            __so-patient_parse_subcommand 0 'o/out=' 'recipient=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'staff'
            __so-patient_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-patient_parse_subcommand 1 'role=' 'name=' 'signer=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-patient_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'remove'
                __so-patient_parse_subcommand 1 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'audit'
            __so-patient_parse_subcommand 0 'verify' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'export'
            __so-patient_parse_subcommand 0 'all' 'patient=+' 'to=+' 'o/out=' 'force' 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'import'
            __so-patient_parse_subcommand 1 'i/identity=' 'accept-unsigned' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __so-patient_parse_subcommand -r 1 'version'
        end
    end
end

function __so-patient_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __so-patient_parse_subcommand -S -a positional_count
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

function __so-patient_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __so-patient_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__so-patient_tokens -p)
    if test -z "$(__so-patient_tokens -t)"
        set -l index (count (__so-patient_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'so-patient' -f
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'init' -d 'Make a store, and an identity when there is none.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'add' -d 'Make folders by the Patient Demographics form.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'visit' -d 'Make folders by the Patient Visit form.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'template' -d 'Print a form that nobody has filled in yet.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'show' -d 'Show a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'find' -d 'Find folders by name, date of birth or medical record number.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'list' -d 'List all folders, oldest first.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'edit' -d 'Change fields of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'phone' -d 'Keep the phones of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'address' -d 'Keep the postal addresses of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'carriers' -d 'List the carriers of mobile phones and their mail gateways.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'record' -d 'Add further forms to a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'merge' -d 'Merge a folder into another one of the same person.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'unmerge' -d 'Take a merged folder out of the other one again.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'appointment' -d 'Make and cancel appointments, and tell the patient.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'documents' -d 'List the documents of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'recovery' -d 'Make a recovery identity, or list the store\'s recovery recipients.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'staff' -d 'Keep the members of the store: who may open it.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'audit' -d 'Print the audit trail: who did what when.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'export' -d 'Write the whole store, or folders with all that is in them, into a container.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'import' -d 'Make the store again from a backup, or file a container\'s folders.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient init" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" file' -l 'file' -d 'Read one form from FILE.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" confirm-new' -l 'confirm-new' -d 'Make the folder though one has the same name and birth date.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" file' -l 'file' -d 'Read one form from FILE.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" no-referral' -l 'no-referral' -d 'Make no referral.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" confirm-new' -l 'confirm-new' -d 'Make the folder though one has the same name and birth date.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient visit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient template" -eq 1' -fka 'demographics visit'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient template" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient find" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit"' -l 'set' -d 'Set a field; may be given again.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" merge' -l 'merge' -d 'Read a merge patch from FILE; - is standard input.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" if-version' -l 'if-version' -d 'Refuse the change when the folder has another version.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and write nothing.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient edit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient phone" -eq 1' -fa 'add' -d 'Add a phone to a folder, or change the one of this number.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient phone" -eq 1' -fa 'remove' -d 'Remove a phone from a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient phone" -eq 1' -fa 'test' -d 'Send a test message to a phone of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" type' -l 'type' -d 'What kind of phone it is.' -rfka 'mobile home work other'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" carrier' -l 'carrier' -d 'Its carrier.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" sms' -l 'sms' -d 'Text messages go to it.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" if-version' -l 'if-version' -d 'Refuse the change when the folder has another version.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and write nothing.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" if-version' -l 'if-version' -d 'Refuse the change when the folder has another version.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and write nothing.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient phone test" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient address" -eq 1' -fa 'add' -d 'Add postal addresses to a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient address" -eq 1' -fa 'remove' -d 'Remove a postal address from a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" file' -l 'file' -d 'Read one form from FILE.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" if-version' -l 'if-version' -d 'Refuse the change when the folder has another version.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and write nothing.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" if-version' -l 'if-version' -d 'Refuse the change when the folder has another version.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" dry-run n' -s 'n' -l 'dry-run' -d 'Check everything and write nothing.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient address remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient carriers" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient record" -eq 1' -fa 'types' -d 'List the forms that can be added.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient record" -eq 1' -fa 'add' -d 'Add forms to a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient record" -eq 1' -fa 'list' -d 'List the forms of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record types" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" type' -l 'type' -d 'What kind of form it is.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" file' -l 'file' -d 'Read one form from FILE.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient record list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" into' -l 'into' -d 'The folder that stays.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient merge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient unmerge" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient appointment" -eq 1' -fa 'add' -d 'Make an appointment and mail an invitation to every address.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient appointment" -eq 1' -fa 'list' -d 'List the appointments of a folder.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient appointment" -eq 1' -fa 'cancel' -d 'Cancel an appointment, and tell every address.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient appointment" -eq 1' -fa 'notify' -d 'Deliver the messages about an appointment that still wait.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" start' -l 'start' -d 'When it begins.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" tz' -l 'tz' -d 'The time zone, as in Europe/Berlin.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" minutes' -l 'minutes' -d 'How long it takes (default: 30).' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" in-person' -l 'in-person' -d 'It takes place at the clinic, and not over the network.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" referral' -l 'referral' -d 'The referral that it goes back to.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient appointment notify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient documents" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" o out' -l 'out' -s 'o' -d 'Make an identity, write it to FILE, and let it open the store.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" recipient' -l 'recipient' -d 'Let the holder of this recipient open the store.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient recovery" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient staff" -eq 1' -fa 'add' -d 'Let somebody\'s identity open the store.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient staff" -eq 1' -fa 'list' -d 'List the members, and who was one.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient staff" -eq 1' -fa 'remove' -d 'Shut a member out, and seal the store with a new key.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" role' -l 'role' -d 'What they are: owner, user, specialist, staff or collaborator. An owner may add and remove members.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" name' -l 'name' -d 'What to call them; sealed in the store.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" signer' -l 'signer' -d 'With a recipient, the key that signs what they do, as so-sod keygen prints it.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient staff remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" verify' -l 'verify' -d 'Check the trail and the records instead of printing events.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient audit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" all' -l 'all' -d 'The whole store.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export"' -l 'patient' -d 'A folder.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export"' -l 'to' -d 'Seal it to this contact, recipient, or the recipients in @FILE.' -rfka ''
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" o out' -l 'out' -s 'o' -d 'Write to OUT; - is standard output.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" force' -l 'force' -d 'Replace OUT when it is there.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_positional "so-patient import" -eq 1' -F
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" i identity' -l 'identity' -s 'i' -d 'Open it, and a store that it holds, with this identity.' -rF
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" accept-unsigned' -l 'accept-unsigned' -d 'Take a container without a signature, or signed by somebody unknown.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" version' -l 'version' -d 'Show the version.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-patient' -n '__so-patient_should_offer_completions_for_flags_or_options "so-patient help" version' -l 'version' -d 'Show the version.'
