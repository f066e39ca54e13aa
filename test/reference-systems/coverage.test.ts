import { coverage } from "./coverage";
import { exists } from "./lookups";
import { rowIds, type RowId } from "./rows";

const rows = Object.entries(coverage).map(([id, row]) => ({ id: id as RowId, ...row }));

afterAll(() => {
  const list = (status: "met" | "open") => rows.filter((row) => row.status === status);
  const lines = [
    `Requirements: ${list("met").length} rows met, ${list("open").length} open`,
    ...list("met").map((row) => `  met   ${row.id.padEnd(5)} ${row.by.join(", ")}`),
    ...list("open").map((row) => `  open  ${row.id.padEnd(5)} ${row.status === "open" ? row.reason : ""}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
});

test("every need is accounted for", () => {
  expect(rows.map((row) => row.id).sort()).toEqual([...rowIds].sort());
});

test.each(rows)("$id ($status): what is said to be there is there", ({ by }) => {
  expect(by.filter((evidence) => !exists(evidence))).toEqual([]);
});

test("an open row says why", () => {
  expect(rows.filter((row) => row.status === "open" && row.reason.trim() === "")).toEqual([]);
});

test.each([
  "service:tenant-ai/nobody",
  "threshold:tenant-ai/api/poolUsed/critical=96%",
  "threshold:tenant-ai/api/latencyP95/critical=2s",
  "uptime:tenant-ai/api/nothing",
  "sentry:tenant-ai/redis",
  "rule:NoSuchAlert",
  "record:no:such:series",
  "action:ProbeFailed=scale",
  "wait:ProbeFailed/critical=1m",
  "status:eight-services/frontend/health=500",
  "body:site-builder/cms/health=mongodb",
  "component:nobody",
  "proof:NoSuchAlert.critical",
  "target:tenant-ai/nobody",
  "discovery:docker-labels",
  "operator:ServiceMonitor/nobody",
  "probe:tenant-ai/api/nothing",
  "route:nobody-critical",
  "receiver:nobody-critical",
  "dashboard:nothing",
  "panel:nothing/Nothing",
  "operations:NoSuchAlert",
  "test:engine/nothing#comes up",
  "test:engine/kubernetes#no such title",
  "project:tenant-ai/redis",
  "issues:trading-journal/web/critical=carrier-pigeon",
  "sample:site-builder/cms=0.5",
  "outside:tenant-ai/api/nothing",
  "page:tenant-ai/api/nothing",
  "plans:nowhere",
  "test:engine/nothing",
] as const)("%s is not found", (evidence) => {
  expect(exists(evidence)).toBe(false);
});
