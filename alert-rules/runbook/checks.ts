import { checksOf } from "../../exporters/uptime/checks";
import type { Entry } from "./entry";

/** Markdown lines with the checks whose failure is only a warning. Empty if there are none, or if the alert is not about failed checks. */
export function warningCheckRows({ name, pack, views }: Pick<Entry, "name" | "pack" | "views">): string[] {
  if (pack.failedCheck !== name) return [];
  const rows = views.flatMap((view) => {
    const names = checksOf(view)
      .filter(({ check }) => check.severity === "warning")
      .map(({ labels }) => `${labels.system}/${labels.service} ${labels.probe}`);
    return names.length === 0 ? [] : [`- ${view.environment.id}: ${names.join(", ")}`];
  });
  return rows.length === 0
    ? []
    : ["A failure of these checks is only a warning. Neither the stack nor the external monitor pages anyone about it:", "", ...rows, ""];
}
