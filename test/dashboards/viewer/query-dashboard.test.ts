import { panelNotices } from "../../../dashboards/viewer/model/notices";
import { queryDashboard } from "../../../dashboards/viewer/model/query-dashboard";

describe("the dashboard of a query", () => {
  it("draws its expression over time and as a table, without a notice", () => {
    const { panels } = queryDashboard("up == 0");
    expect(panels.map(({ type, targets }) => [type, targets.map((target) => target["expr"])])).toEqual([
      ["timeseries", ["up == 0"]],
      ["table", ["up == 0"]],
    ]);
    expect(panels.flatMap((panel) => panelNotices(panel))).toEqual([]);
  });
});
