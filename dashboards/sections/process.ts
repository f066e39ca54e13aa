import { processCpu, processMemory } from "../../alert-rules/packs/http/series-detail";
import { promql, select } from "../../alert-rules/promql";
import type { Section } from "../model";
import { serviceScope } from "../scope";

/** Section with the CPU and memory usage of a service's processes. */
export const processSection = (dashboard: "http" | "queues"): Section => ({
  title: "Processes",
  panels: [
    {
      type: "timeseries",
      id: `${dashboard}/cpu:130`,
      title: "CPU",
      description: "CPU usage of each process. 100 % is one whole core.",
      empty: "The process does not expose its CPU time, or it is not scraped.",
      unit: "percentunit",
      width: 12,
      height: 7,
      queries: [
        { datasource: "prometheus", expr: promql`rate(${select(processCpu, serviceScope)}[$__rate_interval])`, legend: "{{instance}}" },
      ],
    },
    {
      type: "timeseries",
      id: `${dashboard}/memory:131`,
      title: "Memory",
      description: "Resident memory of each process. A line that only rises means a memory leak.",
      empty: "The process does not expose its memory, or it is not scraped.",
      unit: "bytes",
      width: 12,
      height: 7,
      queries: [{ datasource: "prometheus", expr: promql`${select(processMemory, serviceScope)}`, legend: "{{instance}}" }],
    },
  ],
});
