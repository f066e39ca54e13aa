import { readdirSync, readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";

const types: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
  ".map": "application/json",
};

/** A file with its media type. */
export interface Served {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Reads a file in a folder or its subfolders. Undefined if the file does not exist, is outside the folder, or has a type that is not in
 * `types`.
 */
export async function fileBelow(folder: string, relative: string): Promise<Served | undefined> {
  const type = types[path.extname(relative)];
  const whole = path.resolve(folder, `.${path.posix.normalize(`/${relative}`)}`);
  if (type === undefined || relative.includes("\0") || !whole.startsWith(folder + path.sep)) return undefined;
  return readFile(whole).then(
    (body) => ({ type, body }),
    () => undefined,
  );
}

const head = z.object({
  uid: z.string(),
  title: z.string(),
  description: z.string().default(""),
  tags: z.array(z.string()).default([]),
});

/** A dashboard in the list of dashboards. */
export type Listed = z.infer<typeof head>;

/** Returns the dashboards in a folder, overviews first, then sorted by title. Throws an Error if a JSON file is not a dashboard. */
export function dashboardsIn(folder: string): (Listed & { readonly file: string })[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const file = path.join(folder, name);
      return { ...head.parse(JSON.parse(readFileSync(file, "utf8"))), file };
    })
    .sort((a, b) => Number(b.tags.includes("overview")) - Number(a.tags.includes("overview")) || (a.title < b.title ? -1 : 1));
}
