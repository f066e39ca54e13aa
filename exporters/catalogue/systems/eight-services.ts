import type { SystemInput } from "../../model/schema";
import { postgresConnectionFailed, redisConnectionFailed } from "../connection-patterns";

const ok = { status: ["ok", "healthy"] } as const;
const fastapi = {
  profile: "fastapi-instrumentator",
  buckets: [0.1, 0.25, 0.5, 1, 2, 5, 10],
  excludeRoutes: ["/health", "/metrics"],
} as const;
const express = { buckets: [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10], excludeRoutes: ["/health", "/metrics"] } as const;

const postgres = postgresConnectionFailed();
const redis = redisConnectionFailed();

/** See docs/reference-systems.md for the system's monitoring needs and the features that cover them. */
export const eightServices = {
  id: "eight-services",
  title: "Eight services",
  description: "API gateway, MCP server, Airtable gateway, LLM orchestrator, automation, platform, SAGA orchestrator and frontend",
  hosts: { staging: "eight.staging.example.com", production: "eight.example.com" },
  services: [
    {
      kind: "http",
      name: "api-gateway",
      owner: "integrations",
      dependsOn: ["redis"],
      logs: { patterns: [redis] },
      instrumentation: { profile: "express-prom-bundle", port: 7000, ...express },
      hosts: { staging: "api.eight.staging.example.com", production: "api.eight.example.com" },
      uptime: [{ path: "/health", port: 7000, json: ok, public: true }],
      sentry: { platform: "node-express" },
    },
    {
      kind: "http",
      name: "mcp-server",
      owner: "integrations",
      instrumentation: { profile: "prom-client", port: 7001, ...express },
      runs: [{ name: "tool" }],
      // Tools fail because of wrong arguments too, so a few failures are no reason to page.
      thresholds: { runFailureRatio: { critical: { above: "50%", least: 5 } } },
      uptime: [{ path: "/health", port: 7001, json: ok, outside: false }],
      sentry: { platform: "node-express" },
    },
    {
      kind: "http",
      name: "airtable-gateway",
      owner: "integrations",
      dependsOn: ["redis"],
      logs: { patterns: [redis] },
      instrumentation: { ...fastapi, port: 7002 },
      uptime: [{ path: "/health", port: 7002, json: ok, outside: false }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "http",
      name: "llm-orchestrator",
      owner: "integrations",
      dependsOn: ["redis"],
      logs: { patterns: [redis] },
      instrumentation: { ...fastapi, port: 7003 },
      ai: { profile: "litellm" },
      uptime: [{ path: "/health", port: 7003, json: ok, outside: false }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "http",
      name: "automation",
      owner: "integrations",
      dependsOn: ["postgres", "redis"],
      logs: { patterns: [postgres, redis] },
      instrumentation: { ...fastapi, port: 7006 },
      pools: [{ name: "automation", database: "postgres" }],
      runs: [{ name: "file" }, { name: "workflow" }],
      uptime: [{ path: "/health", port: 7006, json: ok, outside: false }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "worker",
      name: "automation-worker",
      owner: "integrations",
      description: "Works on the queue of the automation service",
      dependsOn: ["postgres", "redis"],
      logs: { patterns: [postgres, redis] },
      instrumentation: { profile: "arq", redis: "redis" },
      queues: ["arq:queue"],
      sentry: { platform: "python" },
    },
    {
      kind: "http",
      name: "platform",
      owner: "integrations",
      dependsOn: ["postgres", "redis"],
      logs: { patterns: [postgres, redis] },
      instrumentation: { ...fastapi, port: 7007 },
      pools: [{ name: "platform", database: "postgres" }],
      uptime: [{ path: "/health", port: 7007, json: ok, outside: false }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "http",
      name: "saga-orchestrator",
      owner: "integrations",
      dependsOn: ["postgres", "redis"],
      logs: { patterns: [postgres, redis] },
      instrumentation: { ...fastapi, port: 7008 },
      pools: [{ name: "saga-orchestrator", database: "postgres" }],
      runs: [{ name: "compensation" }, { name: "transaction" }],
      uptime: [{ path: "/health", port: 7008, json: ok, outside: false }],
      sentry: { platform: "python-fastapi" },
    },
    {
      kind: "http",
      name: "frontend",
      owner: "integrations",
      dependsOn: ["api-gateway"],
      browser: {},
      instrumentation: { profile: "prom-client", port: 5173, ...express },
      uptime: [{ path: "/health", port: 5173, json: ok, public: true }],
      sentry: { platform: "javascript-react" },
    },
    {
      kind: "postgres",
      name: "postgres",
      owner: "integrations",
      database: "platform",
    },
    { kind: "redis", name: "redis", owner: "integrations" },
  ],
} as const satisfies SystemInput;
