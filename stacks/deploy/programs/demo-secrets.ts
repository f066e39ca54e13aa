/** Keys of the passwords the demo's programs use among themselves. */
export const demoSecrets = {
  postgresApp: "demo-postgres-app",
  postgresReplicator: "demo-postgres-replicator",
  redisApp: "demo-redis-app",
} as const;
