import {
  clients,
  clientsUsed,
  commandMean,
  commandRate,
  evicted,
  hitRatio,
  keys,
  latency,
  memoryUsed,
  memoryUsedRatio,
  outOfMemory,
  pingMedian,
  redisUp,
  rejected,
} from "../alert-rules/packs/redis/series";
import {
  expectedReplicas,
  exporterBlind,
  maxmemory,
  persistenceFailing,
  queueEvictions,
  refused,
  replicas,
  replicasMissing,
} from "../alert-rules/packs/redis/series-writes";
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
const unseen = "The server's exporter is down, or it cannot reach the server.";
const top = (series: Parameters<typeof of>[0]) => query(promql`topk(${scalar(mostCommands)}, ${of(series, serviceScope)})`, "{{cmd}}");

const health = (alerts: readonly Alert[]): Section => ({
  title: "Server",
  panels: [
    graph({
      id: "redis/up",
      title: "Reachable",
      description:
        "1 while the exporter reaches the server. 0 if the server is down, has no free connection, or rejects the password. The dashed line is 1 while the exporter can read the server's values. If it is 0, do not rely on the other panels.",
      empty: "The server's exporter is down.",
      unit: "none",
      queries: [
        line(redisUp, serviceScope, "reachable"),
        query(promql`1 - ${of(exporterBlind, serviceScope)}`, "readable", { style: "dashed" }),
      ],
    }),
    graph({
      id: "redis/latency",
      title: "Latency",
      description: `Mean duration of the slowest command over 5 minutes, or the duration of a ping if that is longer. ${thresholdText(alerts, "redis/latency")}`,
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
      description: `Used share of maxmemory. The right axis shows commands rejected in 2 minutes because memory is full. ${thresholdText(alerts, "redis/memory")}`,
      empty: "maxmemory is not set, or the server reports nothing.",
      unit: "percentunit",
      queries: [
        line(memoryUsedRatio, serviceScope, "in use"),
        line(outOfMemory, serviceScope, "rejected commands", { right: "short" }),
        ...thresholdLines(alerts, "redis/memory", serviceScope),
      ],
    }),
    graph({
      id: "redis/memory-bytes",
      title: "Memory",
      description: "Memory that the server uses. The dashed line shows maxmemory. It is 0 if maxmemory is not set.",
      empty: unseen,
      unit: "bytes",
      queries: [line(memoryUsed, serviceScope, "used"), line(maxmemory, serviceScope, "maxmemory", { style: "dashed" })],
    }),
    graph({
      id: "redis/rejected",
      title: "Clients",
      description: "Used share of maxclients. The right axis shows connected clients, and connections refused in 2 minutes.",
      empty: unseen,
      unit: "percentunit",
      queries: [
        line(clientsUsed, serviceScope, "connected"),
        ...fixedLines(alerts, "redis/rejected", clientsUsed.name, serviceScope),
        line(rejected, serviceScope, "refused connections", { right: "short" }),
        line(clients, serviceScope, "clients", { right: "short" }),
      ],
    }),
    graph({
      id: "redis/hits:111",
      title: "Hit ratio",
      description:
        "Share of key lookups that found their key. If it is lower than usual, the cache has lost keys, or clients request other keys.",
      empty: "No key was looked up in this period.",
      unit: "percentunit",
      queries: [line(hitRatio, serviceScope, "found")],
    }),
  ],
});

const commands = (facts: RuleFacts): Section => ({
  title: "Commands and keys",
  panels: [
    graph({
      id: "redis/commands:120",
      title: "Busiest commands",
      description: `Calls per second of the ${mostCommands} busiest commands. Blocking commands are not shown.`,
      empty: "No command ran in this period.",
      unit: "ops",
      queries: [top(commandRate)],
    }),
    graph({
      id: "redis/command-time:121",
      title: "Slowest commands",
      description: `Mean duration of the ${mostCommands} slowest commands. Redis runs one command at a time, so a slow command delays all others.`,
      empty: "No command ran in this period.",
      unit: "s",
      queries: [top(commandMean)],
    }),
    graph({
      id: "redis/keys:122",
      title: "Keys",
      description: "Number of keys in all databases.",
      empty: unseen,
      unit: "short",
      queries: [line(keys, serviceScope, "keys")],
    }),
    graph({
      id: "redis/evicted",
      title: "Keys evicted",
      description:
        "Keys evicted per second to free memory. This is normal for a full cache. For other uses of Redis, it is data loss. The right axis shows the number of keys evicted over 5 minutes, if the server holds a queue.",
      empty: unseen,
      unit: "ops",
      queries: [
        line(evicted, serviceScope, "evicted"),
        ...(facts.queueStores.length === 0 ? [] : [line(queueEvictions, serviceScope, "evicted from a queue", { right: "short" })]),
      ],
    }),
  ],
});

const data = (facts: RuleFacts): Section => ({
  title: "Writes, persistence and replication",
  panels: [
    graph({
      id: "redis/refused",
      title: "Writes refused",
      description:
        "Number of writes refused with an error over 2 minutes: MISCONF (the latest snapshot has failed), READONLY (the server is a replica), NOREPLICAS (too few replicas are connected), CLUSTERDOWN (hash slots of a Redis Cluster have no master).",
      empty: unseen,
      unit: "short",
      queries: [line(refused, serviceScope, "{{err}}")],
    }),
    graph({
      id: "redis/persistence",
      title: "Persistence",
      description: "1 while the latest snapshot, or the latest write or rewrite of the append-only file, has failed.",
      empty: unseen,
      unit: "none",
      queries: [line(persistenceFailing, serviceScope, "{{part}} failed")],
    }),
    graph({
      id: "redis/replicas",
      title: "Replicas connected",
      description:
        "Number of replicas that are connected to the master, and of missing replicas. The dashed line shows the expected number.",
      empty: "The server is a replica, or the server's exporter is down.",
      unit: "none",
      queries: [
        line(replicas, serviceScope, "connected"),
        ...(facts.redisReplicas.length === 0
          ? []
          : [line(replicasMissing, serviceScope, "missing"), line(expectedReplicas, serviceScope, "expected", { style: "dashed" })]),
      ],
    }),
  ],
});

/** Dashboard for one Redis server at a time. */
export const redis = (facts: RuleFacts, alerts: readonly Alert[]): Dashboard => ({
  id: "redis",
  title: titles.redis,
  description: "One Redis server: memory, latency, clients, writes, persistence, replication and commands.",
  tags: ["redis"],
  variables: serviceVariables(redisUp.name),
  alerts: firing(serviceAlerts),
  sections: [serviceState("redis", facts), health(alerts), data(facts), commands(facts)],
});
