import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Files of one data store's configuration, by name, to be mounted together into one folder. */
export type StoreFiles = Readonly<Record<string, string>>;

const read = (folder: string, names: readonly string[], root: string): StoreFiles =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));

/** PostgreSQL's; run as `sh <folder>/postgres-entry.sh primary|replica`. The script says what it needs. */
export function postgresFiles(root: string = __dirname): StoreFiles {
  return read("postgres", ["postgres-entry.sh", "postgresql.conf", "pg_hba.conf", "roles.sql", "schema.sql"], root);
}

/** Redis'; run as `sh <folder>/redis-entry.sh`. The script says what it needs. */
export function redisFiles(root: string = __dirname): StoreFiles {
  return read("redis", ["redis-entry.sh", "redis.conf", "users.acl"], root);
}
