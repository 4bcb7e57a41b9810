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
            'process:Convert videos, and make thumbnails.'
            'thumbnail:Write a document'\''s thumbnail, a JPEG.'
            'help:Show subcommand help information.'
        )
        _describe -V subcommand subcommands && ret=0
        ;;
    arg)
        case "${words[1]}" in
        put|process|thumbnail|help)
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
    local -ar arg_specs=(
        '*:FILE|-:_files'
        '--files-from[Read file names from FILE, one a line; - is standard input.]:FILE:_files'
        '-0[The names in the list end with NUL, as find -print0 writes them.]'
        '--patient[The folder.]:P-…:'
        '--category[What the files are for the reviewer.]:CATEGORY:{__so-upload_complete "${___category[@]}"}'
        '--profile[Which files are taken\: any document, or those of a request.]:PROFILE:{__so-upload_complete "${___profile[@]}"}'
        '(-r --recursive)'{-r,--recursive}'[Put every file below the folders that are named.]'
        '--name[The operand - is the content of one document with this name.]:NAME:'
        '--source[Where a mobile device has the files from.]:SOURCE:{__so-upload_complete "${___source[@]}"}'
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
