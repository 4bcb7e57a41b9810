#!/usr/bin/env bash
# Sends and fetches a file over a line of 60 ms and over none, beside OpenSSH's `sftp` and, where
# it is there, `rclone`; sends many small files beside the same two; and measures the memory.
# Prints the medians of the ratios of the rates: above 1 we are faster.
#
#     Benchmarks/sftp.sh TRANSFERBENCH [MB] [ROUNDS] [RCLONE]
#
# Goals: at 60 ms 3 times the rate of both, at 0 ms 1; less than 100 MB of memory.
# shellcheck disable=SC2317 # functions are called through seconds()
set -euo pipefail
bench=$(realpath "${1:?"usage: sftp.sh TRANSFERBENCH [MB] [ROUNDS] [RCLONE]"}")
megabytes=${2:-256}
rounds=${3:-3}
rclone=${4:-$(command -v rclone || true)}

work=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-sftp.XXXXXX")
server=''
relay=''
end() {
  exec 9>&-
  [ -z "$server" ] || kill "$server" 2> /dev/null || true
  [ -z "$relay" ] || wait "$relay" 2> /dev/null || true
  rm -rf "$work"
}
trap end EXIT

# shellcheck source=Benchmarks/sshd.sh
. "$(dirname "$0")/sshd.sh"
near=$server_port
mkdir "$work/files"

mkfifo "$work/input"
"$bench" relay "$near" 60 < "$work/input" > "$work/far" &
relay=$!
exec 9> "$work/input"
until [ -s "$work/far" ]; do kill -0 "$relay"; done
far=$(cat "$work/far")
for port in "$near" "$far"; do
  echo "[127.0.0.1]:$port $(cut -d' ' -f1,2 "$work/host_key.pub")"
done > "$work/known_hosts"

user=$(id -un)
ours() { # ours put|get|many PORT LOCAL REMOTE
  "$bench" "$1" "$2" "$user" "$work/user_key" "$work/known_hosts" "$3" "$4"
}
theirs() { # theirs PORT, with commands on the input
  sftp -q -b - -P "$1" -i "$work/user_key" -o "UserKnownHostsFile=$work/known_hosts" \
    -o IdentitiesOnly=yes "$user@127.0.0.1"
}
with_rclone() { # with_rclone PORT copy|copyto FROM TO
  "$rclone" --config "$work/rclone.conf" "$2" --no-traverse --ignore-times \
    --sftp-host 127.0.0.1 --sftp-port "$1" --sftp-user "$user" --sftp-key-file "$work/user_key" \
    --sftp-known-hosts-file "$work/known_hosts" "$3" "$4"
}

seconds() { # seconds COMMAND…
  local begin=$EPOCHREALTIME
  "$@" > "$work/out" 2> "$work/errors" || { cat "$work/errors" >&2; exit 1; }
  awk -v a="$begin" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.3f", b - a }'
}
median() { sort -n | awk '{ v[NR] = $1 } END { print v[int((NR + 1) / 2)] }'; }
compare() { # compare NAME OURS THEIRS
  local ratio
  ratio=$(awk -v a="$2" -v b="$3" 'BEGIN { printf "%.2f", b / a }')
  echo "$ratio" >> "$work/$1.ratios"
  printf '%-14s %7s s  theirs %7s s  ratio %s\n' "$1" "$2" "$3" "$ratio"
}
noise() { # noise BYTES
  openssl enc -aes-128-ctr -K 00 -iv 00 -in /dev/zero 2> /dev/null | head -c "$1" || true
}

noise $((megabytes * 1000000)) > "$work/source"
put() { echo "put $work/source $work/files/theirs" | theirs "$1"; }
get() { echo "get $work/files/theirs $work/theirs" | theirs "$1"; }
for ((round = 1; round <= rounds; round++)); do
  for line in "60ms $far" "0ms $near"; do
    read -r name port <<< "$line"
    rm -rf "$work"/files/* "$work/ours" "$work/theirs"
    mine=$(seconds ours put "$port" "$work/source" "$work/files/ours")
    cmp "$work/source" "$work/files/ours"
    compare "put-$name" "$mine" "$(seconds put "$port")"
    if [ -n "$rclone" ] && [ "$name" = 60ms ]; then
      compare "put-rclone" "$mine" "$(seconds with_rclone "$port" copyto "$work/source" ":sftp:$work/files/rclone")"
    fi
    mine=$(seconds ours get "$port" "$work/ours" "$work/files/theirs")
    cmp "$work/source" "$work/ours"
    compare "get-$name" "$mine" "$(seconds get "$port")"
    if [ -n "$rclone" ] && [ "$name" = 60ms ]; then
      compare "get-rclone" "$mine" "$(seconds with_rclone "$port" copyto ":sftp:$work/files/theirs" "$work/rclone")"
    fi
  done
  rm -rf "$work/many" "$work/files/many"
  mkdir "$work/many" "$work/files/many" "$work/files/many/ours" "$work/files/many/theirs"
  noise 200000000 | split -b 2000000 -a 3 - "$work/many/"
  many() { printf 'cd %s\nput %s\n' "$work/files/many/theirs" "$work/many/*" | theirs "$far"; }
  mine=$(seconds ours many "$far" "$work/many" "$work/files/many/ours")
  diff -r "$work/many" "$work/files/many/ours"
  compare many-60ms "$mine" "$(seconds many)"
  if [ -n "$rclone" ]; then
    compare many-rclone "$mine" "$(seconds with_rclone "$far" copy "$work/many" ":sftp:$work/files/many/rclone")"
  fi
done
rm -rf "$work"/files/* "$work/many" "$work/ours" "$work/theirs" "$work/rclone"

echo "medians of the ratios:"
for file in "$work"/*.ratios; do
  printf '%-14s %s\n' "$(basename "$file" .ratios)" "$(median < "$file")"
done

noise 2000000000 > "$work/source"
status=0
for work_name in put get; do
  if [ "$work_name" = put ]; then from=$work/source; else from=$work/fetched; fi
  /usr/bin/time -f '%e %M' -o "$work/time" "$bench" "$work_name" "$near" "$user" "$work/user_key" \
    "$work/known_hosts" "$from" "$work/files/large" 2> /dev/null
  read -r elapsed memory < "$work/time"
  printf '2 GB %s: %s s, %s kB peak\n' "$work_name" "$elapsed" "$memory"
  if [ "$memory" -gt 100000 ]; then status=1; fi
done
exit $status
