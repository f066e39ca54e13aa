#!/bin/sh
# Starts Redis with three users. Their passwords come from files, and Redis gets only the hashes. No argument and no environment variable
# contains a password. The script needs ADMIN_PASSWORD_FILE, APP_PASSWORD_FILE and MONITOR_PASSWORD_FILE, and writes only to
# $DEMO_RUN_DIR.
#
# Optional: DEMO_RUN_DIR (/tmp), REDIS_PORT (6379).
set -eu
umask 077

here=$(cd "$(dirname "$0")" && pwd)
run=${DEMO_RUN_DIR:-/tmp}

fail() { echo "redis-entry: $*" >&2; exit 1; }

hash() {
  [ -s "$2" ] && [ -r "$2" ] || fail "$1 must name a file that is readable and not empty"
  password=$(cat "$2")
  printf '%s' "$password" | sha256sum | cut -d' ' -f1
}

admin=$(hash ADMIN_PASSWORD_FILE "${ADMIN_PASSWORD_FILE:-}")
app=$(hash APP_PASSWORD_FILE "${APP_PASSWORD_FILE:-}")
monitor=$(hash MONITOR_PASSWORD_FILE "${MONITOR_PASSWORD_FILE:-}")
sed -e "s/@admin@/#$admin/" -e "s/@app@/#$app/" -e "s/@monitor@/#$monitor/" "$here/users.acl" >"$run/users.acl"
exec redis-server "$here/redis.conf" --aclfile "$run/users.acl" --port "${REDIS_PORT:-6379}"
