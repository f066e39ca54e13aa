import { secretsFolder } from "../../../exporters/model/naming";
import { monitorUser } from "../../../exporters/programs/postgres-exporter";
import { passwordPath, storeUser } from "../../../exporters/pipeline/store-accounts";
import type { Reach } from "./reach";

/** Who logs in: `monitor` with the exporter's secret, or an administrator, who enters the password. */
export type Login = "monitor" | "administrator";

/**
 * Lets libpq log in as `monitor`. The password goes from the secret file into a passfile in memory that only the user of the shell can
 * read. No argument and no environment variable contains the password.
 */
const passfile = (secrets: string): string => `
PGPASSFILE=$(mktemp /dev/shm/passfile.XXXXXX)
sed -e 's/[\\\\:]/\\\\&/g' -e 's/^/*:*:*:*:/' ${secrets}/postgres-password > "$PGPASSFILE"
export PGPASSFILE
`;

/** Sets the connection for libpq, and the passfile for `monitor`. An administrator has no passfile, so psql asks for the password. */
const psql = (secrets: string, login: Login): string => `${login === "monitor" ? passfile(secrets) : ""}
export PGHOST="$HOST" PGPORT="$PORT" PGDATABASE="$DATABASE" PGUSER="$AS" PGAPPNAME=npm-run-shell
export PGCONNECT_TIMEOUT=5 PSQLRC=/dev/null PSQL_PAGER= PAGER=cat
if [ "$TLS" = yes ]; then export PGSSLMODE=require; else export PGSSLMODE=disable; fi
`;

/**
 * Puts a wrapper of redis-cli into the PATH. The wrapper connects to the server. For `monitor`, it sets the variable from which redis-cli
 * reads the password, so the environment of the shell does not contain the password. An administrator enters the password.
 */
const redisCli = (secrets: string, login: Login): string => `
export CLIENT=$(command -v redis-cli)
cat > "$folder/redis-cli" <<'END'
#!/bin/sh
if [ "$TLS" = yes ]; then set -- --tls "$@"; fi
${
  login === "monitor"
    ? `REDISCLI_AUTH=$(sed -e 's/^{"[^"]*":"\\(.*\\)"}$/\\1/' -e 's/\\\\\\(["\\\\]\\)/\\1/g' ${secrets}/redis-passwords.json)
export REDISCLI_AUTH`
    : 'set -- --askpass "$@"'
}
exec "$CLIENT" -e -t 5 -h "$HOST" -p "$PORT" --user "$AS" --no-auth-warning "$@"
END
chmod 700 "$folder/redis-cli"
PATH="$folder:$PATH"
`;

/**
 * Puts the command `victoria-logs <path>` into the PATH. It requests a path with the password, which no argument and no environment
 * variable contains. wget could take the password only as an argument. nc would cancel the request at the end of its input, so its input is
 * a named pipe that stays open.
 */
const victoriaLogs = (secrets: string): string => `
cat > "$folder/victoria-logs" <<'END'
#!/bin/sh
account=$( { printf '%s:' ${storeUser}; cat ${passwordPath("victoria-logs").replace(secretsFolder, secrets)}; } | base64 | tr -d '\\n')
mkfifo "$HOME/request"
exec 3<>"$HOME/request"
printf 'GET %s HTTP/1.0\\r\\nHost: %s\\r\\nAuthorization: Basic %s\\r\\n\\r\\n' "$1" "$HOST" "$account" >&3
busybox nc -w 15 "$HOST" "$PORT" <&3 | {
  read -r _ status _
  while read -r line && [ "\${#line}" -gt 1 ]; do :; done
  if [ "$status" = 200 ]; then cat; else cat >&2; exit 1; fi
}
END
chmod 700 "$folder/victoria-logs"
PATH="$folder:$PATH"
`;

const clients = { psql, "redis-cli": redisCli, "victoria-logs": victoriaLogs } as const;

/**
 * The script of a shell: prepares the client's login, then runs the arguments as a command. Without arguments, starts an interactive shell.
 * Removes its files at the end. `withClient`: whether the image has the client.
 */
export function shellScript(
  { client }: Pick<Reach, "client">,
  withClient: boolean,
  login: Login = "monitor",
  secrets = secretsFolder,
): string {
  return `umask 077
folder=$(mktemp -d /tmp/shell.XXXXXX)
export HOME="$folder"
trap 'rm -rf "$folder" "\${PGPASSFILE:-}"' EXIT
trap 'exit 130' INT TERM HUP
${withClient && client !== undefined ? clients[client](secrets, login) : ""}
export PATH
if [ $# -gt 0 ]; then "$@"; exit $?; fi
export PS1="$ABOUT \\$ "
sh
`;
}

/** Environment variables of a shell. The prompt shows `ABOUT`. `as`: the user who logs in. */
export const shellEnv = ({ about, env }: Reach, as: string = monitorUser): Record<string, string> => ({ ABOUT: about, AS: as, ...env });
