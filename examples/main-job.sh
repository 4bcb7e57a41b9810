#!/usr/bin/env bash
# The main job of Second Opinion, for real: a clinic makes a patient's folder, puts documents
# into it, sends them to a partner over SFTP, the partner is mailed, fetches the file and files
# it into a folder of their own.
#
#     examples/main-job.sh DIRECTORY-OF-THE-PROGRAMS
#
# It runs in a temporary home with a server of its own: an unprivileged sshd and a mail server,
# both on 127.0.0.1 only, ended by their process ids when the script ends.
set -euo pipefail

programs=${1:?"usage: main-job.sh DIRECTORY-OF-THE-PROGRAMS"}
here=$(cd "$(dirname "$0")/.." && pwd)
export PATH="$programs:$PATH"
export SO_LIBEXEC="$programs"

home=$(mktemp -d "${TMPDIR:-/tmp}/second-opinion-demo.XXXXXX")
servers=()
end_servers() {
  for server in "${servers[@]}"; do kill "$server" 2>/dev/null || true; done
  wait 2>/dev/null || true
}
trap end_servers EXIT

say() { printf '\n\033[1m== %s\033[0m\n' "$*"; }
run() {
  printf '$ %s\n' "$*" >&2
  "$@"
}
as() { # as NAME: from now on the tools work for that person
  export HOME="$home/$1" XDG_CONFIG_HOME="$home/$1/config" XDG_DATA_HOME="$home/$1/data" XDG_STATE_HOME="$home/$1/state"
  mkdir -p "$HOME"
}

say "An SFTP server and a mail server, on loopback"
mkdir -p "$home/sshd" "$home/outbox" "$home/mail"
ssh-keygen -q -t ed25519 -N '' -f "$home/sshd/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$home/sshd/user_key"
cp "$home/sshd/user_key.pub" "$home/sshd/authorized_keys"
ssh_port=$(/usr/bin/python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$home/sshd/config" <<END
ListenAddress 127.0.0.1
Port $ssh_port
HostKey $home/sshd/host_key
AuthorizedKeysFile $home/sshd/authorized_keys
PidFile none
UsePAM no
StrictModes no
PasswordAuthentication no
Subsystem sftp internal-sftp
END
# A server that root starts insists on its folder for privilege separation.
if [ "$(id -u)" -eq 0 ]; then mkdir -p /run/sshd; fi
"$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$home/sshd/config" 2>"$home/sshd/log" &
servers+=($!)

mkfifo "$home/mail/announcement" "$home/mail/hold"
# The mail server serves until its standard input ends.
exec 3<>"$home/mail/hold"
/usr/bin/python3 "$here/Tests/Peers/mail_server.py" "$home/mail" --user clinic --password 'mail secret' \
  <&3 >"$home/mail/announcement" 2>"$home/mail/log" &
servers+=($!)
mail_port=$(head -n 1 "$home/mail/announcement" | jq -r .port)
until ssh-keyscan -p "$ssh_port" 127.0.0.1 2>/dev/null | grep -q ssh-; do kill -0 "${servers[0]}"; done
server_url="sftp://$(id -un)@127.0.0.1:$ssh_port$home/outbox"
echo "sftp on port $ssh_port, mail on port $mail_port, everything else in $home"

say "The partner makes an identity and gives its contact record to the clinic"
as partner
run so-sod keygen --name partner | tee "$home/partner.json"
as clinic
run so-sod keygen --name clinic | tee "$home/clinic.json"
run so-sod contact add - < "$home/partner.json"

say "The clinic makes a store, and a recovery identity to be locked away"
run so-patient init
run so-patient recovery --out "$home/recovery-identity"

say "The clinic's settings"
run so-ftpsend config set server.url "$server_url"
run so-ftpsend config set server.identity_file "$home/sshd/user_key"
run so-ftpsend config set link.base "$server_url"
run so-ftpsend config set mail.url "smtp://127.0.0.1:$mail_port"
run so-ftpsend config set mail.user clinic
printf 'mail secret' | run so-ftpsend config set mail.password --value-file -
run so-ftpsend config set mail.ca_file "$home/mail/ca.pem"
run so-ftpsend config set mail.from clinic@clinic.example
run so-ftpsend trust "127.0.0.1:$ssh_port"

say "A folder, by the Patient Demographics form"
name='Müller-Lüdenscheidt'
jq -n --arg family "$name" '{family: $family, given: "Karl-Heinz", birth_date: "1947-11-02", sex: "male",
  mrn: "MRN-20471", emails: "karl@home.example; caregiver@home.example"}' > "$home/form.json"
run so-patient add --file "$home/form.json" | tee "$home/patient.json"
patient=$(jq -r .id "$home/patient.json")

say "Two documents into the folder, each with its receipt"
printf '%%PDF-1.4\nA letter about the patient Müller-Lüdenscheidt.\n' > "$home/Letter_2026-11-20.pdf"
{ head -c 128 /dev/zero; printf 'DICM'; head -c 300000 /dev/urandom; } > "$home/MRI_Brain_2026-11-21.dcm"
run so-upload put --patient "$patient" --category letter "$home/Letter_2026-11-20.pdf"
run so-upload put --patient "$patient" --category image "$home/MRI_Brain_2026-11-21.dcm"

say "From the name to the partner's mail, in one pipeline"
# shellcheck disable=SC2016 # the reader sees the command as it is typed
printf '$ %s\n' 'so-patient find - <<<"$NAME" | so-sod pack - --to partner -o - | so-ftpsend send - --to partner@example.org'
so-patient find - <<<"$name" | so-sod pack - --to partner -o - | so-ftpsend send - --to partner@example.org \
  | tee "$home/transfer.json"
link=$(jq -r .link "$home/transfer.json")

say "The mail that the partner got"
cat "$home/mail/partner@example.org/1.eml"

say "The partner fetches the file and files it into a folder of their own"
as partner
run so-sod contact add - < "$home/clinic.json"
run so-ftpsend config set server.url "$server_url"
run so-ftpsend config set server.identity_file "$home/sshd/user_key"
run so-ftpsend trust "127.0.0.1:$ssh_port"
run so-ftpsend get "$link" -o "$home/partner/received.sod"
run so-sod verify "$home/partner/received.sod"
run so-sod unpack --import "$home/partner/received.sod"
run so-patient list
run so-patient audit --verify

say "Nothing readable is on either disk"
for secret in Lüdenscheidt Karl-Heinz 1947-11-02 MRN-20471 caregiver@home.example MRI_Brain; do
  for store in "$home/clinic/data" "$home/partner/data"; do
    if grep -rqaF -- "$secret" "$store"; then
      echo "FOUND in $store: $secret"
      exit 1
    fi
  done
done
echo "a search for the name, the number, the date of birth and the rest found nothing"

say "Done"
echo "the received file:            $home/partner/received.sod"
echo "the partner's store:          $home/partner/data/second-opinion"
echo "the clinic's store:           $home/clinic/data/second-opinion"
echo "all of it can be removed:     rm -r $home"
