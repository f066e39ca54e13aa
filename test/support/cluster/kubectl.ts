import { run } from "../../../stacks/supply/command";

export interface KubectlOptions {
  /** Context of the kubeconfig. Default: the administrator's. */
  readonly context?: string;
  /** Objects that kubectl reads with `-f -`. */
  readonly input?: object;
}

/** Runs kubectl and returns its standard output. Throws CommandFailed with kubectl's error output if it fails. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<string>;

/** Returns a kubectl for one kubeconfig, with a separate cache folder. It neither reads nor writes the configuration in the user's home. */
export const kubectlOf =
  (binary: string, kubeconfig: string, cache: string, usual: string): Kubectl =>
  (args, { context = usual, input } = {}) =>
    run(
      binary,
      [`--kubeconfig=${kubeconfig}`, `--context=${context}`, `--cache-dir=${cache}`, ...args],
      input === undefined ? {} : { input: JSON.stringify(input) },
    );
