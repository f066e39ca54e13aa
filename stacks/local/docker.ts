import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { UserError } from "../config/errors";

const run = promisify(execFile);

/** Runs the docker client and returns its standard output, trimmed. Throws UserError with the client's error message. */
export async function docker(...args: readonly string[]): Promise<string> {
  try {
    return (await run("docker", [...args], { maxBuffer: 64 * 1024 * 1024 })).stdout.trim();
  } catch (error) {
    const { stderr = "", message } = error as { stderr?: string; message: string };
    throw new UserError(`\`docker ${args[0] ?? ""}\` failed: ${stderr.trim() || message}`);
  }
}

/** The running programs of a stack: the ID of each container, and the name of its workload. `all` includes stopped containers. */
export async function programsOf(stack: string, all = false): Promise<{ readonly id: string; readonly workload: string }[]> {
  const listed = await docker(
    "ps",
    ...(all ? ["--all"] : []),
    "--filter",
    `label=monitoring.stack=${stack}`,
    "--filter",
    "label=monitoring.role=program",
    "--format",
    '{{.ID}} {{.Label "monitoring.workload"}}',
  );
  return listed
    .split("\n")
    .filter((row) => row !== "")
    .map((row) => {
      const [id = "", workload = ""] = row.split(" ");
      return { id, workload };
    });
}

/** Finds the running or stopped container of a workload by its labels and returns its ID. Throws UserError when there is none. */
export async function containerOf(stack: string, workload: string): Promise<string> {
  const ids = await docker(
    "ps",
    "--all",
    "--quiet",
    "--filter",
    `label=monitoring.stack=${stack}`,
    "--filter",
    `label=monitoring.workload=${workload}`,
    "--filter",
    "label=monitoring.role=program",
  );
  const id = ids.split("\n")[0] ?? "";
  if (id === "") throw new UserError(`No container for ${workload} in stack ${stack}. Start the stack with \`npm run up\`.`);
  return id;
}
