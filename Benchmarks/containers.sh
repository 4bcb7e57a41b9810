#!/usr/bin/env bash
# Packs and unpacks one large file beside the stock tools that do the same work, and prints the
# medians of the ratios of the times: below 1 we are faster.
#
#     Benchmarks/containers.sh DIRECTORY-OF-THE-PROGRAMS [MIB] [ROUNDS]
#
# Goals: pack 0.7 times `openssl dgst` and then `tar | age`; unpack 0.7 times `age -d | tar` and
# then `openssl dgst`. Ours makes what it unpacks durable, the stock tools do not.
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

milliseconds() { # milliseconds FUNCTION
  local before=$EPOCHREALTIME
  "$1" > /dev/null
  local after=$EPOCHREALTIME
  echo $(((${after/[.,]/} - ${before/[.,]/}) / 1000))
}
pack() { so-sod pack --to "$recipient" -o - scan.dcm; }
# The functions below are called by their names.
# shellcheck disable=SC2317
stock_pack() { openssl dgst -sha256 scan.dcm && tar -c scan.dcm | age -r "$recipient"; }
# shellcheck disable=SC2317
seal_alone() { tar -c scan.dcm | age -r "$recipient"; }
# shellcheck disable=SC2317
unpack() { so-sod unpack -C ours x.sod; }
# shellcheck disable=SC2317
stock_unpack() {
  mkdir theirs
  age -d -i "$XDG_CONFIG_HOME/second-opinion/identity" x.sod | tar -x -C theirs
  openssl dgst -sha256 theirs/documents/*
}

compare() { # compare NAME OURS THEIRS
  local ours theirs
  ours=$(milliseconds "$2")
  theirs=$(milliseconds "$3")
  rm -rf ours theirs
  printf '%-12s %6d ms  stock %6d ms\n' "$1" "$ours" "$theirs"
  echo "$1 $((ours * 100 / theirs))" >> ratios
}

pack > x.sod
printf '%d MiB:\n' "$mebibytes"
for ((round = 0; round < rounds; round++)); do
  compare pack pack stock_pack
  compare seal-alone pack seal_alone
  compare unpack unpack stock_unpack
done
for name in pack seal-alone unpack; do
  median=$(awk -v name="$name" '$1 == name { print $2 }' ratios | sort -n | sed -n "$(((rounds + 1) / 2))p")
  printf '%-12s median %d.%02d\n' "$name" $((median / 100)) $((median % 100))
done
