import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { secretFileText, type SecretContent } from "../../../exporters/programs/secret-files";
import { secretValue } from "./accounts";

/** Writes the secret files of a program on loopback to a folder. */
export async function writeSecrets(folder: string, files: Readonly<Record<string, SecretContent>>, value = secretValue): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(path.join(folder, name), secretFileText(content, value));
}
