#compdef so-patient

__so-patient_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__so-patient_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __so-patient_complete "${completions[@]:0:-1}"
    fi
}

__so-patient_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_so-patient() {
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
            'init:Make a store, and an identity when there is none.'
            'add:Make folders by the Patient Demographics form.'
            'visit:Make folders by the Patient Visit form.'
            'template:Print a form that nobody has filled in yet.'
            'show:Show a folder.'
            'find:Find folders by name, date of birth or medical record number.'
            'list:List all folders, or what waits.'
            'edit:Change fields of a folder.'
            'phone:Keep the phones of a folder.'
            'address:Keep the postal addresses of a folder.'
            'carriers:List the carriers of mobile phones and their mail gateways.'
            'record:Add further forms to a folder.'
            'merge:Merge a folder into another one of the same person.'
            'unmerge:Take a merged folder out of the other one again.'
            'appointment:Make and cancel appointments, and tell the patient.'
            'account:Keep the user accounts by which patients sign in.'
            'whoami:Show as whom you work: store, member, role, first view.'
            'upload:Put documents into a folder: the same as so-upload put.'
            'documents:List the documents of a folder.'
            'recovery:Make a recovery identity, or list the store'\''s recovery recipients.'
            'staff:Keep the members of the store: who may open it.'
            'audit:Print the audit trail: who did what when.'
            'export:Write the whole store, or folders with all that is in them, into a container.'
            'import:Make the store again from a backup, or file a container'\''s folders.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        init|add|visit|template|show|find|list|edit|phone|address|carriers|record|merge|unmerge|appointment|account|whoami|upload|documents|recovery|staff|audit|export|import|help)
            "_so-patient_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_init() {
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

_so-patient_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':-:'
        '--file[Read one form from FILE.]:FILE:_files'
        '--confirm-new[Make the folder though one has the same name and birth date.]'
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

_so-patient_visit() {
    local -i ret=1
    local -ar arg_specs=(
        ':-:'
        '--file[Read one form from FILE.]:FILE:_files'
        '--no-referral[Make no referral.]'
        '--confirm-new[Make the folder though one has the same name and birth date.]'
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

_so-patient_template() {
    local -i ret=1
    local -ar _FORM=('demographics' 'visit')
    local -ar arg_specs=(
        ':FORM:{__so-patient_complete "${_FORM[@]}"}'
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

_so-patient_show() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_find() {
    local -i ret=1
    local -ar arg_specs=(
        ':TEXT|-:'
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

_so-patient_list() {
    local -i ret=1
    local -ar arg_specs=(
        '--view[What is listed\: review or dashboard.]:VIEW:'
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

_so-patient_edit() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        '*--set[Set a field; may be given again.]:KEY=VALUE:'
        '--merge[Read a merge patch from FILE; - is standard input.]:FILE:_files'
        '--if-version[Refuse the change when the folder has another version.]:N:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and write nothing.]'
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

_so-patient_phone() {
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
            'add:Add a phone to a folder, or change the one of this number.'
            'remove:Remove a phone from a folder.'
            'test:Send a test message to a phone of a folder.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|remove|test)
            "_so-patient_phone_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_phone_add() {
    local -i ret=1
    local -ar ___type=('mobile' 'home' 'work' 'other')
    local -ar arg_specs=(
        ':P-…:'
        ':NUMBER|-:'
        '--type[What kind of phone it is.]:TYPE:{__so-patient_complete "${___type[@]}"}'
        '--carrier[Its carrier.]:ID:'
        '--sms[Text messages go to it.]'
        '--if-version[Refuse the change when the folder has another version.]:N:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and write nothing.]'
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

_so-patient_phone_remove() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        ':NUMBER|-:'
        '--if-version[Refuse the change when the folder has another version.]:N:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and write nothing.]'
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

_so-patient_phone_test() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        ':NUMBER|-:'
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

_so-patient_address() {
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
            'add:Add postal addresses to a folder.'
            'remove:Remove a postal address from a folder.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|remove)
            "_so-patient_address_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_address_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        ':-:'
        '--file[Read one form from FILE.]:FILE:_files'
        '--if-version[Refuse the change when the folder has another version.]:N:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and write nothing.]'
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

_so-patient_address_remove() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        ':PLACE:'
        '--if-version[Refuse the change when the folder has another version.]:N:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and write nothing.]'
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

_so-patient_carriers() {
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

_so-patient_record() {
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
            'types:List the forms that can be added.'
            'add:Add forms to a folder.'
            'list:List the forms of a folder.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        types|add|list)
            "_so-patient_record_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_record_types() {
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

_so-patient_record_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        '--type[What kind of form it is.]:TYPE:'
        ':-:'
        '--file[Read one form from FILE.]:FILE:_files'
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

_so-patient_record_list() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_merge() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        '--into[The folder that stays.]:P-…:'
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

_so-patient_unmerge() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_appointment() {
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
            'add:Make an appointment and mail an invitation to every address.'
            'list:List the appointments of a folder.'
            'cancel:Cancel an appointment, and tell every address.'
            'notify:Deliver the messages about an appointment that still wait.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|list|cancel|notify)
            "_so-patient_appointment_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_appointment_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        '--start[When it begins.]:TIME:'
        '--tz[The time zone, as in Europe/Berlin.]:ZONE:'
        '--minutes[How long it takes (default\: 30).]:N:'
        '--in-person[It takes place at the clinic, and not over the network.]'
        '--referral[The referral that it goes back to.]:F-…:'
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

_so-patient_appointment_list() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_appointment_cancel() {
    local -i ret=1
    local -ar arg_specs=(
        ':A-…:'
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

_so-patient_appointment_notify() {
    local -i ret=1
    local -ar arg_specs=(
        ':A-…:'
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

_so-patient_account() {
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
            'set:Give a patient a user name and a password, or others.'
            'show:Show a patient'\''s user account; never the password.'
            'remove:Remove a patient'\''s user account.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        set|show|remove)
            "_so-patient_account_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_account_set() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
        '--username[The name to sign in with.]:NAME:'
        '--password-file[Read the password from FILE, one line; - is standard input.]:FILE:_files'
        '--password-fd[Read the password from the open descriptor N, one line.]:N:'
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

_so-patient_account_show() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_account_remove() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_whoami() {
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

_so-patient_upload() {
    local -i ret=1
    local -ar arg_specs=(
        '*:ARGUMENT:'
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

_so-patient_documents() {
    local -i ret=1
    local -ar arg_specs=(
        ':P-…:'
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

_so-patient_recovery() {
    local -i ret=1
    local -ar arg_specs=(
        '(--out -o)'{--out,-o}'[Make an identity, write it to FILE, and let it open the store.]:FILE:_files'
        '--recipient[Let the holder of this recipient open the store.]:age1…:'
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

_so-patient_staff() {
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
            'add:Let somebody'\''s identity open the store.'
            'list:List the members, and who was one.'
            'remove:Shut a member out, and seal the store with a new key.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|list|remove)
            "_so-patient_staff_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-patient_staff_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':CONTACT|age1…|-:'
        '--role[What they are\: owner, user, specialist, staff or collaborator. An owner may add and remove members.]:ROLE:'
        '--name[What to call them; sealed in the store.]:LABEL:'
        '--signer[With a recipient, the key that signs what they do, as so-sod keygen prints it.]:KEY:'
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

_so-patient_staff_list() {
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

_so-patient_staff_remove() {
    local -i ret=1
    local -ar ___progress=('json')
    local -ar arg_specs=(
        ':M-…:'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-patient_complete "${___progress[@]}"}'
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

_so-patient_audit() {
    local -i ret=1
    local -ar ___progress=('json')
    local -ar arg_specs=(
        ':-:'
        '--verify[Check the trail and the records instead of printing events.]'
        '--objects[With --verify, read every stored object as well.]'
        '--since[Only events from then on\: a time (RFC 3339), a date, now, today, yesterday, or an age like 24h or 14d.]:TIME:'
        '--until[Only events before then.]:TIME:'
        '--actor[Only what this member did.]:M-…:'
        '--subject[Only events on this, and on what is in it\: documents, forms, messages.]:P-…|D-…|…:'
        '--action[Only actions that begin so, as in patient or patient.show.]:WORD:'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-patient_complete "${___progress[@]}"}'
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

_so-patient_export() {
    local -i ret=1
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '--all[The whole store.]'
        '*--patient[A folder.]:P-…:'
        '*--to[Seal it to this contact, recipient, or the recipients in @FILE.]:CONTACT|age1…|@FILE:'
        '(--out -o)'{--out,-o}'[Write to OUT; - is standard output.]:OUT:_files'
        '--force[Replace OUT when it is there.]'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-patient_complete "${___progress[@]}"}'
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

_so-patient_import() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it, and a store that it holds, with this identity.]:IDENTITY:_files'
        '--accept-unsigned[Take a container without a signature, or signed by somebody unknown.]'
        '--accept-readdressed[Take a container that neither its sender nor a share addressed to you.]'
        '--into[The container'\''s patient is the one of this folder.]:P-…:'
        '--confirm-new[Folders of the same name and date of birth are of somebody else.]'
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

_so-patient_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _so-patient ]]; then
    _so-patient "${@}"
else
    compdef _so-patient so-patient
fi
