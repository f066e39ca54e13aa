import { dashboards, stage } from "../../engine/viewer/stage";
import { visit } from "../../engine/viewer/visits";
import { fixed, median, share, type Section } from "../section";

const times = 5;
/** Target for the time until a dashboard is drawn, in seconds. */
const target = 1.5;

export const viewer: Section = {
  name: "viewer",
  title: "Dashboards in the viewer",
  about: `The table shows the time from the request of a dashboard's page until all of its panels are drawn or empty. The viewer runs in Chromium and shows one hour of a real Prometheus with generated samples, without stores for logs and traces. The window shows the whole dashboard. The column \`first load\` shows the first load, which fills the browser's cache. The column \`seconds\` shows the median of the ${times} loads after it. Target: ${target} s for the dashboard with the most queries.`,
  run: async ({ say }) => {
    await using on = await stage();
    await using shown = await on.view();
    const rows: { readonly cells: readonly string[]; readonly queries: number; readonly seconds: number }[] = [];
    for (const { uid, title, panels } of dashboards) {
      // The first load fills the browser's cache. It is shown, but is not part of the median.
      const loads = Array.from({ length: times + 1 }, () => ({ path: `/d/${uid}?${on.whole}&refresh=` }));
      const [first, ...later] = await visit(on.chromium, shown.url, loads);
      const late = [first, ...later].find((seen) => seen?.late !== null);
      if (late !== undefined) throw new Error(`${uid} was not drawn: ${late.late ?? ""}`);
      const queries = panels.flatMap(({ targets }) => targets).length;
      const seconds = median(later.map(({ milliseconds }) => milliseconds / 1000));
      say(`${title}: ${fixed(seconds, 2)} s`);
      const count = panels.filter(({ type }) => type !== "row").length;
      rows.push({ queries, seconds, cells: [title, String(count), String(queries), fixed((first?.milliseconds ?? NaN) / 1000, 2)] });
    }
    const sorted = rows.sort((a, b) => b.queries - a.queries);
    return {
      head: ["dashboard", "panels", "queries", "first load, s", "seconds", "share"],
      rows: sorted.map(({ cells, seconds }, index) => [...cells, fixed(seconds, 2), index === 0 ? share(seconds, target) : ""]),
    };
  },
};
