import { run } from "../../../stacks/supply/command";

export interface KubectlOptions {
  /** Context of the kubeconfig. Default: the administrator's. */
  readonly context?: string;
  /** Objects for `-f -`. */
  readonly input?: object;
}

/** Runs kubectl; gives what it prints. Throws CommandFailed with what it says when it fails. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<string>;

/** kubectl for one kubeconfig, with a cache of its own: nothing of the user's configuration is read or written. */
export const kubectlOf =
  (binary: string, kubeconfig: string, cache: string, usual: string): Kubectl =>
  (args, { context = usual, input } = {}) =>
    run(
      binary,
      [`--kubeconfig=${kubeconfig}`, `--context=${context}`, `--cache-dir=${cache}`, ...args],
      input === undefined ? {} : { input: JSON.stringify(input) },
    );
