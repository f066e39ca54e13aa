import {
  clients,
  clientsUsed,
  commandMean,
  commandRate,
  evicted,
  hitRatio,
  keys,
  latency,
  memoryLimit,
  memoryUsed,
  memoryUsedRatio,
  outOfMemory,
  pingMedian,
  redisUp,
  rejected,
} from "../alert-rules/packs/redis/series";
import type { RuleFacts } from "../alert-rules/rule-facts";
import type { Alert } from "../alert-rules/model";
import { promql, scalar } from "../alert-rules/promql";
import { fixedLines, thresholdLines, thresholdText } from "./threshold-lines";
import { graph, line, query } from "./lines";
import type { Dashboard, Section } from "./model";
import { of, serviceAlerts, serviceScope, serviceVariables } from "./scope";
import { firing, serviceState } from "./sections/alerts";
import { titles } from "./titles";

const mostCommands = 10;
const unseen = "The server's exporter reports nothing: it is down, or cannot reach the server.";
const top = (series: Parameters<typeof of>[0]) => query(promql`topk(${scalar(mostCommands)}, ${of(series, serviceScope)})`, "{{cmd}}");

const health = (alerts: readonly Alert[]): Section => ({
  title: "Server",
  panels: [
    graph({
      id: "redis/up",
      title: "Reachable",
      description: "1 while the exporter reaches the server, 0 while it does not: down, no connection left, or a wrong password.",
      empty: "The server's exporter does not answer.",
      unit: "none",
      queries: [line(redisUp, serviceScope, "reachable")],
    }),
    graph({
      id: "redis/latency",
      title: "Latency",
      description: `The greater of two: the mean time of the slowest kind of command over 5 minutes, and the time a ping takes. ${thresholdText(alerts, "redis/latency")}`,
      empty: unseen,
      unit: "s",
      queries: [
        line(latency, serviceScope, "latency"),
        line(pingMedian, serviceScope, "ping", { style: "dashed" }),
        ...thresholdLines(alerts, "redis/latency", serviceScope),
      ],
    }),
    graph({
      id: "redis/memory",
      title: "Memory in use",
      description: `Memory in use, of the most the server may use; at the right the commands refused for lack of memory in 2 minutes. ${thresholdText(alerts, "redis/memory")}`,
      empty: "The server has no memory limit set, or reports nothing.",
      unit: "percentunit",
      queries: [
        line(memoryUsedRatio, serviceScope, "in use"),
        line(outOfMemory, serviceScope, "refused", { right: "short" }),
        ...thresholdLines(alerts, "redis/memory", serviceScope),
      ],
    }),
    graph({
      id: "redis/memory-bytes:110",
      title: "Memory",
      description: "Memory the server uses; dashed, the most it may use, where that is set.",
      empty: unseen,
      unit: "bytes",
      queries: [line(memoryUsed, serviceScope, "used"), line(memoryLimit, serviceScope, "limit", { style: "dashed" })],
    }),
    graph({
      id: "redis/rejected",
      title: "Clients",
      description: "Connected clients, of those the server accepts; at the right the connections it refused in 2 minutes.",
      empty: unseen,
      unit: "percentunit",
      queries: [
        line(clientsUsed, serviceScope, "connected"),
        ...fixedLines(alerts, "redis/rejected", clientsUsed.name, serviceScope),
        line(rejected, serviceScope, "refused", { right: "short" }),
        line(clients, serviceScope, "clients", { right: "short" }),
      ],
    }),
    graph({
      id: "redis/hits:111",
      title: "Keys found",
      description: "Share of key lookups that found their key. A cache that finds less than usual has lost keys or is asked for new ones.",
      empty: "No key was looked up in this time.",
      unit: "percentunit",
      queries: [line(hitRatio, serviceScope, "found")],
    }),
  ],
});

const commands: Section = {
  title: "Commands and keys",
  panels: [
    graph({
      id: "redis/commands:120",
      title: "Busiest commands",
      description: `Calls per second of the ${mostCommands} busiest commands. Commands that wait by design are left out.`,
      empty: "No command was called in this time.",
      unit: "ops",
      queries: [top(commandRate)],
    }),
    graph({
      id: "redis/command-time:121",
      title: "Slowest commands",
      description: `Mean time of the ${mostCommands} slowest commands. Redis does one thing at a time: a slow command delays all others.`,
      empty: "No command was called in this time.",
      unit: "s",
      queries: [top(commandMean)],
    }),
    graph({
      id: "redis/keys:122",
      title: "Keys",
      description: "Keys in all databases.",
      empty: unseen,
      unit: "short",
      queries: [line(keys, serviceScope, "keys")],
    }),
    graph({
      id: "redis/evicted:123",
      title: "Keys evicted",
      description:
        "Keys per second that were thrown out to make room. In a cache that is normal when memory is full; elsewhere it is loss.",
      empty: unseen,
      unit: "ops",
      queries: [line(evicted, serviceScope, "evicted")],
    }),
  ],
};

/** Redis servers, one at a time. */
export const redis = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "redis",
  title: titles.redis,
  description: "One Redis server: memory, latency, clients and commands.",
  tags: ["redis"],
  variables: serviceVariables(redisUp.name),
  alerts: firing(serviceAlerts),
  sections: [serviceState("redis", facts), health(alerts), commands],
});
