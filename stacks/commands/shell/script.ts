import { secretsFolder } from "../../../exporters/model/naming";
import { monitorUser } from "../../../exporters/programs/postgres-exporter";
import type { Reach } from "./reach";

/**
 * Lets psql log in as `monitor`. Copies the password from the secret file to a passfile in memory, which only this user can read. No
 * argument or environment variable contains the password.
 */
const psql = (secrets: string): string => `
PGPASSFILE=$(mktemp /dev/shm/passfile.XXXXXX)
sed -e 's/[\\\\:]/\\\\&/g' -e 's/^/*:*:*:*:/' ${secrets}/postgres-password > "$PGPASSFILE"
export PGPASSFILE PGHOST="$HOST" PGPORT="$PORT" PGDATABASE="$DATABASE" PGUSER=${monitorUser} PGAPPNAME=npm-run-shell
export PGCONNECT_TIMEOUT=5 PSQLRC=/dev/null PSQL_PAGER= PAGER=cat
if [ "$TLS" = yes ]; then export PGSSLMODE=require; else export PGSSLMODE=disable; fi
`;

/**
 * Puts a wrapper for redis-cli into the PATH. The wrapper logs in as `monitor`. The environment of redis-cli contains the password; the
 * environment of the shell does not.
 */
const redisCli = (secrets: string): string => `
export CLIENT=$(command -v redis-cli)
cat > "$folder/redis-cli" <<'END'
#!/bin/sh
if [ "$TLS" = yes ]; then set -- --tls "$@"; fi
REDISCLI_AUTH=$(sed -e 's/^{"[^"]*":"\\(.*\\)"}$/\\1/' -e 's/\\\\\\(["\\\\]\\)/\\1/g' ${secrets}/redis-passwords.json)
export REDISCLI_AUTH
exec "$CLIENT" -e -t 5 -h "$HOST" -p "$PORT" --user ${monitorUser} --no-auth-warning "$@"
END
chmod 700 "$folder/redis-cli"
PATH="$folder:$PATH"
`;

const clients = { psql, "redis-cli": redisCli } as const;

/**
 * The script of a shell. The script prepares the client's login, and then runs its arguments as a command, or an interactive shell if there
 * are no arguments. At the end, it removes its temporary files. `withClient`: whether the image contains the client.
 */
export function shellScript({ client }: Pick<Reach, "client">, withClient: boolean, secrets = secretsFolder): string {
  return `umask 077
folder=$(mktemp -d /tmp/shell.XXXXXX)
export HOME="$folder"
trap 'rm -rf "$folder" "\${PGPASSFILE:-}"' EXIT
trap 'exit 130' INT TERM HUP
${withClient && client !== undefined ? clients[client](secrets) : ""}
export PATH
if [ $# -gt 0 ]; then "$@"; exit $?; fi
export PS1="$ABOUT \\$ "
sh
`;
}

/** Environment variables of a shell. The prompt shows `ABOUT`. */
export const shellEnv = ({ about, env }: Reach): Record<string, string> => ({ ABOUT: about, ...env });
