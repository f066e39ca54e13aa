import { generateKeyPairSync, randomBytes } from "node:crypto";
import { mkdtempSync, realpathSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { freePort } from "../free-port";

/** Clients of the API server: three servers of the cluster, an administrator, and a user who may only read. */
export const users = {
  admin: { user: "admin", group: "system:masters" },
  restricted: { user: "restricted", group: "viewers" },
  "kube-controller-manager": { user: "system:kube-controller-manager", group: "" },
  "kube-scheduler": { user: "system:kube-scheduler", group: "" },
  kwok: { user: "kwok", group: "system:masters" },
} as const satisfies Record<string, { readonly user: string; readonly group: string }>;
export type User = keyof typeof users;
export const userNames = Object.keys(users) as readonly User[];

/** The folder, ports and tokens of a test cluster. */
export interface Layout {
  /** Folder of all files of the cluster. Only the operating system's user who runs the tests can read it. */
  readonly folder: string;
  /** Ports on 127.0.0.1. */
  readonly ports: { readonly api: number; readonly etcd: number; readonly etcdPeer: number };
  /** Tokens by user. */
  readonly tokens: Readonly<Record<User, string>>;
  readonly file: (name: string) => string;
}

/** Returns the API server's token file. Each line has token, user, UID and groups. */
export const tokenFile = (tokens: Layout["tokens"]): string =>
  userNames.map((name) => [tokens[name], users[name].user, name, users[name].group].join(",")).join("\n") + "\n";

/** Chooses ports and tokens, and creates the folder with the token file and the key pair for service account tokens. */
export async function makeLayout(): Promise<Layout> {
  const ports = { api: await freePort(), etcd: await freePort(), etcdPeer: await freePort() };
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "monitoring-cluster-")));
  const file = (name: string): string => path.join(folder, name);
  const tokens = Object.fromEntries(userNames.map((name) => [name, randomBytes(24).toString("hex")])) as Record<User, string>;
  const { privateKey, publicKey } = generateKeyPairSync("rsa", {
    modulusLength: 2048,
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
    publicKeyEncoding: { type: "spki", format: "pem" },
  });
  for (const [name, text] of [
    ["tokens.csv", tokenFile(tokens)],
    ["service-account.key", privateKey],
    ["service-account.pub", publicKey],
  ] as const)
    writeFileSync(file(name), text, { mode: 0o600 });
  return { folder, ports, tokens, file };
}
