import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Configuration files of one data store by name, mounted together into one folder. */
export type StoreFiles = Readonly<Record<string, string>>;

const read = (folder: string, names: readonly string[], root: string): StoreFiles =>
  Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));

/** PostgreSQL's files. Run `sh <folder>/postgres-entry.sh primary|replica`; the script documents what it needs. */
export function postgresFiles(root: string = __dirname): StoreFiles {
  return read("postgres", ["postgres-entry.sh", "postgresql.conf", "pg_hba.conf", "roles.sql", "schema.sql"], root);
}

/** Redis' files. Run `sh <folder>/redis-entry.sh`; the script documents what it needs. */
export function redisFiles(root: string = __dirname): StoreFiles {
  return read("redis", ["redis-entry.sh", "redis.conf", "users.acl"], root);
}
