#!/usr/bin/env bash
# Puts many files into a folder, and the same again with nothing new, beside `restic backup` of
# the same files; prints the medians of the ratios. Both sides are durable and encrypted.
#
#     Benchmarks/uploads.sh DIRECTORY-OF-THE-PROGRAMS [FILES] [ROUNDS]
#
# Goals: put at most 0.7 of restic's time, put again at most 1.
set -euo pipefail
programs=${1:?"usage: uploads.sh DIRECTORY-OF-THE-PROGRAMS [FILES] [ROUNDS]"}
files=${2:-2000}
rounds=${3:-3}
export PATH="$programs:$PATH"
command -v restic > /dev/null || { echo "uploads.sh: restic is needed" >&2; exit 1; }

work=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-uploads.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME="$work" RESTIC_PASSWORD=benchmark
mkdir "$work/scans"
# Bytes that no side can compress or find twice.
openssl enc -aes-128-ctr -K 00 -iv 00 -in /dev/zero 2> /dev/null | head -c "$((files * 524288))" |
  split -b 524288 -a 5 - "$work/scans/" || true

seconds() { # seconds COMMAND…
  local begin=$EPOCHREALTIME
  "$@" > "$work/out" 2> "$work/errors" || { cat "$work/errors" >&2; exit 1; }
  awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }

printf '%d files of 512 KB:\n' "$files"
for ((round = 1; round <= rounds; round++)); do
  rm -rf "$work/repository" "$work/data" "$work/state" "$work/config"
  export XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state" XDG_CONFIG_HOME="$work/config"
  export RESTIC_REPOSITORY="$work/repository"
  restic init -q
  echo '{"family":"Many","given":"Files","birth_date":"1980-01-01","sex":"other","mrn":"auto","emails":"m@example.org"}' |
    so-patient add - > "$work/folder.json" 2> /dev/null
  patient=$(sed 's/.*"id":"\([^"]*\)".*/\1/' "$work/folder.json")
  for work_name in put again; do
    ours=$(seconds so-upload put -q --patient "$patient" -r "$work/scans")
    theirs=$(seconds restic backup -q "$work/scans")
    ratio=$(awk -v a="$ours" -v b="$theirs" 'BEGIN { printf "%.2f", a / b }')
    echo "$ratio" >> "$work/$work_name.ratios"
    printf '%-6s %8s s  restic %8s s  ratio %s\n' "$work_name" "$ours" "$theirs" "$ratio"
  done
done
printf 'median of the ratios: put %s (goal 0.7), again %s (goal 1)\n' \
  "$(median < "$work/put.ratios")" "$(median < "$work/again.ratios")"
