#!/usr/bin/env bash
# Takes one large file through put, pack, send, get and unpack, and prints for each the time
# and the peak memory. Each must stay below 100 MB; the script fails when one does not.
#
#     Benchmarks/large-file.sh DIRECTORY-OF-THE-PROGRAMS [SIZE-IN-MB]
set -euo pipefail
programs=${1:?"usage: large-file.sh DIRECTORY-OF-THE-PROGRAMS [SIZE-IN-MB]"}
megabytes=${2:-2048}
limit=$((100 * 1000))
export PATH="$programs:$PATH"

work=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-large.XXXXXX")
server=
# shellcheck disable=SC2317 # called by the trap
end() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap end EXIT
export HOME="$work" XDG_CONFIG_HOME="$work/config" XDG_DATA_HOME="$work/data" XDG_STATE_HOME="$work/state"

status=0
measure() { # measure NAME COMMAND…: what it prints goes to NAME.json
  local name=$1
  shift
  /usr/bin/time -f '%e %M' -o "$work/time" "$@" > "$work/$name.json"
  local seconds memory
  read -r seconds memory < "$work/time"
  printf '%-8s %8s s  %8s kB peak\n' "$name" "$seconds" "$memory"
  if [ "$memory" -gt "$limit" ]; then status=1; fi
}

# shellcheck source=Benchmarks/sshd.sh
. "$(dirname "$0")/sshd.sh"
port=$server_port
mkdir "$work/outbox"

echo '{"family":"Large","given":"File","birth_date":"1980-01-01","sex":"other","mrn":"auto"}' > "$work/form.json"
patient=$(so-patient add --file "$work/form.json" 2>/dev/null | sed 's/.*"id":"\([^"]*\)".*/\1/')
so-sod keygen --name self | so-sod contact add - > /dev/null
so-ftpsend config set server.url "sftp://$(id -un)@127.0.0.1:$port$work/outbox" > /dev/null
so-ftpsend config set server.identity_file "$work/user_key" > /dev/null
so-ftpsend trust "127.0.0.1:$port" > /dev/null
openssl enc -aes-128-ctr -K 00 -iv 00 -in /dev/zero 2>/dev/null | head -c "$((megabytes * 1000000))" > "$work/scan.bin" || true

echo "$megabytes MB:"
measure put so-upload put --patient "$patient" "$work/scan.bin"
measure pack so-sod pack --patient "$patient" --all --to self -o "$work/scan.sod"
measure send so-ftpsend send "$work/scan.sod"
transfer=$(sed 's/.*"id":"\(T-[^"]*\)".*/\1/' "$work/send.json")
measure get so-ftpsend get "$transfer" -o "$work/received.sod"
measure unpack so-sod unpack "$work/received.sod" -C "$work/unpacked"
cmp "$work/scan.bin" "$work"/unpacked/documents/*
rm -rf "$work/scan.bin" "$work/scan.sod" "$work/received.sod" "$work/unpacked"

# A file without a byte on the disk, through pipes: what is held in memory shows, and nothing else.
piped=$((megabytes * 5))
truncate -s "$((piped * 1000000))" "$work/zeros.bin"
echo "$piped MB, packed and verified through a pipe:"
recipient=$(so-sod contact list --json | sed -n 's/.*"recipient":"\([^"]*\)".*/\1/p' | head -n 1)
/usr/bin/time -f '%e %M' -o "$work/pack-time" so-sod pack --to "$recipient" -o - "$work/zeros.bin" |
  /usr/bin/time -f '%e %M' -o "$work/verify-time" so-sod verify - > /dev/null
for name in pack verify; do
  read -r seconds memory < "$work/$name-time"
  printf '%-8s %8s s  %8s kB peak\n' "$name" "$seconds" "$memory"
  if [ "$memory" -gt "$limit" ]; then status=1; fi
done
exit $status
