function __so-sod_should_offer_completions_for_flags_or_options -a expected_commands
    set -l non_repeating_flags_or_options $argv[2..]
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-sod_parse_tokens
    test "$commands" = "$expected_commands"; and return $non_repeating_flags_or_options_absent
end

function __so-sod_should_offer_completions_for_positional -a expected_commands positional_index_comparison expected_positional_index
    set -l non_repeating_flags_or_options
    set -l non_repeating_flags_or_options_absent 0
    set -l positional_index 0
    set -l commands
    __so-sod_parse_tokens
    test "$commands" = "$expected_commands" -a \( "$positional_index" "$positional_index_comparison" "$expected_positional_index" \)
end

function __so-sod_parse_tokens -S
    set -l unparsed_tokens (__so-sod_tokens -pc)
    switch $unparsed_tokens[1]
    case 'so-sod'
        __so-sod_parse_subcommand 0 'version' 'h/help'
        switch $unparsed_tokens[1]
        case 'keygen'
            __so-sod_parse_subcommand 0 'o/out=' 'i/identity=' 'name=' 'post-quantum' 'ssh=' 'passphrase-file=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'passphrase'
            __so-sod_parse_subcommand 0 'i/identity=' 'passphrase-file=' 'new-passphrase-file=' 'remove' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'contact'
            __so-sod_parse_subcommand 0 'version' 'h/help'
            switch $unparsed_tokens[1]
            case 'add'
                __so-sod_parse_subcommand 1 'name=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'edit'
                __so-sod_parse_subcommand 1 'name=' 'email=' 'keys=' 'fingerprint=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'remove'
                __so-sod_parse_subcommand -r 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'list'
                __so-sod_parse_subcommand 0 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            case 'verify'
                __so-sod_parse_subcommand 1 'fingerprint=' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
            end
        case 'pack'
            __so-sod_parse_subcommand -r 1 'patient=+' 'all' 'document=+' 'patients=' 'skip-failed' 'to=+' 'passphrase-file=' 'allow-mixed' 'armor' 'compress' 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'unpack'
            __so-sod_parse_subcommand 1 'i/identity=' 'passphrase-file=' 'accept-unsigned' 'accept-readdressed' 'C=' 'only=+' 'import' 'delete-after' 'into=' 'confirm-new' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'list'
            __so-sod_parse_subcommand 1 'i/identity=' 'passphrase-file=' 'accept-readdressed' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'show'
            __so-sod_parse_subcommand 2 'i/identity=' 'passphrase-file=' 'accept-unsigned' 'accept-readdressed' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'share'
            __so-sod_parse_subcommand 1 'i/identity=' 'passphrase-file=' 'to=+' 'allow-mixed' 'armor' 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'rekey'
            __so-sod_parse_subcommand 1 'i/identity=' 'passphrase-file=' 'to=' 'replace=' 'allow-mixed' 'armor' 'o/out=' 'force' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'verify'
            __so-sod_parse_subcommand 1 'i/identity=' 'passphrase-file=' 'accept-unsigned' 'accept-readdressed' 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'inspect'
            __so-sod_parse_subcommand 1 'json' 'table' 'reveal' 'q/quiet' 'v/verbose' 'version' 'h/help'
        case 'help'
            __so-sod_parse_subcommand -r 1 'version'
        end
    end
end

function __so-sod_tokens
    if test (string split -m 1 -f 1 -- . "$FISH_VERSION") -gt 3
        commandline --tokens-raw $argv
    else
        commandline -o $argv
    end
end

function __so-sod_parse_subcommand -S -a positional_count
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

function __so-sod_complete_directories
    set -l token (commandline -t)
    string match -- '*/' $token
    set -l subdirs $token*/
    printf %s\n $subdirs
end

function __so-sod_custom_completion
    set -x SAP_SHELL fish
    set -x SAP_SHELL_VERSION $FISH_VERSION
    set -l tokens (__so-sod_tokens -p)
    if test -z "$(__so-sod_tokens -t)"
        set -l index (count (__so-sod_tokens -pc))
        set tokens $tokens[..$index] \'\' $tokens[(math $index + 1)..]
    end
    command $tokens[1] $argv $tokens
end

complete -c 'so-sod' -f
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'keygen' -d 'Make an identity, and print the contact record to give to others.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'passphrase' -d 'Protect an identity by a passphrase, change it, or take it off.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'contact' -d 'Keep the keys of those you exchange containers with.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'pack' -d 'Pack documents of folders, or plain files, into a container.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'unpack' -d 'Unpack a container into a folder, or file it into patient folders.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'list' -d 'List what a container says it holds; nothing is verified by this.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'show' -d 'Write one entry of a container to standard output, once all was verified.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'share' -d 'Pass a container on to others, with your word that you did.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'rekey' -d 'Put a changed key in the place of an old one.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'verify' -d 'Check every byte, the sums and the signature of a container, and unpack nothing.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'inspect' -d 'Show what anybody can see of a container, without a key.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod" -eq 1' -fa 'help' -d 'Show subcommand help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" o out' -l 'out' -s 'o' -d 'Write a new identity to FILE.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" i identity' -s 'i' -l 'identity' -d 'Make nothing, and print the record of this identity file.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" name' -l 'name' -d 'The name that others shall know you by.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" post-quantum' -l 'post-quantum' -d 'Make a key that a quantum computer does not open, beside your identity.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" ssh' -l 'ssh' -d 'Be written to by this SSH private key, Ed25519 or RSA, beside your identity.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" passphrase-file' -l 'passphrase-file' -d 'Protect the new identity by the passphrase in F; with --ssh or -i, the passphrase of that.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod keygen" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" i identity' -l 'identity' -s 'i' -d 'The identity file (default: your own).' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase that opens it now.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" new-passphrase-file' -l 'new-passphrase-file' -d 'The file of the new passphrase.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" remove' -l 'remove' -d 'Take the passphrase off.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod passphrase" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod contact" -eq 1' -fa 'add' -d 'Add contacts from so.contact/1 records.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod contact" -eq 1' -fa 'edit' -d 'Change a contact\'s name, address or keys.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod contact" -eq 1' -fa 'remove' -d 'Remove contacts, all that are named or none.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod contact" -eq 1' -fa 'list' -d 'List the contacts.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod contact" -eq 1' -fa 'verify' -d 'Keep that a contact\'s owner read the same fingerprint to you.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" name' -l 'name' -d 'The name of the contact, when its record has none or another.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact add" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" name' -l 'name' -d 'The new name.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" email' -l 'email' -d 'The new address.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" keys' -l 'keys' -d 'Take the keys of the so.contact/1 record in FILE; - is standard input.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" fingerprint' -l 'fingerprint' -d 'The new fingerprint or digits, as their owner read them.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact edit" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact remove" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" fingerprint' -l 'fingerprint' -d 'The fingerprint or the digits, as they were read.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod contact verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack"' -l 'patient' -d 'A folder; its documents are chosen by --all or --document.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" all' -l 'all' -d 'Every document of each folder.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack"' -l 'document' -d 'One document of the folders.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" patients' -l 'patients' -d 'How many patients the documents may be of.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" skip-failed' -l 'skip-failed' -d 'Pack without the documents whose upload failed, by the records of -; tell which.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod pack" -ge 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack"' -l 'to' -d 'Seal it to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" passphrase-file' -l 'passphrase-file' -d 'Seal it with the passphrase in F, and to nobody.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" allow-mixed' -l 'allow-mixed' -d 'Let post-quantum recipients stand beside others.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" armor' -l 'armor' -d 'Write it as text (ASCII armour).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" compress' -l 'compress' -d 'Compress it (zstd), which who opens it with tar has to know.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" o out' -l 'out' -s 'o' -d 'Write to OUT; - is standard output.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" force' -l 'force' -d 'Replace OUT when it is there.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod pack" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod unpack" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" accept-unsigned' -l 'accept-unsigned' -d 'Take a container without a signature, or signed by somebody unknown.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" accept-readdressed' -l 'accept-readdressed' -d 'Take a container that neither its sender nor a share addressed to you.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" C' -s 'C' -d 'Unpack into DIR (default: the current folder).' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack"' -l 'only' -d 'Unpack only these: a document\'s id, or a glob over paths and names.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" import' -l 'import' -d 'File the documents into patient folders of the store.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" delete-after' -l 'delete-after' -d 'Remove FILE after its documents were filed.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" into' -l 'into' -d 'The container\'s patient is the one of this folder.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" confirm-new' -l 'confirm-new' -d 'Folders of the same name and date of birth are of somebody else.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod unpack" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod list" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" accept-readdressed' -l 'accept-readdressed' -d 'List a container that neither its sender nor a share addressed to you.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod list" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod show" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" accept-unsigned' -l 'accept-unsigned' -d 'Take a container without a signature, or signed by somebody unknown.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" accept-readdressed' -l 'accept-readdressed' -d 'Take a container that neither its sender nor a share addressed to you.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod show" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod share" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share"' -l 'to' -d 'Share it with this contact, recipient (age1…, ssh-…), or the recipients in @FILE.' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" allow-mixed' -l 'allow-mixed' -d 'Let post-quantum recipients stand beside others, or a container for such be given to others.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" armor' -l 'armor' -d 'Write it as text (ASCII armour).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" o out' -l 'out' -s 'o' -d 'Write to OUT; - is standard output.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" force' -l 'force' -d 'Replace OUT when it is there.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod share" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod rekey" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" to' -l 'to' -d 'The contact or recipient with the new key (default: your own).' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" replace' -l 'replace' -d 'The old key: a recipient of the container, or the sender\'s name for it (default: the key that opens it).' -rfka ''
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" allow-mixed' -l 'allow-mixed' -d 'Let post-quantum recipients stand beside others, or a container for such be given to others.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" armor' -l 'armor' -d 'Write it as text (ASCII armour).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" o out' -l 'out' -s 'o' -d 'Write to OUT; - is standard output.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" force' -l 'force' -d 'Replace OUT when it is there.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod rekey" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod verify" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" i identity' -l 'identity' -s 'i' -d 'Open it with this identity, or SSH private key.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" passphrase-file' -l 'passphrase-file' -d 'The file of the passphrase: of the container, or of the identity that -i names.' -rF
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" accept-unsigned' -l 'accept-unsigned' -d 'Take a container without a signature, or signed by somebody unknown.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" accept-readdressed' -l 'accept-readdressed' -d 'Take a container that neither its sender nor a share addressed to you.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod verify" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_positional "so-sod inspect" -eq 1' -F
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" json' -l 'json' -d 'Print JSON, one object a line (the default in a pipe).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" table' -l 'table' -d 'Print an aligned table (the default on a terminal).'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" reveal' -l 'reveal' -d 'Show names, birth dates and numbers in full in tables.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" q quiet' -l 'quiet' -s 'q' -d 'Say nothing but errors on stderr.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" v verbose' -l 'verbose' -s 'v' -d 'Say on stderr which files are used.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" version' -l 'version' -d 'Show the version.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod inspect" h help' -s 'h' -l 'help' -d 'Show help information.'
complete -c 'so-sod' -n '__so-sod_should_offer_completions_for_flags_or_options "so-sod help" version' -l 'version' -d 'Show the version.'
