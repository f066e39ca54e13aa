import { spawn } from "node:child_process";

/** Runs a command line in a folder, without a terminal. Throws with the command's output if the command fails. */
export async function shell(root: string, line: string): Promise<void> {
  console.log(`  $ ${line}`);
  const child = spawn(line, { cwd: root, shell: true, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve).once("error", () => resolve(1)));
  if (code !== 0) throw new Error(`\`${line}\` ended with ${code ?? "a signal"}:\n${output}`);
}
