import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { z } from "zod";
import { engineTests } from "../support/engine-tests";
import { lossesVariable, type Losses } from "../support/pipeline/losses";
import { jestKind } from "./jest-kind";

const seconds = 600;
const loss = z.object({ fault: z.string(), sent: z.number(), lost: z.number(), twice: z.number() });

/**
 * Returns one sentence per fault: how many acknowledged records there were, how many of them were lost, and how many are stored more than
 * once.
 */
export const lossesText = (losses: readonly Losses[]): string =>
  losses.map(({ fault, sent, lost, twice }) => `${fault}: ${lost} of ${sent} records lost, ${twice} stored more than once.`).join(" ");

const file = path.join(tmpdir(), `gateway-losses-${process.pid}`);

/** Reads the losses from the lines of JSON that the tests have written. */
export const parseLosses = (text: string): Losses[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => loss.parse(JSON.parse(line)));

/** Tests the gateway with faults of the gateway and of its stores, and with bad input. The longest faults last ten minutes each. */
export const gateway = jestKind({
  name: "gateway",
  title: `faults of the gateway and its stores for ${seconds / 60} minutes each, under load, and bad input: acknowledged log records that are lost`,
  unit: "faults",
  tests: engineTests("gateway-faults", "gateway-senders", "gateway-names"),
  env: { GATEWAY_FAULT_SECONDS: String(seconds), [lossesVariable]: file },
  figures: () => lossesText(existsSync(file) ? parseLosses(readFileSync(file, "utf8")) : []),
});
