import type { SentryPlan } from "../../../exporters/sentry/model";
import type { UptimePlan } from "../../../exporters/uptime/plan-model";
import type { RenderedFile } from "../../../exporters/emit";

/** The plans for the resources of one environment at vendors. */
export interface VendorPlans {
  /** The plan for Sentry; undefined if the environment has no Sentry organization. */
  readonly sentry: SentryPlan | undefined;
  readonly uptime: UptimePlan;
}

/** Reads the plans from the rendered files. Throws Error when `uptime.json` is missing. */
export function plansOf(rendered: readonly RenderedFile[]): VendorPlans {
  const read = (name: string): unknown => {
    const file = rendered.find(({ path }) => path.endsWith(`/${name}`));
    return file === undefined ? undefined : JSON.parse(file.content);
  };
  const uptime = read("uptime.json");
  if (uptime === undefined) throw new Error("uptime.json is not among the rendered files");
  return { sentry: read("sentry.json") as SentryPlan | undefined, uptime: uptime as UptimePlan };
}
