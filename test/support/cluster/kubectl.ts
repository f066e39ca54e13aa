import { run } from "../../../stacks/supply/command";

export interface KubectlOptions {
  /** Context of the kubeconfig. Default: the administrator's. */
  readonly context?: string;
  /** Objects that kubectl reads with `-f -`. */
  readonly input?: object;
}

/** Runs kubectl and returns its standard output. Throws CommandFailed with kubectl's error output if kubectl fails. */
export type Kubectl = (args: readonly string[], options?: KubectlOptions) => Promise<string>;

/**
 * Returns a function that runs kubectl with one kubeconfig and a separate cache folder. kubectl uses neither the kubeconfig nor the cache
 * in the user's home. `usual` is the default context.
 */
export const kubectlOf =
  (binary: string, kubeconfig: string, cache: string, usual: string): Kubectl =>
  (args, { context = usual, input } = {}) =>
    run(
      binary,
      [`--kubeconfig=${kubeconfig}`, `--context=${context}`, `--cache-dir=${cache}`, ...args],
      input === undefined ? {} : { input: JSON.stringify(input) },
    );
