import path from "node:path";
import { getStack, RunError, runtime } from "@pulumi/pulumi";
import { catalogue } from "./exporters/model/user-catalogue";
import { parseSettings, readSecretsFile, watchedByEnvironment } from "./stacks/config/settings";
import { createEnvironment, type EnvironmentOutputs } from "./stacks/deploy/environment";
import { isUserError } from "./stacks/config/errors";
import { assertFolderLists } from "./stacks/artefacts/folder-lists";
import { freshArtefacts } from "./stacks/artefacts/fresh";

/** Returns the keys of the stack's secret settings. The Pulumi engine lists them in an environment variable. */
const secretKeys = (): readonly string[] => JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];

/** The Pulumi program. It reads the stack's settings, checks that the rendered files match the catalogue, and creates the resources. */
async function main(): Promise<EnvironmentOutputs> {
  const root = process.env["MONITORING_ROOT"] ?? process.cwd();
  try {
    assertFolderLists(root);
    const all = catalogue();
    const settings = parseSettings({
      stack: getStack(),
      watched: watchedByEnvironment(all),
      config: runtime.allConfig(),
      isSecret: (key) => secretKeys().includes(key),
      dockerHost: process.env["DOCKER_HOST"],
      readSecrets: (file) => readSecretsFile(root, file),
    });
    const view = all.view(settings.environment);
    const memory = { root, folder: path.join(root, "node_modules/.cache/monitoring"), program: process.env["MONITORING_PROGRAM"] };
    const rendered = await freshArtefacts(memory, view.environment.id, async () => {
      // Load the generators only if the rendered files must be compared.
      const { artefactsOf, assertFresh } = await import("./stacks/artefacts/artefacts.js");
      const files = artefactsOf(view);
      assertFresh(root, view, files);
      return files;
    });
    return await createEnvironment(root, settings, view, rendered);
  } catch (error) {
    // The message explains the mistake, so no stack trace is printed.
    if (isUserError(error)) throw new RunError(error.message);
    throw error;
  }
}

export = main;
