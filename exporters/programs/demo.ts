/** ID of the system that `monitoring:demo` starts. */
export const demoSystem = "demo";

/** Name of the image with the demo's programs, which this project builds. */
export const demoImage = "demo-app";
/** Version of the demo's programs, the same as this project's version. */
export const demoVersion = "0.1.0";

/** Keys of secrets: the passwords with which the demo's programs connect to each other, and the password of Redis' administrator. */
export const demoSecrets = {
  postgresApp: "demo-postgres-app",
  postgresReplicator: "demo-postgres-replicator",
  redisApp: "demo-redis-app",
  redisAdmin: "demo-redis-admin",
} as const;

/** Folder of the Unix socket of the demo's PostgreSQL. The superuser can connect only through this socket. */
export const demoSocketFolder = "/tmp";

/** Folder of the start scripts and settings of the demo's PostgreSQL and Redis. */
export const demoFolder = "/etc/demo";
