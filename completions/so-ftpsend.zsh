#compdef so-ftpsend

__so-ftpsend_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__so-ftpsend_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __so-ftpsend_complete "${completions[@]:0:-1}"
    fi
}

__so-ftpsend_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_so-ftpsend() {
    emulate -RL zsh -G
    setopt extendedglob nullglob numericglobsort
    unsetopt aliases banghist

    local -xr SAP_SHELL=zsh
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(builtin emulate zsh -c 'printf %s "${ZSH_VERSION}"')"
    local -r SAP_SHELL_VERSION

    local context state state_descr line
    local -A opt_args

    local -r command_name="${words[1]}"
    local -ar command_line=("${words[@]}")
    local -ir current_word_index="$((CURRENT - 1))"

    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'config:Set and show settings; so-settings(5) names them.'
            'trust:Ask a server for its host key, show it, and trust it from now on.'
            'send:Send containers, and mail the recipients when they are complete on the server.'
            'run:Do all that is due: send, and deliver messages of every kind.'
            'list:List the transfers, oldest first.'
            'show:Show a transfer with its history.'
            'retry:Take transfers up again at once, where they stopped.'
            'cancel:Give transfers up that are not on the server yet.'
            'get:Fetch a container from a server, or by a link.'
            'receipt:Sign the receipt of an imported container, or take one.'
            'ls:List what lies in the server'\''s folder, and until when it stays.'
            'expire:Remove from the server what was sent, named transfers or those of long ago.'
            'doctor:Find out why sending does not work, and say what helps.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        config|trust|send|run|list|show|retry|cancel|get|receipt|ls|expire|doctor|help)
            "_so-ftpsend_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-ftpsend_config() {
    local -i ret=1
    local -ar arg_specs=(
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
        '(-): :->command'
        '(-)*:: :->arg'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0
    case "${state}" in
    command)
        local -ar subcommands=(
            'set:Set a setting.'
            'get:Show a setting; a secret one is shown as ***.'
            'unset:Remove settings from the settings file.'
            'list:Show every setting; secret ones are shown as ***.'
            'show:Show the values that hold, and where each comes from.'
            'edit:Edit the settings in the editor that VISUAL or EDITOR names.'
            'import:Take settings from a plain INI file: all of them, or none.'
            'export:Write the settings file as a plain INI file.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        set|get|unset|list|show|edit|import|export)
            "_so-ftpsend_config_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-ftpsend_config_set() {
    local -i ret=1
    local -ar _KEY=('server.url' 'server.identity_file' 'server.passphrase' 'server.password' 'server.agent' 'server.jump' 'server.known_hosts' 'server.file_mode' 'server.ca_file' 'server.tls' 'server.connections' 'server.bwlimit' 'server.timeout' 'server.retention' 'link.base' 'mail.url' 'mail.user' 'mail.password' 'mail.ca_file' 'mail.from' 'sms.url' 'sms.account' 'sms.token' 'sms.from' 'sms.ca_file' 'support.phone' 'support.url' 'support.email')
    local -ar arg_specs=(
        ':KEY:{__so-ftpsend_complete "${_KEY[@]}"}'
        ':VALUE:'
        '--value-file[Read the value from FILE; - is standard input. One line feed at its end is dropped.]:FILE:_files'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_get() {
    local -i ret=1
    local -ar _KEY=('server.url' 'server.identity_file' 'server.passphrase' 'server.password' 'server.agent' 'server.jump' 'server.known_hosts' 'server.file_mode' 'server.ca_file' 'server.tls' 'server.connections' 'server.bwlimit' 'server.timeout' 'server.retention' 'link.base' 'mail.url' 'mail.user' 'mail.password' 'mail.ca_file' 'mail.from' 'sms.url' 'sms.account' 'sms.token' 'sms.from' 'sms.ca_file' 'support.phone' 'support.url' 'support.email')
    local -ar arg_specs=(
        ':KEY:{__so-ftpsend_complete "${_KEY[@]}"}'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_unset() {
    local -i ret=1
    local -ar _KEY=('server.url' 'server.identity_file' 'server.passphrase' 'server.password' 'server.agent' 'server.jump' 'server.known_hosts' 'server.file_mode' 'server.ca_file' 'server.tls' 'server.connections' 'server.bwlimit' 'server.timeout' 'server.retention' 'link.base' 'mail.url' 'mail.user' 'mail.password' 'mail.ca_file' 'mail.from' 'sms.url' 'sms.account' 'sms.token' 'sms.from' 'sms.ca_file' 'support.phone' 'support.url' 'support.email')
    local -ar arg_specs=(
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '*:KEY:{__so-ftpsend_complete "${_KEY[@]}"}'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_list() {
    local -i ret=1
    local -ar arg_specs=(
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_show() {
    local -i ret=1
    local -ar arg_specs=(
        '--origin[Say where each value comes from.]'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--connections[Use N connections at most, 1 to 32.]:N:'
        '--bwlimit[Move RATE bytes a second at most, as in 20M.]:RATE:'
        '--timeout[Wait TIME for a silent server, as in 20s.]:TIME:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_edit() {
    local -i ret=1
    local -ar arg_specs=(
        '--discard[Throw away a text that was refused before.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_import() {
    local -i ret=1
    local -ar arg_specs=(
        '--replace[Remove every setting that the file does not have.]'
        ':FILE|-:_files'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_config_export() {
    local -i ret=1
    local -ar arg_specs=(
        '--with-secrets[Write secret settings too.]'
        '(--out -o)'{--out,-o}'[Write to FILE, with mode 0600; - is standard output.]:FILE:_files'
        '--force[Replace FILE when it is there.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_trust() {
    local -i ret=1
    local -ar arg_specs=(
        ':HOST\[\:PORT\]:'
        '--fingerprint[Trust it only when its fingerprint is this one.]:SHA256\:…:'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_send() {
    local -i ret=1
    local -ar ___verify=('auto' 'full')
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '--all[Pack and send every document of the folder.]:P-…:'
        '--selected[Pack and send these documents.]:D-…:'
        '*--recipient[Seal what is packed to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.]:CONTACT|age1…|@FILE:'
        '*:FILE.sod|-:_files'
        '*--to[Mail this address; several with ; between them, or by several --to.]:ADDRESS:'
        '--subject[The mail'\''s subject.]:S:'
        '--message-file[The mail'\''s text; - is standard input.]:F:_files'
        '--allow-phi-in-message[Send a message that names the patient.]'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--later[Only queue it; so-ftpsend run sends it.]'
        '(-n --dry-run)'{-n,--dry-run}'[Say what would be sent, and send nothing.]'
        '--connections[Use up to N connections at once, 1 to 32.]:N:'
        '--bwlimit[Move at most RATE bytes a second, as in 500K, 20M.]:RATE:'
        '--timeout[Wait no longer for a silent server, as in 30s.]:TIME:'
        '--max-time[End after this time and go on later, as in 30m, 4h.]:TIME:'
        '--verify[Prove what was sent by the server'\''s hash where it makes one, or read everything back.]:auto|full:{__so-ftpsend_complete "${___verify[@]}"}'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-ftpsend_complete "${___progress[@]}"}'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_run() {
    local -i ret=1
    local -ar ___verify=('auto' 'full')
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '--connections[Use up to N connections at once, 1 to 32.]:N:'
        '--bwlimit[Move at most RATE bytes a second, as in 500K, 20M.]:RATE:'
        '--timeout[Wait no longer for a silent server, as in 30s.]:TIME:'
        '--max-time[End after this time and go on later, as in 30m, 4h.]:TIME:'
        '--verify[Prove what was sent by the server'\''s hash where it makes one, or read everything back.]:auto|full:{__so-ftpsend_complete "${___verify[@]}"}'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-ftpsend_complete "${___progress[@]}"}'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_list() {
    local -i ret=1
    local -ar arg_specs=(
        '*--state[Only those in this state; several by several --state.]:STATE:'
        '--untold[Only those with a mail that did not reach its recipient.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_show() {
    local -i ret=1
    local -ar arg_specs=(
        ':T-…:'
        '--states[Print its states instead, a record each.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_retry() {
    local -i ret=1
    local -ar ___verify=('auto' 'full')
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '--all-failed[Every transfer that failed, or has a mail that did.]'
        '*:T-…:'
        '--connections[Use up to N connections at once, 1 to 32.]:N:'
        '--bwlimit[Move at most RATE bytes a second, as in 500K, 20M.]:RATE:'
        '--timeout[Wait no longer for a silent server, as in 30s.]:TIME:'
        '--max-time[End after this time and go on later, as in 30m, 4h.]:TIME:'
        '--verify[Prove what was sent by the server'\''s hash where it makes one, or read everything back.]:auto|full:{__so-ftpsend_complete "${___verify[@]}"}'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-ftpsend_complete "${___progress[@]}"}'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_cancel() {
    local -i ret=1
    local -ar arg_specs=(
        '*:T-…:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_get() {
    local -i ret=1
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-ftpsend_complete "${___progress[@]}"}'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--connections[Use up to N connections at once, 1 to 32.]:N:'
        '--bwlimit[Move at most RATE bytes a second, as in 500K, 20M.]:RATE:'
        '--timeout[Wait no longer for a silent server, as in 30s.]:TIME:'
        '--max-time[End after this time and go on later, as in 30m, 4h.]:TIME:'
        ':ID|LINK:'
        '(--out -o)'{--out,-o}'[Write to FILE, and not to a file named like that on the server.]:FILE:_files'
        '--force[Replace FILE when it is there.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_receipt() {
    local -i ret=1
    local -ar arg_specs=(
        '--beside[Put the receipt beside this transfer'\''s file on the server.]:T-…|LINK:'
        '--mail[Mail the receipt to this address.]:ADDRESS:'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        ':C-…|-:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_ls() {
    local -i ret=1
    local -ar arg_specs=(
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_expire() {
    local -i ret=1
    local -ar arg_specs=(
        '*:T-…:'
        '--older-than[Remove what was published longer ago than TIME, as in 14d.]:TIME:'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '(-n --dry-run)'{-n,--dry-run}'[Remove nothing; print what would be.]'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_doctor() {
    local -i ret=1
    local -ar ___only=('settings' 'jump' 'dns' 'connect' 'banner' 'key_exchange' 'host_key' 'auth' 'data' 'directory' 'write' 'link' 'mail')
    local -ar ___protocol=('sftp' 'ftps')
    local -ar arg_specs=(
        '--only[Only this stage, and what it needs.]:STAGE:{__so-ftpsend_complete "${___only[@]}"}'
        '--port[Another port than that of server.url.]:N:'
        '--protocol[Another protocol than that of server.url.]:NAME:{__so-ftpsend_complete "${___protocol[@]}"}'
        '--timeout[How long to wait for each answer, as in 20s.]:SPAN:'
        '--to[Send a test message to this address.]:ADDRESS:'
        '--bundle[Put what a ticket needs into FILE, without secrets and people.]:FILE.tar.gz:_files'
        '--force[Replace FILE when it is there.]'
        '--server[Use the server that the settings know by NAME.]:NAME:'
        '--json[Print JSON, one object a line (the default in a pipe).]'
        '--table[Print an aligned table (the default on a terminal).]'
        '--reveal[Show names, birth dates and numbers in full in tables.]'
        '(--quiet -q)'{--quiet,-q}'[Say nothing but errors on stderr.]'
        '(--verbose -v)'{--verbose,-v}'[Say on stderr which files are used.]'
        '--version[Show the version.]'
        '(-h --help)'{-h,--help}'[Show help information.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

_so-ftpsend_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _so-ftpsend ]]; then
    _so-ftpsend "${@}"
else
    compdef _so-ftpsend so-ftpsend
fi
