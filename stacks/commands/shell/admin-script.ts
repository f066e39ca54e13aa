import { secretsFolder } from "../../../exporters/model/naming";
import { demoSocketFolder } from "../../../exporters/programs/demo";
import type { DatabaseClient } from "./reach";

/** The superuser of the demo's PostgreSQL can connect only through the socket, and has no password. */
const psql = `
export PGHOST=${demoSocketFolder} PGPORT="$PORT" PGDATABASE="$DATABASE" PGUSER="$AS" PGAPPNAME=npm-run-shell PSQLRC=/dev/null PSQL_PAGER= PAGER=cat
for bin in /usr/lib/postgresql/*/bin; do PATH="$PATH:$bin"; done
`;

/** redis-cli reads the administrator's password from a variable, so no argument contains it. */
const redisCli = (secrets: string): string => `
if [ "\${1:-}" = redis-cli ]; then
  shift
  set -- redis-cli -e -t 5 -p "$PORT" --user "$AS" --no-auth-warning "$@"
fi
REDISCLI_AUTH=$(cat ${secrets}/admin-password)
export REDISCLI_AUTH
`;

/**
 * The script of an administrator's shell in the container of a demo server. The client logs in as the administrator. The script runs its
 * arguments as a command; without arguments, it starts an interactive shell. The container's file system is read-only, so the script writes
 * no file.
 */
export const adminScript = (client: DatabaseClient, secrets = secretsFolder): string => `
${client === "psql" ? psql : redisCli(secrets)}
export PATH
if [ $# -gt 0 ]; then exec "$@"; fi
export PS1="$ABOUT as $AS \\$ "
exec sh
`;
