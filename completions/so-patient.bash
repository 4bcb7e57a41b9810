#!/bin/bash

__so-patient_cursor_index_in_current_word() {
    local remaining="${COMP_LINE}"

    local word
    for word in "${COMP_WORDS[@]::COMP_CWORD}"; do
        remaining="${remaining##*([[:space:]])"${word}"*([[:space:]])}"
    done

    local -ir index="$((COMP_POINT - ${#COMP_LINE} + ${#remaining}))"
    if [[ "${index}" -le 0 ]]; then
        printf 0
    else
        printf %s "${index}"
    fi
}

# positional arguments:
#
# - 1: the current (sub)command's count of positional arguments
#
# required variables:
#
# - repeating_flags: the repeating flags that the current (sub)command can accept
# - non_repeating_flags: the non-repeating flags that the current (sub)command can accept
# - repeating_options: the repeating options that the current (sub)command can accept
# - non_repeating_options: the non-repeating options that the current (sub)command can accept
# - positional_number: value ignored
# - unparsed_words: unparsed words from the current command line
#
# modified variables:
#
# - non_repeating_flags: remove flags for this (sub)command that are already on the command line
# - non_repeating_options: remove options for this (sub)command that are already on the command line
# - positional_number: set to the current positional number
# - unparsed_words: remove all flags, options, and option values for this (sub)command
__so-patient_offer_flags_options() {
    local -ir positional_count="${1}"
    positional_number=0

    local was_flag_option_terminator_seen=false
    local is_parsing_option_value=false

    local -ar unparsed_word_indices=("${!unparsed_words[@]}")
    local -i word_index
    for word_index in "${unparsed_word_indices[@]}"; do
        if "${is_parsing_option_value}"; then
            # This word is an option value:
            # Reset marker for next word iff not currently the last word
            [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]] && is_parsing_option_value=false
            unset "unparsed_words[${word_index}]"
            # Do not process this word as a flag or an option
            continue
        fi

        local word="${unparsed_words["${word_index}"]}"
        if ! "${was_flag_option_terminator_seen}"; then
            case "${word}" in
            --)
                unset "unparsed_words[${word_index}]"
                # by itself -- is a flag/option terminator, but if it is the last word, it is the start of a completion
                if [[ "${word_index}" -ne "${unparsed_word_indices[${#unparsed_word_indices[@]} - 1]}" ]]; then
                    was_flag_option_terminator_seen=true
                fi
                continue
                ;;
            -*)
                # ${word} is a flag or an option
                # If ${word} is an option, mark that the next word to be parsed is an option value
                local option
                for option in "${repeating_options[@]}" "${non_repeating_options[@]}"; do
                    [[ "${word}" = "${option}" ]] && is_parsing_option_value=true && break
                done

                # Remove ${word} from ${non_repeating_flags} or ${non_repeating_options} so it isn't offered again
                local not_found=true
                local -i index
                for index in "${!non_repeating_flags[@]}"; do
                    if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                        unset "non_repeating_flags[${index}]"
                        non_repeating_flags=("${non_repeating_flags[@]}")
                        not_found=false
                        break
                    fi
                done
                if "${not_found}"; then
                    for index in "${!non_repeating_flags[@]}"; do
                        if [[ "${non_repeating_flags[${index}]}" = "${word}" ]]; then
                            unset "non_repeating_flags[${index}]"
                            non_repeating_flags=("${non_repeating_flags[@]}")
                            break
                        fi
                    done
                fi
                unset "unparsed_words[${word_index}]"
                continue
                ;;
            esac
        fi

        # ${word} is neither a flag, nor an option, nor an option value
        if [[ "${positional_number}" -lt "${positional_count}" || "${positional_count}" -lt 0 ]]; then
            # ${word} is a positional
            ((positional_number++))
            unset "unparsed_words[${word_index}]"
        else
            if [[ -z "${word}" ]]; then
                # Could be completing a flag, option, or subcommand
                positional_number=-1
            else
                # ${word} is a subcommand or invalid, so stop processing this (sub)command
                positional_number=-2
            fi
            break
        fi
    done

    unparsed_words=("${unparsed_words[@]}")

    if\
        ! "${was_flag_option_terminator_seen}"\
        && ! "${is_parsing_option_value}"\
        && [[ ("${cur}" = -* && "${positional_number}" -ge 0) || "${positional_number}" -eq -1 ]]
    then
        COMPREPLY+=($(compgen -W "${repeating_flags[*]} ${non_repeating_flags[*]} ${repeating_options[*]} ${non_repeating_options[*]}" -- "${cur}"))
    fi
}

__so-patient_add_completions() {
    local completion
    while IFS='' read -r completion; do
        COMPREPLY+=("${completion}")
    done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
}

__so-patient_custom_complete() {
    if [[ -n "${cur}" || -z ${COMP_WORDS[${COMP_CWORD}]} || "${COMP_LINE:${COMP_POINT}:1}" != ' ' ]]; then
        local -ar words=("${COMP_WORDS[@]}")
    else
        local -ar words=("${COMP_WORDS[@]::${COMP_CWORD}}" '' "${COMP_WORDS[@]:${COMP_CWORD}}")
    fi

    "${COMP_WORDS[0]}" "${@}" "${words[@]}"
}

_so-patient() {
    local state
    state="$(shopt -p;shopt -po)"
    trap "${state//$'\n'/;}" RETURN
    shopt -s extglob
    set +o history +o posix

    local -xr SAP_SHELL=bash
    local -x SAP_SHELL_VERSION
    SAP_SHELL_VERSION="$(IFS='.';printf %s "${BASH_VERSINFO[*]}")"
    local -r SAP_SHELL_VERSION

    local -r cur="${2}"
    local -r prev="${3}"

    local -i positional_number
    local -a unparsed_words=("${COMP_WORDS[@]:1:${COMP_CWORD}}")

    local -a repeating_flags=()
    local -a non_repeating_flags=(--version -h --help)
    local -a repeating_options=()
    local -a non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    init|add|visit|template|show|find|list|edit|phone|address|carriers|record|merge|unmerge|appointment|account|whoami|upload|documents|recovery|staff|audit|export|import|help)
        # Offer subcommand argument completions
        "_so-patient_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'init add visit template show find list edit phone address carriers record merge unmerge appointment account whoami upload documents recovery staff audit export import help' -- "${cur}"))
        ;;
    esac
}

_so-patient_init() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0
}

_so-patient_add() {
    repeating_flags=()
    non_repeating_flags=(--confirm-new --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--file)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __so-patient_add_completions -f
        return
        ;;
    esac
}

_so-patient_visit() {
    repeating_flags=()
    non_repeating_flags=(--no-referral --confirm-new --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--file)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--file')
        __so-patient_add_completions -f
        return
        ;;
    esac
}

_so-patient_template() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1

    # Offer positional completions
    case "${positional_number}" in
    1)
        __so-patient_add_completions -W 'demographics'$'\n''visit'
        return
        ;;
    esac
}

_so-patient_show() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_find() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_list() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--view)
    __so-patient_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--view')
        return
        ;;
    esac
}

_so-patient_edit() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=(--set)
    non_repeating_options=(--merge --if-version)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--set')
        return
        ;;
    '--merge')
        __so-patient_add_completions -f
        return
        ;;
    '--if-version')
        return
        ;;
    esac
}

_so-patient_phone() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|remove|test)
        # Offer subcommand argument completions
        "_so-patient_phone_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add remove test' -- "${cur}"))
        ;;
    esac
}

_so-patient_phone_add() {
    repeating_flags=()
    non_repeating_flags=(--sms -n --dry-run --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--type --carrier --if-version)
    __so-patient_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--type')
        __so-patient_add_completions -W 'mobile'$'\n''home'$'\n''work'$'\n''other'
        return
        ;;
    '--carrier')
        return
        ;;
    '--if-version')
        return
        ;;
    esac
}

_so-patient_phone_remove() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version)
    __so-patient_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    esac
}

_so-patient_phone_test() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 2
}

_so-patient_address() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|remove)
        # Offer subcommand argument completions
        "_so-patient_address_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add remove' -- "${cur}"))
        ;;
    esac
}

_so-patient_address_add() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--file --if-version)
    __so-patient_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--file')
        __so-patient_add_completions -f
        return
        ;;
    '--if-version')
        return
        ;;
    esac
}

_so-patient_address_remove() {
    repeating_flags=()
    non_repeating_flags=(-n --dry-run --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--if-version)
    __so-patient_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--if-version')
        return
        ;;
    esac
}

_so-patient_carriers() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0
}

_so-patient_record() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    types|add|list)
        # Offer subcommand argument completions
        "_so-patient_record_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'types add list' -- "${cur}"))
        ;;
    esac
}

_so-patient_record_types() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0
}

_so-patient_record_add() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--type --file)
    __so-patient_offer_flags_options 2

    # Offer option value completions
    case "${prev}" in
    '--type')
        return
        ;;
    '--file')
        __so-patient_add_completions -f
        return
        ;;
    esac
}

_so-patient_record_list() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_merge() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--into)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--into')
        return
        ;;
    esac
}

_so-patient_unmerge() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_appointment() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|list|cancel|notify)
        # Offer subcommand argument completions
        "_so-patient_appointment_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add list cancel notify' -- "${cur}"))
        ;;
    esac
}

_so-patient_appointment_add() {
    repeating_flags=()
    non_repeating_flags=(--in-person --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--start --tz --minutes --referral)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--start')
        return
        ;;
    '--tz')
        return
        ;;
    '--minutes')
        return
        ;;
    '--referral')
        return
        ;;
    esac
}

_so-patient_appointment_list() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_appointment_cancel() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_appointment_notify() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_account() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    set|show|remove)
        # Offer subcommand argument completions
        "_so-patient_account_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'set show remove' -- "${cur}"))
        ;;
    esac
}

_so-patient_account_set() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--username --password-file --password-fd)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--username')
        return
        ;;
    '--password-file')
        __so-patient_add_completions -f
        return
        ;;
    '--password-fd')
        return
        ;;
    esac
}

_so-patient_account_show() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_account_remove() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_whoami() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0
}

_so-patient_upload() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options -1
}

_so-patient_documents() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 1
}

_so-patient_recovery() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--out -o --recipient)
    __so-patient_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--out'|'-o')
        __so-patient_add_completions -f
        return
        ;;
    '--recipient')
        return
        ;;
    esac
}

_so-patient_staff() {
    repeating_flags=()
    non_repeating_flags=(--version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0

    # Offer subcommand / subcommand argument completions
    local -r subcommand="${unparsed_words[0]}"
    unset 'unparsed_words[0]'
    unparsed_words=("${unparsed_words[@]}")
    case "${subcommand}" in
    add|list|remove)
        # Offer subcommand argument completions
        "_so-patient_staff_${subcommand}"
        ;;
    *)
        # Offer subcommand completions
        COMPREPLY+=($(compgen -W 'add list remove' -- "${cur}"))
        ;;
    esac
}

_so-patient_staff_add() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--role --name --signer)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--role')
        return
        ;;
    '--name')
        return
        ;;
    '--signer')
        return
        ;;
    esac
}

_so-patient_staff_list() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options 0
}

_so-patient_staff_remove() {
    repeating_flags=()
    non_repeating_flags=(--json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--progress)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--progress')
        __so-patient_add_completions -W 'json'
        return
        ;;
    esac
}

_so-patient_audit() {
    repeating_flags=()
    non_repeating_flags=(--verify --objects --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--since --until --actor --subject --action --progress)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--since')
        return
        ;;
    '--until')
        return
        ;;
    '--actor')
        return
        ;;
    '--subject')
        return
        ;;
    '--action')
        return
        ;;
    '--progress')
        __so-patient_add_completions -W 'json'
        return
        ;;
    esac
}

_so-patient_export() {
    repeating_flags=()
    non_repeating_flags=(--all --force --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=(--patient --to)
    non_repeating_options=(--out -o --progress)
    __so-patient_offer_flags_options 0

    # Offer option value completions
    case "${prev}" in
    '--patient')
        return
        ;;
    '--to')
        return
        ;;
    '--out'|'-o')
        __so-patient_add_completions -f
        return
        ;;
    '--progress')
        __so-patient_add_completions -W 'json'
        return
        ;;
    esac
}

_so-patient_import() {
    repeating_flags=()
    non_repeating_flags=(--accept-unsigned --accept-readdressed --confirm-new --json --table --reveal --quiet -q --verbose -v --version -h --help)
    repeating_options=()
    non_repeating_options=(--identity -i --into)
    __so-patient_offer_flags_options 1

    # Offer option value completions
    case "${prev}" in
    '--identity'|'-i')
        __so-patient_add_completions -f
        return
        ;;
    '--into')
        return
        ;;
    esac

    # Offer positional completions
    case "${positional_number}" in
    1)
        __so-patient_add_completions -f
        return
        ;;
    esac
}

_so-patient_help() {
    repeating_flags=()
    non_repeating_flags=(--version)
    repeating_options=()
    non_repeating_options=()
    __so-patient_offer_flags_options -1
}

complete -o filenames -F _so-patient so-patient
