import { rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";

const reason = `This file replaces the folder where the Pulumi CLI would write a detailed log of each run, up to 500 MB in total.
Without it, an unchanged \`pulumi up\` takes a third less time (docs/decisions/0087). To see what a run does: pulumi up --logtostderr --logflow --verbose=9
`;

/**
 * Disables the Pulumi CLI's automatic log and removes old logs. The CLI has no option that disables the log, but it skips the log if it
 * cannot create the log folder. This function therefore writes a file with the name of the log folder.
 */
export async function withoutLogs(home: string): Promise<void> {
  const file = path.join(home, "logs");
  const found = await stat(file).catch(() => undefined);
  if (found?.isFile() === true && found.size === Buffer.byteLength(reason)) return;
  await rm(file, { recursive: true, force: true });
  await writeFile(file, reason);
}
