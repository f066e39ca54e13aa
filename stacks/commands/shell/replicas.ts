import { table } from "../../local/table";
import type { Replica } from "./platform";

/** A table with one row for each container or pod. */
export const replicasText = (replicas: readonly Replica[]): string =>
  table(
    ["name", "node", "state", "restarts", "started", "ended before"],
    replicas.map(({ name, node, state, restarts, started, ended }) => [name, node, state, String(restarts), started, ended]),
  );
