import type { Call } from "./calls";

/** What stands in a secret file: one secret as it is, or a JSON object whose values are secrets. Secrets are named by key, never written here. */
export type SecretContent = { readonly secret: string } | { readonly json: Readonly<Record<string, string>> };

/** How a program is run, whatever runs it: everything but its image, its files and where it stands. */
export interface Program {
  /** Ports by what they are for; `http` is the one that health and metrics are asked at. */
  readonly ports: { readonly http: number } & Readonly<Record<string, number>>;
  readonly args: readonly string[];
  /** Connections it opens; a name is looked up for each that has one. */
  readonly calls: readonly Call[];
  readonly env: Readonly<Record<string, string>>;
  /** Files under `naming.secretsFolder`, by file name. */
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
  /** Path on the `http` port that answers 200 when the program can work. */
  readonly healthPath: string;
  /** Folder whose content must outlive the container; absent when there is nothing to keep. */
  readonly dataPath?: string;
  /** Numeric `uid:gid`; the image's data folder belongs to it. */
  readonly user: string;
}

/** The user of images that bring none of their own. */
export const nobody = "65534:65534";

/** Go programs collect garbage before the limit kills them: 90 % of the memory limit. */
export const goMemoryLimit = (memoryMiB: number): Record<string, string> => ({ GOMEMLIMIT: `${Math.floor(memoryMiB * 0.9)}MiB` });
