import { appendFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { storedLines } from "./stored";

/** Environment variable with the file to which the engine tests append what each fault lost, for `npm run test:soak`. */
export const lossesVariable = "GATEWAY_LOSSES";

/** What a fault did to the records that the gateway had acknowledged. */
export interface Losses {
  readonly fault: string;
  readonly sent: number;
  readonly lost: number;
  /** Records that are stored more than once. */
  readonly twice: number;
}

/** Compares what was acknowledged with what is stored. */
export function lossesOf(fault: string, acknowledged: readonly string[], stored: readonly string[]): Losses {
  const found = new Map<string, number>();
  for (const one of stored) found.set(one, (found.get(one) ?? 0) + 1);
  return {
    fault,
    sent: acknowledged.length,
    lost: acknowledged.filter((one) => !found.has(one)).length,
    twice: [...found.values()].filter((count) => count > 1).length,
  };
}

/** Appends the losses to the file that the environment variable `lossesVariable` names. Without the variable, writes nothing. */
export function note(losses: Losses): Losses {
  const file = process.env[lossesVariable];
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(losses)}\n`);
  return losses;
}

/**
 * Waits until all acknowledged lines of a load are in VictoriaLogs, at most `seconds`, and notes the losses. `name` is the word with which
 * the lines begin.
 */
export async function lineLosses(
  logs: string,
  { fault, name, acknowledged, seconds = 60 }: { fault: string; name: string; acknowledged: readonly string[]; seconds?: number },
): Promise<Losses> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const stored = await storedLines(logs, `_time:1d "${name}" | fields _msg`);
    const losses = lossesOf(
      fault,
      acknowledged,
      stored.map(({ _msg = "" }) => _msg),
    );
    if (losses.lost === 0 || Date.now() > end) return note(losses);
    await sleep(500);
  }
}
