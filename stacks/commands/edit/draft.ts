import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { UserError } from "../../config/errors";
import { formatted } from "./format";

/** The repository's files with the changes of a command. The changes stay in memory until `write` writes them to disk. */
export class Draft {
  readonly #changed = new Map<string, string | undefined>();

  constructor(readonly root: string) {}

  /** Every changed file by path from the root; undefined means that the file is removed. */
  get changes(): ReadonlyMap<string, string | undefined> {
    return this.#changed;
  }

  has(file: string): boolean {
    return this.#changed.has(file) ? this.#changed.get(file) !== undefined : existsSync(path.join(this.root, file));
  }

  /** The content of a file. Throws UserError when the file does not exist. */
  read(file: string): string {
    const content = this.#changed.has(file) ? this.#changed.get(file) : readIfThere(path.join(this.root, file));
    if (content === undefined) throw new UserError(`${file} is missing. Restore it from git.`);
    return content;
  }

  /** Names of the files in a folder, sorted. */
  list(folder: string): string[] {
    const absolute = path.join(this.root, folder);
    const names = existsSync(absolute) ? readdirSync(absolute, { withFileTypes: true }).filter((entry) => entry.isFile()) : [];
    const added = [...this.#changed.keys()].filter((file) => path.posix.dirname(file) === folder).map((file) => path.posix.basename(file));
    return [...new Set([...names.map(({ name }) => name), ...added])].filter((name) => this.has(`${folder}/${name}`)).sort();
  }

  /** Paths from the root of the files on disk in a folder and its subfolders, sorted, without files that the draft removes. */
  listAll(folder: string): string[] {
    const absolute = path.join(this.root, folder);
    if (!existsSync(absolute)) return [];
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(this.root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
      .filter((file) => this.has(file))
      .sort();
  }

  /** Sets the content of a file without formatting it. */
  set(file: string, content: string): void {
    this.#changed.set(file, content);
  }

  /** Sets the content of a file, formatted by Prettier. Throws UserError when Prettier cannot parse it. */
  async setFormatted(file: string, content: string): Promise<void> {
    this.set(file, await formatted(this.root, file, content));
  }

  remove(file: string): void {
    this.#changed.set(file, undefined);
  }

  /**
   * Writes every change. First writes all new contents to temporary files, so that a failure leaves the files unchanged. Then replaces each
   * file atomically. Removes folders that become empty.
   */
  write(): void {
    const at = (file: string): string => path.join(this.root, file);
    const written = [...this.#changed].filter((change): change is [string, string] => change[1] !== undefined);
    try {
      for (const [file, content] of written) {
        mkdirSync(path.dirname(at(file)), { recursive: true });
        writeFileSync(`${at(file)}.new`, content);
      }
    } catch (error) {
      for (const [file] of written) rmSync(`${at(file)}.new`, { force: true });
      throw new UserError(`Nothing was written: ${error instanceof Error ? error.message : String(error)}`);
    }
    for (const [file] of written) renameSync(`${at(file)}.new`, at(file));
    for (const [file, content] of this.#changed) {
      if (content !== undefined) continue;
      rmSync(at(file), { force: true });
      this.#removeEmpty(path.dirname(at(file)));
    }
  }

  /** Removes a folder if it is empty, and then each parent that becomes empty. Git does not keep empty folders either. */
  #removeEmpty(folder: string): void {
    if (path.relative(this.root, folder) === "" || !existsSync(folder) || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
    this.#removeEmpty(path.dirname(folder));
  }
}

const readIfThere = (file: string): string | undefined => (existsSync(file) ? readFileSync(file, "utf8") : undefined);
