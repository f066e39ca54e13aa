/** Releases of Node that tests run with, in addition to the installed Node: one exact release of each supported line after Node 20. */
export const nodeReleases = { "22": "22.23.3", "24": "24.21.0", "26": "26.10.0" } as const;
export type NodeLine = keyof typeof nodeReleases;
export const nodeLines = Object.keys(nodeReleases) as NodeLine[];

export const oldestNode = "20.19";

/**
 * Returns the release line of Node that CI tests at a commit: each commit tests the next line. `commits` is the number of commits so far.
 */
export const lineOfCommit = (commits: number): NodeLine => nodeLines[commits % nodeLines.length] ?? "24";

/** Returns the npm package, as `name@version`, with the binary of a Node release for one operating system and processor. */
export const nodePackage = (platform: string, processor: string, release: string): string => `node-${platform}-${processor}@${release}`;
