#!/usr/bin/env bash
# Packs and unpacks one large file beside the stock tools that do the same work, and prints the
# medians of the ratios of the times: below 1 we are faster.
#
#     Benchmarks/containers.sh DIRECTORY-OF-THE-PROGRAMS [MIB] [ROUNDS]
#
# Goals: pack 0.7 times `openssl dgst` and then `tar | age`; unpack 0.7 times `age -d | tar` and
# then `openssl dgst`, where neither side waits for a disk: in memory, if there is room (SO_BENCH_DIR
# names another place). On a disk, `unpack-disk`, ours makes what it unpacks durable, and the stock
# tools do not. For each, the processor's time is printed too: with N processors no run is quicker
# than an N-th of it.
set -euo pipefail
programs=${1:?"usage: containers.sh DIRECTORY-OF-THE-PROGRAMS [MIB] [ROUNDS]"}
mebibytes=${2:-1024}
rounds=${3:-3}
export PATH="$programs:$PATH"

work=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-containers.XXXXXX")
trap 'rm -rf "$work"' EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config"
cd "$work"
recipient=$(so-sod keygen --name self 2> /dev/null | sed 's/.*"recipient":"\([^"]*\)".*/\1/')
head -c $((mebibytes << 20)) /dev/urandom > scan.dcm

memory=${SO_BENCH_DIR:-/dev/shm}
if [ "$(df --output=avail -B1048576 "$memory" 2> /dev/null | tail -n 1)" -gt $((3 * mebibytes)) ] 2> /dev/null; then
  memory=$(mktemp -d "$memory/second-opinion-containers.XXXXXX")
  trap 'rm -rf "$work" "$memory"' EXIT
else
  echo "There is no room in memory: unpack waits for the disk." >&2
  memory=$work
fi

milliseconds() { # milliseconds FUNCTION: wall time, then the processors' time
  local before=$EPOCHREALTIME after
  times > "$work/times-before"
  "$1" > /dev/null
  after=$EPOCHREALTIME
  times > "$work/times-after"
  echo $(((${after/[.,]/} - ${before/[.,]/}) / 1000)) \
    "$(cat "$work/times-before" "$work/times-after" | awk '
      # The second line of `times` is that of the programs that were run: user and system.
      NR % 2 == 0 { total = 0
        for (field = 1; field <= 2; field++) { split($field, part, /[ms]/); total += part[1] * 60 + part[2] }
        if (NR == 2) { start = total } else { print int((total - start) * 1000) } }')"
}
pack() { so-sod pack --to "$recipient" -o - scan.dcm; }
# The functions below are called by their names.
# shellcheck disable=SC2317
stock_pack() { openssl dgst -sha256 scan.dcm && tar -c scan.dcm | age -r "$recipient"; }
# shellcheck disable=SC2317
seal_alone() { tar -c scan.dcm | age -r "$recipient"; }
# shellcheck disable=SC2317
unpack() { so-sod unpack -C "$target/ours" x.sod; }
# shellcheck disable=SC2317
stock_unpack() {
  mkdir "$target/theirs"
  age -d -i "$XDG_CONFIG_HOME/second-opinion/identity" x.sod | tar -x -C "$target/theirs"
  openssl dgst -sha256 "$target/theirs"/documents/*
}

compare() { # compare NAME OURS THEIRS
  local ours our_work theirs their_work
  read -r ours our_work < <(milliseconds "$2")
  read -r theirs their_work < <(milliseconds "$3")
  rm -rf "$target/ours" "$target/theirs"
  printf '%-12s %6d ms (work %5d)  stock %6d ms (work %5d)\n' "$1" "$ours" "$our_work" "$theirs" "$their_work"
  echo "$1 $((ours * 100 / theirs))" >> ratios
}

target=$work
pack > x.sod
printf '%d MiB:\n' "$mebibytes"
for ((round = 0; round < rounds; round++)); do
  compare pack pack stock_pack
  compare seal-alone pack seal_alone
  target=$memory compare unpack unpack stock_unpack
  target=$work compare unpack-disk unpack stock_unpack
done
for name in pack seal-alone unpack unpack-disk; do
  median=$(awk -v name="$name" '$1 == name { print $2 }' ratios | sort -n | sed -n "$(((rounds + 1) / 2))p")
  printf '%-12s median %d.%02d\n' "$name" $((median / 100)) $((median % 100))
done
