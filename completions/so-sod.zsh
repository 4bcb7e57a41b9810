#compdef so-sod

__so-sod_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__so-sod_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __so-sod_complete "${completions[@]:0:-1}"
    fi
}

__so-sod_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_so-sod() {
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
            'keygen:Make an identity, and print the contact record to give to others.'
            'passphrase:Protect an identity by a passphrase, change it, or take it off.'
            'contact:Keep the keys of those you exchange containers with.'
            'pack:Pack documents of folders, or plain files, into a container.'
            'unpack:Unpack a container into a folder, or file it into patient folders.'
            'list:List what a container says it holds; nothing is verified by this.'
            'show:Write one entry of a container to standard output, once all was verified.'
            'share:Pass a container on to others, with your word that you did.'
            'rekey:Put a changed key in the place of an old one.'
            'verify:Check every byte, the sums and the signature of a container, and unpack nothing.'
            'inspect:Show what anybody can see of a container, without a key.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        keygen|passphrase|contact|pack|unpack|list|show|share|rekey|verify|inspect|help)
            "_so-sod_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-sod_keygen() {
    local -i ret=1
    local -ar arg_specs=(
        '(--out -o)'{--out,-o}'[Write a new identity to FILE.]:FILE:_files'
        '(-i --identity)'{-i,--identity}'[Make nothing, and print the record of this identity file.]:IDENTITY:_files'
        '--name[The name that others shall know you by.]:NAME:'
        '--post-quantum[Make a key that a quantum computer does not open, beside your identity.]'
        '--ssh[Be written to by this SSH private key, Ed25519 or RSA, beside your identity.]:KEY:_files'
        '--passphrase-file[Protect the new identity by the passphrase in F; with --ssh or -i, the passphrase of that.]:F:_files'
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

_so-sod_passphrase() {
    local -i ret=1
    local -ar arg_specs=(
        '(--identity -i)'{--identity,-i}'[The identity file (default\: your own).]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase that opens it now.]:F:_files'
        '--new-passphrase-file[The file of the new passphrase.]:F:_files'
        '--remove[Take the passphrase off.]'
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

_so-sod_contact() {
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
            'add:Add contacts from so.contact/1 records.'
            'edit:Change a contact'\''s name, address or keys.'
            'remove:Remove contacts, all that are named or none.'
            'list:List the contacts.'
            'verify:Keep that a contact'\''s owner read the same fingerprint to you.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|edit|remove|list|verify)
            "_so-sod_contact_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-sod_contact_add() {
    local -i ret=1
    local -ar arg_specs=(
        ':-:'
        '--name[The name of the contact, when its record has none or another.]:NAME:'
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

_so-sod_contact_edit() {
    local -i ret=1
    local -ar arg_specs=(
        ':NAME:'
        '--name[The new name.]:NEW:'
        '--email[The new address.]:ADDRESS:'
        '--keys[Take the keys of the so.contact/1 record in FILE; - is standard input.]:FILE|-:_files'
        '--fingerprint[The new fingerprint or digits, as their owner read them.]:FINGERPRINT:'
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

_so-sod_contact_remove() {
    local -i ret=1
    local -ar arg_specs=(
        '*:NAME:'
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

_so-sod_contact_list() {
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

_so-sod_contact_verify() {
    local -i ret=1
    local -ar arg_specs=(
        ':NAME:'
        '--fingerprint[The fingerprint or the digits, as they were read.]:FINGERPRINT:'
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

_so-sod_pack() {
    local -i ret=1
    local -ar arg_specs=(
        '*--patient[A folder; its documents are chosen by --all or --document.]:P-…:'
        '--all[Every document of each folder.]'
        '*--document[One document of the folders.]:D-…:'
        '--patients[How many patients the documents may be of.]:N:'
        '--skip-failed[Pack without the documents whose upload failed, by the records of -; tell which.]'
        '*:FILE|-:_files'
        '*--to[Seal it to this contact, recipient (age1…, ssh-…), or the recipients in @FILE.]:CONTACT|age1…|@FILE:'
        '--passphrase-file[Seal it with the passphrase in F, and to nobody.]:F:_files'
        '--allow-mixed[Let post-quantum recipients stand beside others.]'
        '--armor[Write it as text (ASCII armour).]'
        '--compress[Compress it (zstd), which who opens it with tar has to know.]'
        '(--out -o)'{--out,-o}'[Write to OUT; - is standard output.]:OUT:_files'
        '--force[Replace OUT when it is there.]'
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

_so-sod_unpack() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        '--accept-unsigned[Take a container without a signature, or signed by somebody unknown.]'
        '--accept-readdressed[Take a container that neither its sender nor a share addressed to you.]'
        '-C[Unpack into DIR (default\: the current folder).]:DIR:_files'
        '*--only[Unpack only these\: a document'\''s id, or a glob over paths and names.]:ENTRY:'
        '--import[File the documents into patient folders of the store.]'
        '--delete-after[Remove FILE after its documents were filed.]'
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

_so-sod_list() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        '--accept-readdressed[List a container that neither its sender nor a share addressed to you.]'
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

_so-sod_show() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        ':ENTRY:'
        '--accept-unsigned[Take a container without a signature, or signed by somebody unknown.]'
        '--accept-readdressed[Take a container that neither its sender nor a share addressed to you.]'
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

_so-sod_share() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        '*--to[Share it with this contact, recipient (age1…, ssh-…), or the recipients in @FILE.]:CONTACT|age1…|@FILE:'
        '--allow-mixed[Let post-quantum recipients stand beside others, or a container for such be given to others.]'
        '--armor[Write it as text (ASCII armour).]'
        '(--out -o)'{--out,-o}'[Write to OUT; - is standard output.]:OUT:_files'
        '--force[Replace OUT when it is there.]'
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

_so-sod_rekey() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        '--to[The contact or recipient with the new key (default\: your own).]:CONTACT|age1…:'
        '--replace[The old key\: a recipient of the container, or the sender'\''s name for it (default\: the key that opens it).]:age1…|NAME:'
        '--allow-mixed[Let post-quantum recipients stand beside others, or a container for such be given to others.]'
        '--armor[Write it as text (ASCII armour).]'
        '(--out -o)'{--out,-o}'[Write to OUT; - is standard output.]:OUT:_files'
        '--force[Replace OUT when it is there.]'
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

_so-sod_verify() {
    local -i ret=1
    local -ar arg_specs=(
        ':FILE|-:_files'
        '(--identity -i)'{--identity,-i}'[Open it with this identity, or SSH private key.]:IDENTITY:_files'
        '--passphrase-file[The file of the passphrase\: of the container, or of the identity that -i names.]:F:_files'
        '--accept-unsigned[Take a container without a signature, or signed by somebody unknown.]'
        '--accept-readdressed[Take a container that neither its sender nor a share addressed to you.]'
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

_so-sod_inspect() {
    local -i ret=1
    local -ar arg_specs=(
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

_so-sod_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _so-sod ]]; then
    _so-sod "${@}"
else
    compdef _so-sod so-sod
fi
