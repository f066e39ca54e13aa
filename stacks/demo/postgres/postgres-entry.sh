#!/bin/sh
# Starts PostgreSQL as `primary` or `replica`. Works with any image that contains PostgreSQL 15 or newer, and with any user except root that
# is listed in /etc/passwd. The root file system can be read-only: the script writes only to $DEMO_RUN_DIR and to the folder that contains
# $PGDATA.
#
#   sh postgres-entry.sh primary   needs APP_PASSWORD_FILE, MONITOR_PASSWORD_FILE, REPLICATOR_PASSWORD_FILE
#   sh postgres-entry.sh replica   needs PRIMARY_HOST, REPLICATOR_PASSWORD_FILE
#
# Optional: PGDATA (/var/lib/postgresql/demo/data), PGPORT (5432), PRIMARY_PORT (5432), REPLICATION_SLOT (replica_1), DEMO_RUN_DIR (/tmp).
# Reads postgresql.conf and pg_hba.conf in the same folder at every start. A primary also applies roles.sql and schema.sql.
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
role=${1:-}
data=${PGDATA:-/var/lib/postgresql/demo/data}
run=${DEMO_RUN_DIR:-/tmp}
export PGPORT="${PGPORT:-5432}" REPLICATION_SLOT="${REPLICATION_SLOT:-replica_1}"

fail() { echo "postgres-entry: $*" >&2; exit 1; }

for bin in /usr/lib/postgresql/18/bin /usr/lib/postgresql/*/bin /usr/local/bin; do
  [ -x "$bin/initdb" ] && PATH="$bin:$PATH" && break
done
command -v initdb >/dev/null || fail "no initdb in this image"
name=$(id -un 2>/dev/null) || fail "user $(id -u) has no name in /etc/passwd, which PostgreSQL needs"
[ "$(id -u)" != 0 ] || fail "PostgreSQL does not run as root"
case $role in primary | replica) ;; *) fail "say primary or replica" ;; esac
for secret in REPLICATOR_PASSWORD_FILE $([ "$role" = primary ] && echo APP_PASSWORD_FILE MONITOR_PASSWORD_FILE); do
  eval "file=\${$secret:-}"
  [ -n "$file" ] && [ -s "$file" ] && [ -r "$file" ] || fail "$secret must name a file that is readable and not empty"
done

# Settings are not in the data folder, so changes to these files take effect at the next start of each server.
{
  cat "$here/postgresql.conf"
  echo "port = $PGPORT"
  echo "unix_socket_directories = '$run'"
  echo "hba_file = '$here/pg_hba.conf'"
  echo "ident_file = '$run/pg_ident.conf'"
} >"$run/postgresql.conf"
echo "owner $name postgres" >"$run/pg_ident.conf"
unset PGHOST PGUSER PGPASSWORD PGDATABASE

mkdir -p "$(dirname "$data")"
# During a replacement, the old container can still be stopping. Two servers on one volume would destroy the data, so take a lock. The
# lock ends with the server.
if command -v flock >/dev/null; then
  exec 9>"$data.lock"
  flock -w 60 9 || fail "another server uses $data"
fi
# A start that was killed leaves only this temporary folder behind, never an incomplete data folder.
rm -rf "$data.new"

# Runs psql as superuser. While `prepare` runs, only this container can reach the server.
sql() { psql -X -q -v ON_ERROR_STOP=1 -h "$run" -U postgres "$@" >/dev/null; }

# Creates or updates roles, schema and replication slot. The server runs without statement statistics and statement logs, so that they
# contain no passwords.
prepare() {
  quiet="-c listen_addresses= -c shared_preload_libraries= -c log_statement=none -c log_min_duration_statement=-1 -c log_min_error_statement=panic"
  pg_ctl -D "$1" -w -t 120 -s -o "-c config_file=$run/postgresql.conf $quiet" start
  sql -d postgres -f "$here/roles.sql"
  sql -d orders -f "$here/schema.sql"
  pg_ctl -D "$1" -w -s -m fast stop
}

serve() {
  postgres -D "$data" -c config_file="$run/postgresql.conf" "$@" &
  server=$!
  # At SIGTERM, PostgreSQL would wait until all clients have disconnected. SIGINT disconnects them and shuts the server down cleanly.
  trap 'kill -INT "$server"' TERM INT
  code=0
  wait "$server" || code=$?
  while kill -0 "$server" 2>/dev/null; do
    code=0
    wait "$server" || code=$?
  done
  exit "$code"
}

if [ "$role" = primary ]; then
  if [ ! -s "$data/PG_VERSION" ]; then
    initdb -D "$data.new" -U postgres --auth=scram-sha-256 --auth-local=reject --data-checksums --encoding=UTF8 --locale=C --no-instructions >/dev/null
    prepare "$data.new"
    mv "$data.new" "$data"
    echo "postgres-entry: new cluster made" >&2
  else
    rm -f "$data/postmaster.pid"
    prepare "$data"
  fi
  serve
fi

[ -n "${PRIMARY_HOST:-}" ] || fail "PRIMARY_HOST must name the primary"
port=${PRIMARY_PORT:-5432}
printf '%s:%s:*:replicator:%s\n' "$PRIMARY_HOST" "$port" "$(sed 's/[\\:]/\\&/g' "$REPLICATOR_PASSWORD_FILE")" >"$run/pgpass"
upstream="host=$PRIMARY_HOST port=$port user=replicator passfile=$run/pgpass application_name=$REPLICATION_SLOT connect_timeout=5"
if [ ! -s "$data/PG_VERSION" ]; then
  tries=0
  until pg_basebackup -D "$data.new" -d "$upstream" -X stream -S "$REPLICATION_SLOT" -c fast 2>"$run/basebackup.log"; do
    tries=$((tries + 1))
    [ "$tries" -lt 60 ] || fail "no base backup from $PRIMARY_HOST:$port: $(cat "$run/basebackup.log")"
    rm -rf "$data.new"
    sleep 2
  done
  touch "$data.new/standby.signal"
  mv "$data.new" "$data"
  echo "postgres-entry: base backup taken from $PRIMARY_HOST" >&2
fi
rm -f "$data/postmaster.pid"
serve -c primary_conninfo="$upstream" -c primary_slot_name="$REPLICATION_SLOT"
