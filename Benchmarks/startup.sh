#!/usr/bin/env bash
# Prints how long each tool's --version takes, as a multiple of `git --version`: the median of
# ratios, the two run in turn. At most 5 is promised.
#
#     Benchmarks/startup.sh DIRECTORY-OF-THE-PROGRAMS [RUNS]
set -euo pipefail
programs=${1:?"usage: startup.sh DIRECTORY-OF-THE-PROGRAMS [RUNS]"}
runs=${2:-101}

microseconds() { # microseconds COMMAND…
  local before=$EPOCHREALTIME after
  "$@" > /dev/null
  after=$EPOCHREALTIME
  echo $((${after/[.,]/} - ${before/[.,]/}))
}

status=0
for tool in so-patient so-upload so-sod so-ftpsend so-invite so-case; do
  ratios=()
  for _ in $(seq "$runs"); do
    ours=$(microseconds "$programs/$tool" --version)
    theirs=$(microseconds git --version)
    ratios+=($((ours * 100 / theirs)))
  done
  median=$(printf '%s\n' "${ratios[@]}" | sort -n | sed -n "$(((runs + 1) / 2))p")
  printf '%-12s %d.%02d x git --version\n' "$tool" $((median / 100)) $((median % 100))
  if [ "$median" -gt 500 ]; then status=1; fi
done
exit $status
