import type { SentryPlan } from "../../../exporters/sentry/model";
import type { UptimePlan } from "../../../exporters/uptime/plan-model";
import type { RenderedFile } from "../../../exporters/emit";

/** What one environment has at vendors, by the catalogue. */
export interface VendorPlans {
  /** Undefined where the environment names no organisation. */
  readonly sentry: SentryPlan | undefined;
  readonly uptime: UptimePlan;
}

/** Reads the plans out of the rendered files, which are those of the catalogue. Throws when `uptime.json` is not among them. */
export function plansOf(rendered: readonly RenderedFile[]): VendorPlans {
  const read = (name: string): unknown => {
    const file = rendered.find(({ path }) => path.endsWith(`/${name}`));
    return file === undefined ? undefined : JSON.parse(file.content);
  };
  const uptime = read("uptime.json");
  if (uptime === undefined) throw new Error("uptime.json is not among the rendered files");
  return { sentry: read("sentry.json") as SentryPlan | undefined, uptime: uptime as UptimePlan };
}
