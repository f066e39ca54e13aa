import { nameSchema } from "../../../exporters/model/schema";
import { severities } from "../../../exporters/model/thresholds";
import {
  deadMansSwitchReceiver,
  dnsLabel,
  dnsLabelMax,
  exporterWorkload,
  receiverName,
  tenantReceiverName,
} from "../../../exporters/model/naming";

const label = /^[a-z](?:[a-z0-9-]*[a-z0-9])?$/;
const longest = "n".repeat(40);
/** Service names of maximum length that differ only in the last 5 digits. */
const crowd = Array.from({ length: 2000 }, (_, index) => `${"n".repeat(34)}x${String(index).padStart(5, "0")}`);

test("a name has at most 40 letters", () => {
  expect([longest, `${longest}n`].map((name) => nameSchema.safeParse(name).success)).toEqual([true, false]);
  expect(crowd.every((name) => nameSchema.safeParse(name).success)).toBe(true);
});

test("the workload name for the longest names is a valid DNS label", () => {
  const name = exporterWorkload("postgres-exporter", longest, longest);
  expect(name.length).toBeLessThanOrEqual(dnsLabelMax);
  expect(name).toMatch(label);
});

test("workload names differ even if the long names of their services differ in one letter", () => {
  const names = crowd.flatMap((service) => [
    exporterWorkload("postgres-exporter", longest, service),
    exporterWorkload("redis-exporter", longest, service),
  ]);
  expect(new Set(names).size).toBe(names.length);
  expect(names.filter((name) => name.length > dnsLabelMax || !label.test(name))).toEqual([]);
});

test("a name is shortened only when necessary", () => {
  expect(dnsLabel("a".repeat(31), "b".repeat(31))).toBe(`${"a".repeat(31)}-${"b".repeat(31)}`);
  expect(dnsLabel("a".repeat(31), "b".repeat(32))).toMatch(/^a{31}-b{23}-[a-z0-9]{7}$/);
});

test("a name that is shortened at a hyphen is still a valid DNS label", () => {
  expect(dnsLabel("a".repeat(54), "b".repeat(40))).toMatch(/^a{54}-[a-z0-9]{7}$/);
});

test("every receiver has a unique name", () => {
  const ids = ["a", "a-critical", "a-tenants", "tenants", "dead", "dead-mans", "dead-mans-switch", longest];
  const names = [
    ...ids.flatMap((id) => [...severities.map((severity) => receiverName(id, severity)), tenantReceiverName(id)]),
    deadMansSwitchReceiver,
  ];
  expect(new Set(names).size).toBe(names.length);
});
