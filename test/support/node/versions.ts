/** The releases that tests run with, beside the Node that runs the project here: the newest of each supported line, exactly. */
export const nodeReleases = { "22": "22.23.3", "24": "24.21.0", "26": "26.10.0" } as const;
export type NodeLine = keyof typeof nodeReleases;
export const nodeLines = Object.keys(nodeReleases) as NodeLine[];

/** The oldest Node that the project runs with. */
export const oldestNode = "20.19";

/** The line that CI tests at a commit: each in turn, by the number of commits before it. */
export const lineOfCommit = (commits: number): NodeLine => nodeLines[commits % nodeLines.length] ?? "24";

/** npm's package of a release: Node's own binary for one system and processor. */
export const nodePackage = (platform: string, processor: string, release: string): string => `node-${platform}-${processor}@${release}`;
