import { rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

const reason = `This file stands where the Pulumi CLI would keep a log of everything that each of its runs does and knows, up to 500 MB of them.
An unchanged \`pulumi up\` takes a third less without (docs/decisions/0087). To see what a run does: pulumi up --logtostderr --logflow --verbose=9
`;

/** Keeps the CLI from its automatic log, for which it has no switch: it does without where the folder cannot be made. Old logs are removed. */
export async function withoutLogs(home: string): Promise<void> {
  const file = path.join(home, "logs");
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() === true && found.size === Buffer.byteLength(reason)) return;
  await rm(file, { recursive: true, force: true });
  await writeFile(file, reason);
}
