import { getStack, RunError, runtime } from "@pulumi/pulumi";
import { catalogue } from "./exporters/catalogue";
import { artefactsOf, assertFresh } from "./stacks/artefacts";
import { parseSettings, readSecretsFile } from "./stacks/config";
import { createEnvironment, type EnvironmentOutputs } from "./stacks/environment";
import { isUserError } from "./stacks/errors";

/** Keys of the configuration that the engine decrypted for this run. */
const secretKeys = (): readonly string[] => JSON.parse(process.env["PULUMI_CONFIG_SECRET_KEYS"] ?? "[]") as string[];

/** The program of a stack: reads its settings, checks that the rendered files are those of the catalogue, creates the environment. */
async function main(): Promise<EnvironmentOutputs> {
  const root = process.env["MONITORING_ROOT"] ?? process.cwd();
  try {
    const settings = parseSettings({
      stack: getStack(),
      config: runtime.allConfig(),
      isSecret: (key) => secretKeys().includes(key),
      dockerHost: process.env["DOCKER_HOST"],
      readSecrets: (path) => readSecretsFile(root, path),
    });
    const view = catalogue().view(settings.environment);
    const rendered = artefactsOf(view);
    assertFresh(root, view, rendered);
    return await createEnvironment(root, settings, view, rendered);
  } catch (error) {
    // A mistake that its message explains is printed without a stack trace.
    if (isUserError(error)) throw new RunError(error.message);
    throw error;
  }
}

export = main;
