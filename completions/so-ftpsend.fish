function __so-ftpsend_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-ftpsend_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __so-ftpsend_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-ftpsend_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __so-ftpsend_parse_tokens -S
    set -l unparsed_tokens (__so-ftpsend_tokens -pc)
    switch $unparsed_tokens[1]
    case 'so-ftpsend'
        __so-ftpsend_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'config'
            __so-ftpsend_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'set'
                __so-ftpsend_parse_subcommand 2 'value-file=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'get'
                __so-ftpsend_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'unset'
                __so-ftpsend_parse_subcommand -r 1 'server=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-ftpsend_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'show'
                __so-ftpsend_parse_subcommand 0 'origin' 'server=' 'connections=' 'bwlimit=' 'timeout=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'edit'
                __so-ftpsend_parse_subcommand 0 'discard' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'import'
                __so-ftpsend_parse_subcommand 1 'replace' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'export'
                __so-ftpsend_parse_subcommand 0 'with-secrets' 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'trust'
            __so-ftpsend_parse_subcommand 1 'fingerprint=' 'server=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'send'
            __so-ftpsend_parse_subcommand -r 1 'all=' 'selected=+' 'recipient=+' 'to=+' 'subject=' 'message-file=' 'allow-phi-in-message' 'server=' 'later' 'n/dry-run' 'connections=' 'bwlimit=' 'timeout=' 'max-time=' 'verify=' 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'run'
            __so-ftpsend_parse_subcommand 0 'connections=' 'bwlimit=' 'timeout=' 'max-time=' 'verify=' 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'list'
            __so-ftpsend_parse_subcommand 0 'state=+' 'untold' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'show'
            __so-ftpsend_parse_subcommand 1 'states' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'retry'
            __so-ftpsend_parse_subcommand -r 1 'all-failed' 'connections=' 'bwlimit=' 'timeout=' 'max-time=' 'verify=' 'progress=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'cancel'
            __so-ftpsend_parse_subcommand -r 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'get'
            __so-ftpsend_parse_subcommand 1 'progress=' 'server=' 'connections=' 'bwlimit=' 'timeout=' 'max-time=' 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'receipt'
            __so-ftpsend_parse_subcommand 1 'beside=' 'mail=' 'server=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'ls'
            __so-ftpsend_parse_subcommand 0 'server=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'expire'
            __so-ftpsend_parse_subcommand -r 1 'older-than=' 'server=' 'n/dry-run' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'doctor'
            __so-ftpsend_parse_subcommand 0 'only=' 'port=' 'protocol=' 'timeout=' 'to=' 'bundle=' 'force' 'server=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __so-ftpsend_parse_subcommand -r 1 'version'
        end
    end
end

function __so-ftpsend_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __so-ftpsend_parse_subcommand -S -a positional_count
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

function __so-ftpsend_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __so-ftpsend_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__so-ftpsend_tokens -p)
    if test -z "$(__so-ftpsend_tokens -t)"
        set -l index (count (__so-ftpsend_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'so-ftpsend' -f
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'config' -d 'Set and show settings; so-settings(5) names them.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'trust' -d 'Ask a server for its host key, show it, and trust it from now on.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'send' -d 'Send containers, and mail the recipients when they are complete on the server.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'run' -d 'Do all that is due: send, and deliver messages of every kind.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'list' -d 'List the transfers, oldest first.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'show' -d 'Show a transfer with its history.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'retry' -d 'Take transfers up again at once, where they stopped.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'cancel' -d 'Give transfers up that are not on the server yet.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'get' -d 'Fetch a container from a server, or by a link.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'receipt' -d 'Sign the receipt of an imported container, or take one.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'ls' -d 'List what lies in the server\'s folder, and until when it stays.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'expire' -d 'Remove from the server what was sent, named transfers or those of long ago.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'doctor' -d 'Find out why sending does not work, and say what helps.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'set' -d 'Set a setting.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'get' -d 'Show a setting; a secret one is shown as ***.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'unset' -d 'Remove settings from the settings file.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'list' -d 'Show every setting; secret ones are shown as ***.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'show' -d 'Show the values that hold, and where each comes from.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'edit' -d 'Edit the settings in the editor that VISUAL or EDITOR names.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'import' -d 'Take settings from a plain INI file: all of them, or none.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config" -eq 1' -fa 'export' -d 'Write the settings file as a plain INI file.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config set" -eq 1' -fka 'server.url server.identity_file server.passphrase server.password server.agent server.jump server.known_hosts server.file_mode server.ca_file server.tls server.connections server.bwlimit server.timeout server.retention link.base mail.url mail.user mail.password mail.ca_file mail.from sms.url sms.account sms.token sms.from sms.ca_file support.phone support.url support.email'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" value-file' -l 'value-file' -d 'Read the value from FILE; - is standard input. One line feed at its end is dropped.' -rF
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config set" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config get" -eq 1' -fka 'server.url server.identity_file server.passphrase server.password server.agent server.jump server.known_hosts server.file_mode server.ca_file server.tls server.connections server.bwlimit server.timeout server.retention link.base mail.url mail.user mail.password mail.ca_file mail.from sms.url sms.account sms.token sms.from sms.ca_file support.phone support.url support.email'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config unset" -ge 1' -fka 'server.url server.identity_file server.passphrase server.password server.agent server.jump server.known_hosts server.file_mode server.ca_file server.tls server.connections server.bwlimit server.timeout server.retention link.base mail.url mail.user mail.password mail.ca_file mail.from sms.url sms.account sms.token sms.from sms.ca_file support.phone support.url support.email'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config unset" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" origin' -l 'origin' -d 'Say where each value comes from.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" connections' -l 'connections' -d 'Use N connections at most, 1 to 32.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" bwlimit' -l 'bwlimit' -d 'Move RATE bytes a second at most, as in 20M.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" timeout' -l 'timeout' -d 'Wait TIME for a silent server, as in 20s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" discard' -l 'discard' -d 'Throw away a text that was refused before.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config edit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" replace' -l 'replace' -d 'Remove every setting that the file does not have.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend config import" -eq 1' -F
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config import" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" with-secrets' -l 'with-secrets' -d 'Write secret settings too.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" o out' -l 'out' -s 'o' -d 'Write to FILE, with mode 0600; - is standard output.' -rF
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" force' -l 'force' -d 'Replace FILE when it is there.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend config export" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" fingerprint' -l 'fingerprint' -d 'Trust it only when its fingerprint is this one.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend trust" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" all' -l 'all' -d 'Pack and send every document of the folder.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send"' -l 'selected' -d 'Pack and send these documents.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send"' -l 'recipient' -d 'Seal what is packed to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_positional "so-ftpsend send" -ge 1' -F
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send"' -l 'to' -d 'Mail this address; several with ; between them, or by several --to.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" subject' -l 'subject' -d 'The mail\'s subject.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" message-file' -l 'message-file' -d 'The mail\'s text; - is standard input.' -rF
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" allow-phi-in-message' -l 'allow-phi-in-message' -d 'Send a message that names the patient.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" later' -l 'later' -d 'Only queue it; so-ftpsend run sends it.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" dry-run n' -s 'n' -l 'dry-run' -d 'Say what would be sent, and send nothing.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" connections' -l 'connections' -d 'Use up to N connections at once, 1 to 32.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" bwlimit' -l 'bwlimit' -d 'Move at most RATE bytes a second, as in 500K, 20M.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" timeout' -l 'timeout' -d 'Wait no longer for a silent server, as in 30s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" max-time' -l 'max-time' -d 'End after this time and go on later, as in 30m, 4h.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" verify' -l 'verify' -d 'Prove what was sent by the server\'s hash where it makes one, or read everything back.' -rfka 'auto full'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend send" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" connections' -l 'connections' -d 'Use up to N connections at once, 1 to 32.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" bwlimit' -l 'bwlimit' -d 'Move at most RATE bytes a second, as in 500K, 20M.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" timeout' -l 'timeout' -d 'Wait no longer for a silent server, as in 30s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" max-time' -l 'max-time' -d 'End after this time and go on later, as in 30m, 4h.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" verify' -l 'verify' -d 'Prove what was sent by the server\'s hash where it makes one, or read everything back.' -rfka 'auto full'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend run" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list"' -l 'state' -d 'Only those in this state; several by several --state.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" untold' -l 'untold' -d 'Only those with a mail that did not reach its recipient.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" states' -l 'states' -d 'Print its states instead, a record each.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" all-failed' -l 'all-failed' -d 'Every transfer that failed, or has a mail that did.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" connections' -l 'connections' -d 'Use up to N connections at once, 1 to 32.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" bwlimit' -l 'bwlimit' -d 'Move at most RATE bytes a second, as in 500K, 20M.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" timeout' -l 'timeout' -d 'Wait no longer for a silent server, as in 30s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" max-time' -l 'max-time' -d 'End after this time and go on later, as in 30m, 4h.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" verify' -l 'verify' -d 'Prove what was sent by the server\'s hash where it makes one, or read everything back.' -rfka 'auto full'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend retry" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend cancel" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" progress' -l 'progress' -d 'Report progress on stderr as NDJSON.' -rfka 'json'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" connections' -l 'connections' -d 'Use up to N connections at once, 1 to 32.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" bwlimit' -l 'bwlimit' -d 'Move at most RATE bytes a second, as in 500K, 20M.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" timeout' -l 'timeout' -d 'Wait no longer for a silent server, as in 30s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" max-time' -l 'max-time' -d 'End after this time and go on later, as in 30m, 4h.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" o out' -l 'out' -s 'o' -d 'Write to FILE, and not to a file named like that on the server.' -rF
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" force' -l 'force' -d 'Replace FILE when it is there.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend get" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" beside' -l 'beside' -d 'Put the receipt beside this transfer\'s file on the server.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" mail' -l 'mail' -d 'Mail the receipt to this address.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend receipt" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend ls" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" older-than' -l 'older-than' -d 'Remove what was published longer ago than TIME, as in 14d.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" dry-run n' -s 'n' -l 'dry-run' -d 'Remove nothing; print what would be.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend expire" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" only' -l 'only' -d 'Only this stage, and what it needs.' -rfka 'settings jump dns connect banner key_exchange host_key auth data directory write link mail'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" port' -l 'port' -d 'Another port than that of server.url.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" protocol' -l 'protocol' -d 'Another protocol than that of server.url.' -rfka 'sftp ftps'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" timeout' -l 'timeout' -d 'How long to wait for each answer, as in 20s.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" to' -l 'to' -d 'Send a test message to this address.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" bundle' -l 'bundle' -d 'Put what a ticket needs into FILE, without secrets and people.' -rF
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" force' -l 'force' -d 'Replace FILE when it is there.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" server' -l 'server' -d 'Use the server that the settings know by NAME.' -rfka ''
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" version' -l 'version' -d 'Show the version.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend doctor" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-ftpsend' -n '__so-ftpsend_should_offer_completions_for_flags_or_options "so-ftpsend help" version' -l 'version' -d 'Show the version.'
