#compdef so-upload

__so-upload_complete() {
    local -ar non_empty_completions=("${@:#(|:*)}")
    local -ar empty_completions=("${(M)@:#(|:*)}")
    _describe -V '' non_empty_completions -- empty_completions -P $'\'\''
}

__so-upload_custom_complete() {
    local -a completions
    completions=("${(@f)"$("${command_name}" "${@}" "${command_line[@]}")"}")
    if [[ "${#completions[@]}" -gt 1 ]]; then
        __so-upload_complete "${completions[@]:0:-1}"
    fi
}

__so-upload_cursor_index_in_current_word() {
    if [[ -z "${QIPREFIX}${IPREFIX}${PREFIX}" ]]; then
        printf 0
    else
        printf %s "${#${(z)LBUFFER}[-1]}"
    fi
}

_so-upload() {
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
            'put:Put files into a folder.'
            'check:Say what would become of files if they were put.'
            'plan:Choose the newest of many files.'
            'types:List the formats that are taken.'
            'categories:List the categories and what belongs into them.'
            'add:Queue files for a folder.'
            'start:Put the files of the queue into their folders.'
            'status:Show the queue.'
            'categorize:Give documents a category.'
            'remove:Remove documents from their folders, and files from the queue.'
            'receipt:Give receipts once more, for an auditor.'
            'grant:Let somebody put files into a folder for some time.'
            'checklist:Show which of the recommended documents a folder has.'
            'doctor:Look whether files can be put, and say what helps.'
            'process:Convert videos, and make thumbnails.'
            'thumbnail:Write a document'\''s thumbnail, a JPEG.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        put|check|plan|types|categories|add|start|status|categorize|remove|receipt|grant|checklist|doctor|process|thumbnail|help)
            "_so-upload_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-upload_put() {
    local -i ret=1
    local -ar ___category=('letter' 'image' 'lab' 'other')
    local -ar ___profile=('folder' 'request')
    local -ar ___source=('camera' 'gallery')
    local -ar ___progress=('json')
    local -ar arg_specs=(
        '*:FILE|-:_files'
        '--files-from[Read file names from FILE, one a line; - is standard input.]:FILE:_files'
        '-0[The names in the list end with NUL, as find -print0 writes them.]'
        '--patient[The folder.]:P-…:'
        '--folder-map[A table, CSV, of the columns path, patient and category\: a folder for each file.]:FILE:_files'
        '--category[What the files are for the reviewer.]:CATEGORY:{__so-upload_complete "${___category[@]}"}'
        '--guess[Propose a category for each document that has none.]'
        '--profile[Which files are taken\: any document, or those of a request.]:PROFILE:{__so-upload_complete "${___profile[@]}"}'
        '--grant-file[Put the files by the grant whose token FILE holds.]:FILE:_files'
        '(-r --recursive)'{-r,--recursive}'[Put every file below the folders that are named.]'
        '--name[The operand - is the content of one document with this name.]:NAME:'
        '--source[Where a mobile device has the files from.]:SOURCE:{__so-upload_complete "${___source[@]}"}'
        '--jobs[Read N files at the same time, 1 to 64.]:N:'
        '--max-time[Begin no more files after this time, as in 90s, 30m, 4h.]:TIME:'
        '--lock[Refuse to run while another run holds FILE.]:FILE:_files'
        '--fail-fast[Stop at the first file that fails.]'
        '--verify[Read each document back from the device before it is told of.]'
        '--wait[Convert videos and make thumbnails now, and wait for it.]'
        '--progress[Report progress on stderr as NDJSON.]:json:{__so-upload_complete "${___progress[@]}"}'
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

_so-upload_check() {
    local -i ret=1
    local -ar ___profile=('folder' 'request')
    local -ar arg_specs=(
        '*:FILE|-:_files'
        '--files-from[Read file names from FILE, one a line; - is standard input.]:FILE:_files'
        '-0[The names in the list end with NUL, as find -print0 writes them.]'
        '--patient[The folder.]:P-…:'
        '--folder-map[A table, CSV, of the columns path, patient and category\: a folder for each file.]:FILE:_files'
        '--profile[Whose rules the files are held against.]:PROFILE:{__so-upload_complete "${___profile[@]}"}'
        '(-r --recursive)'{-r,--recursive}'[Check every file below the folders that are named.]'
        '--guess[Propose a category for each file.]'
        '--rename-template[Propose better names, as in {category}_{name}_{date}.{ending}.]:TEMPLATE:'
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

_so-upload_plan() {
    local -i ret=1
    local -ar arg_specs=(
        '*:FILE|-:_files'
        '--files-from[Read file names from FILE, one a line; - is standard input.]:FILE:_files'
        '-0[The names in the list end with NUL, as find -print0 writes them.]'
        '(-r --recursive)'{-r,--recursive}'[Take every file below the folders that are named.]'
        '--max[Choose at most N files.]:N:'
        '--newest[Choose the newest, not the first.]'
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

_so-upload_types() {
    local -i ret=1
    local -ar ___profile=('folder' 'request')
    local -ar arg_specs=(
        '--profile[Only those of this profile.]:PROFILE:{__so-upload_complete "${___profile[@]}"}'
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

_so-upload_categories() {
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

_so-upload_add() {
    local -i ret=1
    local -ar ___category=('letter' 'image' 'lab' 'other')
    local -ar ___profile=('folder' 'request')
    local -ar ___source=('camera' 'gallery')
    local -ar arg_specs=(
        '*:FILE|-:_files'
        '--files-from[Read file names from FILE, one a line; - is standard input.]:FILE:_files'
        '-0[The names in the list end with NUL, as find -print0 writes them.]'
        '--patient[The folder.]:P-…:'
        '--folder-map[A table, CSV, of the columns path, patient and category\: a folder for each file.]:FILE:_files'
        '--category[What the files are for the reviewer.]:CATEGORY:{__so-upload_complete "${___category[@]}"}'
        '--profile[Which files are taken\: any document, or those of a request.]:PROFILE:{__so-upload_complete "${___profile[@]}"}'
        '(-r --recursive)'{-r,--recursive}'[Queue every file below the folders that are named.]'
        '--name[The file becomes a document with this name.]:NAME:'
        '--source[Where a mobile device has the files from.]:SOURCE:{__so-upload_complete "${___source[@]}"}'
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

_so-upload_start() {
    local -i ret=1
    local -ar arg_specs=(
        '*:U-…|-:'
        '--patient[Only the files for this folder.]:P-…:'
        '--retry-failed[Try again what failed, too.]'
        '--verify[Read each document back from the device before it is called done.]'
        '--jobs[Read N files at the same time, 1 to 64.]:N:'
        '--max-time[Begin no more files after this time, as in 90s, 30m, 4h.]:TIME:'
        '--lock[Refuse to run while another run holds FILE.]:FILE:_files'
        '--fail-fast[Stop at the first file that fails.]'
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

_so-upload_status() {
    local -i ret=1
    local -ar arg_specs=(
        '--patient[Only the files for this folder.]:P-…:'
        '--follow[Print each file again when it changes, until none waits or is under way.]'
        '--require-ready[Say whether every document of the folder is uploaded and has a category, and fail if not.]'
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

_so-upload_categorize() {
    local -i ret=1
    local -ar ___category=('letter' 'image' 'lab' 'other')
    local -ar arg_specs=(
        '*:D-…|-:'
        '--category[What the documents are for the reviewer.]:CATEGORY:{__so-upload_complete "${___category[@]}"}'
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

_so-upload_remove() {
    local -i ret=1
    local -ar arg_specs=(
        '*:D-…|-:'
        '(-n --dry-run)'{-n,--dry-run}'[Check everything and remove nothing.]'
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

_so-upload_receipt() {
    local -i ret=1
    local -ar arg_specs=(
        '--since[Documents from then on\: a time (RFC 3339), a date, now, today, yesterday, or an age like 24h or 14d.]:WHEN:'
        '--until[Only documents before then.]:WHEN:'
        '--patient[Only the documents of this folder.]:P-…:'
        '--csv[Print a table of comma-separated values for a spreadsheet.]'
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

_so-upload_grant() {
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
            'add:Give a grant, and write its token to a file.'
            'list:List the grants, oldest first.'
            'revoke:Take grants back.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        add|list|revoke)
            "_so-upload_grant_${words[1]}" && ret=0
            ;;
        esac
        ;;
    esac

    return "${ret}"
}

_so-upload_grant_add() {
    local -i ret=1
    local -ar ___category=('letter' 'image' 'lab' 'other')
    local -ar arg_specs=(
        '--patient[The folder.]:P-…:'
        '--ttl[How long it is good, as in 30m, 24h, 14d.]:TIME:'
        '--max-files[How many files it takes.]:N:'
        '--max-bytes[How many bytes it takes, all files together.]:N:'
        '--category[The category that the files get.]:CATEGORY:{__so-upload_complete "${___category[@]}"}'
        '(--out -o)'{--out,-o}'[Write the token to FILE, which must be new; - is standard output.]:FILE:_files'
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

_so-upload_grant_list() {
    local -i ret=1
    local -ar arg_specs=(
        '--patient[Only those for this folder.]:P-…:'
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

_so-upload_grant_revoke() {
    local -i ret=1
    local -ar arg_specs=(
        '*:G-…:'
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

_so-upload_checklist() {
    local -i ret=1
    local -ar arg_specs=(
        '--patient[The folder.]:P-…:'
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

_so-upload_doctor() {
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

_so-upload_process() {
    local -i ret=1
    local -ar arg_specs=(
        '--max-time[Begin no more documents after this time, as in 90s, 30m, 4h.]:TIME:'
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

_so-upload_thumbnail() {
    local -i ret=1
    local -ar arg_specs=(
        ':D-…:'
        '(--out -o)'{--out,-o}'[Write to FILE; - is standard output.]:FILE:_files'
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

_so-upload_help() {
    local -i ret=1
    local -ar arg_specs=(
        '*:subcommands:'
        '--version[Show the version.]'
    )
    _arguments -w -s -S : "${arg_specs[@]}" && ret=0

    return "${ret}"
}

if [[ "${funcstack[1]}" = _so-upload ]]; then
    _so-upload "${@}"
else
    compdef _so-upload so-upload
fi
