import { z } from "zod";
import { UserError } from "../config/errors";
import type { Kind } from "../vendors/provider/definition";
import { allowedDeletes, isSwitchedOff } from "../vendors/provider/permissions";
import { previousIn } from "../vendors/resources/previous";
import { checkDestroy, removedFrom } from "../vendors/resources/removals";
import { pulumi, type PulumiCall } from "./pulumi";

const exported = z.object({
  deployment: z.looseObject({ resources: z.array(z.looseObject({ urn: z.string(), type: z.string() })).optional() }),
});
const configured = z.record(z.string(), z.looseObject({ value: z.string().optional() }));

/** Parses the JSON that the Pulumi CLI printed. Throws UserError when the JSON does not match the schema. */
function read<Value>(what: string, text: string, schema: z.ZodType<Value>): Value {
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new UserError(`\`${what}\` printed an unknown format:\n${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/**
 * Throws UserError if destroying the stack would delete objects at vendors together with their history, and `monitoring:allowDelete` does
 * not allow it. `state` and `config` are the outputs of `pulumi stack export` and `pulumi config --json`. `loadKinds` loads the provider's
 * resource types, and is called only if the state has objects at vendors.
 */
export async function checkVendors(stack: string, state: string, config: string, loadKinds: () => Promise<readonly Kind[]>): Promise<void> {
  const { deployment } = read("pulumi stack export", state, exported);
  const previous = previousIn(Object.fromEntries((deployment.resources ?? []).map((resource) => [resource.urn, resource])));
  const objects = removedFrom(previous, new Set());
  if (objects.length === 0) return;
  const prefix = "monitoring:";
  const settings = Object.fromEntries(
    Object.entries(read("pulumi config --json", config, configured)).flatMap(([key, { value }]) =>
      key.startsWith(prefix) && value !== undefined ? [[key.slice(prefix.length), value] as const] : [],
    ),
  );
  checkDestroy(objects, await loadKinds(), {
    stack,
    manage: {
      sentry: !isSwitchedOff(settings, "sentry"),
      uptime: !isSwitchedOff(settings, "uptimerobot"),
      deadMansSwitch: !isSwitchedOff(settings, "healthchecks"),
    },
    allowDelete: allowedDeletes(settings),
  });
}

/** Runs `checkVendors` for a local stack, before `npm run down` destroys the stack. */
export const checkObjects = async (call: PulumiCall, stack: string): Promise<void> =>
  checkVendors(
    stack,
    await pulumi(call, ["stack", "export", "--stack", stack]),
    await pulumi(call, ["config", "--json", "--stack", stack]),
    async () => (await import("../vendors/provider/kinds.js")).kinds,
  );
