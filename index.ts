import path from "node:path";
import { getStack, RunError, runtime } from "@pulumi/pulumi";
import { catalogue } from "./exporters/model/user-catalogue";
import { parseSettings, readSecretsFile, watchedByEnvironment } from "./stacks/config/settings";
import { createEnvironment, type EnvironmentOutputs } from "./stacks/deploy/environment";
import { isUserError } from "./stacks/config/errors";
import { assertFolderLists } from "./stacks/artefacts/folder-lists";
import { freshArtefacts } from "./stacks/artefacts/fresh";

/** Keys of the stack's configuration that are secrets. The Pulumi engine decrypts their values for this run. */
const secretKeys = (): readonly string[] => JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];

/** The Pulumi program: reads the stack's settings, checks that the rendered files match the catalogue, and creates the environment. */
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
      // Load the generators only when there is something to compare.
      const { artefactsOf, assertFresh } = await import("./stacks/artefacts/artefacts.js");
      const files = artefactsOf(view);
      assertFresh(root, view, files);
      return files;
    });
    return await createEnvironment(root, settings, view, rendered);
  } catch (error) {
    // The message explains the mistake, so print it without a stack trace.
    if (isUserError(error)) throw new RunError(error.message);
    throw error;
  }
}

export = main;
