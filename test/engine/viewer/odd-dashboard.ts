const source = { type: "prometheus", uid: "prometheus" };
const at = (y: number, x = 0) => ({ x, y, w: 12, h: 6 });

/**
 * A dashboard with features that the rendered dashboards do not have. Examples are text, a collapsed row, other types of variables, a wrong
 * query, and options that the viewer does not support.
 */
export const oddDashboard = {
  uid: "odd",
  title: "Odd",
  links: [
    { type: "link", title: "Runbook", url: "https://runbooks.example.com/?for=${free}" },
    { type: "link", title: "Explorer of Grafana", url: "/explore?x=1" },
    { type: "link", title: "Script", url: "javascript:alert(1)" },
  ],
  time: { from: "now-1h", to: "now" },
  templating: {
    list: [
      { type: "custom", name: "letter", query: "a, b", multi: true, includeAll: true },
      { type: "interval", name: "window", query: "1m,5m" },
      { type: "textbox", name: "free", query: "hello" },
    ],
  },
  panels: [
    {
      id: 1,
      type: "text",
      title: "Text",
      gridPos: at(0),
      options: {
        mode: "markdown",
        content: "# Title\n\n**$free** <script>document.title = 'hacked'</script><img src=x onerror=\"document.title='hacked'\">",
      },
    },
    { id: 2, type: "gauge", title: "Gauge", gridPos: at(0, 12), targets: [] },
    {
      id: 3,
      type: "timeseries",
      title: "Wrong",
      gridPos: at(6),
      datasource: source,
      targets: [{ refId: "A", expr: "rate(up[", datasource: source }],
    },
    {
      id: 4,
      type: "timeseries",
      title: "Half",
      gridPos: at(6, 12),
      datasource: source,
      options: { sparkle: true },
      targets: [{ refId: "A", expr: "vector(1)", datasource: source }],
    },
    {
      id: 5,
      type: "stat",
      title: "Other store",
      gridPos: at(12),
      targets: [{ refId: "A", expr: '{a="b"}', datasource: { type: "loki", uid: "loki" } }],
    },
    {
      id: 6,
      type: "timeseries",
      title: "Nothing",
      gridPos: at(12, 12),
      fieldConfig: { defaults: { noValue: "No <b>letter</b> exists." }, overrides: [] },
      targets: [{ refId: "A", expr: 'nothing{letter=~"$letter"}', datasource: source }],
    },
    {
      id: 7,
      type: "row",
      title: "Closed",
      collapsed: true,
      gridPos: { x: 0, y: 18, w: 24, h: 1 },
      panels: [
        { id: 8, type: "stat", title: "Inside", gridPos: at(19), targets: [{ refId: "A", expr: "vector(42)", datasource: source }] },
      ],
    },
  ],
};
