# shellcheck shell=bash
# shellcheck disable=SC2154 # work is the caller's
# For other benchmarks: starts OpenSSH's sshd on loopback, as whoever runs it, with keys in $work,
# and waits until it answers. Sets `server` to its process id and `server_port` to its port.
ssh-keygen -q -t ed25519 -N '' -f "$work/host_key"
ssh-keygen -q -t ed25519 -N '' -f "$work/user_key"
server_port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
cat > "$work/sshd_config" << END
ListenAddress 127.0.0.1
Port $server_port
HostKey $work/host_key
AuthorizedKeysFile $work/user_key.pub
PidFile none
UsePAM no
StrictModes no
Subsystem sftp internal-sftp
END
if [ "$(id -u)" -eq 0 ]; then mkdir -p /run/sshd; fi
"$(command -v sshd || echo /usr/sbin/sshd)" -D -e -f "$work/sshd_config" 2> /dev/null &
server=$!
until ssh-keyscan -p "$server_port" 127.0.0.1 2> /dev/null | grep -q ssh-; do kill -0 "$server"; done
