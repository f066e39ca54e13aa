import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Contents of the files of PostgreSQL or Redis, by file name. All files are mounted into one folder. */
export type StoreFiles = Readonly<Record<string, string>>;

const read = (folder: string, names: readonly string[], root: string): StoreFiles =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));

/** PostgreSQL's files. To start a server, run `sh <folder>/postgres-entry.sh primary|replica`. The script lists its variables. */
export function postgresFiles(root: string = __dirname): StoreFiles {
  return read("postgres", ["postgres-entry.sh", "postgresql.conf", "pg_hba.conf", "roles.sql", "schema.sql"], root);
}

/** Redis' files. To start the server, run `sh <folder>/redis-entry.sh`. The script lists its variables. */
export function redisFiles(root: string = __dirname): StoreFiles {
  return read("redis", ["redis-entry.sh", "redis.conf", "users.acl"], root);
}
