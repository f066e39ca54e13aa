/**
 * Every panel that an alert can link to, as `<dashboard>/<panel>`, with its ID in the dashboard's JSON. The URL parameter `viewPanel` opens
 * a panel by this ID. Never change an assigned ID, because links in old notifications use it. IDs in this list are below 100. Panels to
 * which no alert links have IDs from 100 (`dashboards/panel-numbers.ts`).
 */
export const panelNumbers = {
  "http/latency": 1,
  "http/errors": 2,
  "http/traffic": 3,
  "http/budget": 4,
  "queues/depth": 1,
  "queues/oldest": 2,
  "queues/failures": 3,
  "queues/heartbeat": 4,
  "postgres/connections": 1,
  "postgres/pool": 2,
  "postgres/replication": 3,
  "postgres/slots": 4,
  "postgres/standbys": 5,
  "postgres/queries": 6,
  "postgres/up": 7,
  "postgres/transaction-age": 8,
  "postgres/locks": 9,
  "postgres/wraparound": 10,
  "postgres/vacuum": 11,
  "postgres/archiving": 12,
  "postgres/restarts": 13,
  "postgres/collectors": 14,
  "redis/up": 1,
  "redis/memory": 2,
  "redis/latency": 3,
  "redis/rejected": 4,
  "redis/memory-bytes": 5,
  "redis/refused": 6,
  "redis/persistence": 7,
  "redis/replicas": 8,
  "redis/evicted": 9,
  "tenants/quota": 1,
  "overview/probes": 1,
  "overview/certificates": 2,
  "overview/targets": 3,
  "overview/jobs": 4,
  "stack/heartbeat": 1,
  "stack/rules": 2,
  "stack/notifications": 3,
  "stack/storage": 4,
  "stack/config": 5,
  "stack/logs": 6,
  "stack/traces": 7,
  "stack/discovery": 8,
} as const satisfies Readonly<Record<`${string}/${string}`, number>>;

export type PanelId = keyof typeof panelNumbers;
export const panelIds = Object.keys(panelNumbers) as readonly PanelId[];
