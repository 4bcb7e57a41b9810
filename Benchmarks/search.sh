#!/usr/bin/env bash
# Prints how long it takes to find one of many folders by name, by medical record number and by
# e-mail address, and to list the first: the medians, each run a process of its own, from before
# it is started until it has ended. But for the pipeline no shell stands between; what starting any
# program takes is measured, too.
#
#     Benchmarks/search.sh DIRECTORY-OF-THE-PROGRAMS [FOLDERS] [RUNS]
#
# Goals for 100,000 folders: by name 150 ms, by number and by address 10 ms, the first 30 ms.
set -euo pipefail
programs=${1:?"usage: search.sh DIRECTORY-OF-THE-PROGRAMS [FOLDERS] [RUNS]"}
folders=${2:-100000}
runs=${3:-21}
export PATH="$programs:$PATH"

work=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-search.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
folder-filler "$folders"

status=0
measure() { # measure NAME GOAL-IN-MILLISECONDS LINES COMMAND…
  local name=$1 goal=$2 lines=$3 before after median all
  shift 3
  for ((run = 0; run < runs; run++)); do
    before=$EPOCHREALTIME
    "$@" > "$work/out"
    after=$EPOCHREALTIME
    echo $((${after/[.,]/} - ${before/[.,]/}))
    [ "$(wc -l < "$work/out")" = "$lines" ] || { echo "$name: not $lines lines" >&2; exit 1; }
  done > "$work/times"
  all=$(sort -n "$work/times")
  median=$(sed -n "$(((runs + 1) / 2))p" <<< "$all")
  printf '%-28s %4d.%01d ms (goal %s), quickest %d us\n' \
    "$name" $((median / 1000)) $((median / 100 % 10)) "$goal" "$(head -n 1 <<< "$all")"
  if [ "$median" -gt $((goal * 1000)) ]; then status=1; fi
}

printf '%d folders:\n' "$folders"
middle=$((folders / 2))
measure 'a program that does nothing' 10 0 /bin/true
measure 'find by name' 150 1 so-patient find --json "$middle"
measure 'find by number' 10 1 so-patient find --json "MRN-$((10000000 + middle))"
measure 'find by address' 10 1 so-patient find --json "p$middle@mail.example"
measure 'list | head -1' 30 1 bash -c 'so-patient list --json | head -n 1'
exit $status
