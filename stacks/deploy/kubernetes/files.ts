import { UserError } from "../../config/errors";
import { contentHash } from "../docker/args";
import type { FileSet, Workload } from "../workload";

/** A ConfigMap with some files of a folder. */
export interface ConfigPart {
  /** Pulumi's name for the resource. It does not change with the content. */
  readonly logicalName: string;
  /** Name of the ConfigMap. It ends with a hash of the content. */
  readonly name: string;
  readonly data: Readonly<Record<string, string>>;
  /** For each key, the path of the file in the folder. */
  readonly items: readonly { readonly key: string; readonly path: string }[];
}

/** A folder of a container. Its files come from one or more ConfigMaps. */
export interface ConfigFolder {
  /** Name of the volume in the pod. */
  readonly volume: string;
  readonly folder: string;
  readonly parts: readonly ConfigPart[];
}

/** Maximum size of a ConfigMap's files in bytes. The API server accepts 1 MiB. */
export const mostBytes = 1_000_000;

/** The ConfigMap key for a path. Keys cannot contain `/`. */
const keyOf = (path: string): string => path.replaceAll("/", ".");

interface File {
  readonly path: string;
  readonly content: string;
}

/**
 * Splits files into several ConfigMaps if they are too large for one. The files keep their order. Throws UserError for a file that is too
 * large for a ConfigMap.
 */
function split(workload: string, files: readonly File[]): File[][] {
  const parts: File[][] = [];
  let room = 0;
  for (const file of files) {
    const size = Buffer.byteLength(file.content);
    if (size > mostBytes)
      throw new UserError(
        `${workload}: ${file.path} has ${size} bytes, but a ConfigMap holds at most ${mostBytes}. Make it smaller: monitor fewer systems in this environment, or split them over two environments (exporters/catalogue/environments.ts).`,
      );
    if (size > room) {
      parts.push([]);
      room = mostBytes;
    }
    parts[parts.length - 1]?.push(file);
    room -= size;
  }
  return parts;
}

function folderOf(workload: string, label: string, volume: string, { folder, files }: FileSet): ConfigFolder {
  const sorted = Object.entries(files)
    .map(([path, content]): File => ({ path, content }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
  const clash = sorted.find((file, index) => sorted.some((other, at) => at < index && keyOf(other.path) === keyOf(file.path)));
  if (clash !== undefined)
    throw new UserError(
      `${workload}: two files in ${folder} have the same ConfigMap key ${keyOf(clash.path)}, because keys cannot contain "/". Rename one.`,
    );
  const parts = split(workload, sorted).map((part, index): ConfigPart => {
    const data = Object.fromEntries(part.map(({ path, content }) => [keyOf(path), content]));
    const logicalName = index === 0 ? `${workload}-${label}` : `${workload}-${label}-${index + 1}`;
    const items = part.map(({ path }) => ({ key: keyOf(path), path }));
    return { logicalName, name: `${workload}-${label}-${contentHash([data, items])}`, data, items };
  });
  return { volume, folder, parts };
}

/**
 * The folders for files without secrets. A changed file changes the name of its ConfigMap, so only programs that mount this ConfigMap get
 * new pods. Throws UserError if a file is too large for a ConfigMap, or if two files of a folder have the same key.
 */
export function configFolders({ name, files, kubernetes }: Workload): ConfigFolder[] {
  const all = [...files, ...kubernetes.files];
  return all.map((set, index) => {
    const label = all.length === 1 ? "files" : (set.folder.split("/").pop() ?? "files");
    return folderOf(name, label, `files-${index}`, set);
  });
}
