import { run } from "../../../stacks/supply/command";

export interface KubectlOptions {
  /** Context of the kubeconfig. Default: the administrator's. */
  readonly context?: string;
  /** Objects for `-f -`. */
  readonly input?: object;
}

/** Runs kubectl and returns its output. Throws CommandFailed with its error output when it fails. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<string>;

/** kubectl for one kubeconfig, with a separate cache: it neither reads nor writes the user's configuration. */
export const kubectlOf =
  (binary: string, kubeconfig: string, cache: string, usual: string): Kubectl =>
  (args, { context = usual, input } = {}) =>
    run(
      binary,
      [`--kubeconfig=${kubeconfig}`, `--context=${context}`, `--cache-dir=${cache}`, ...args],
      input === undefined ? {} : { input: JSON.stringify(input) },
    );
