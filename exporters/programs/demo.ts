/** The system that `monitoring:demo` starts. */
export const demoSystem = "demo";

/** Image of the demo's programs, built by this project. */
export const demoImage = "demo-app";
/** Version of the demo's programs: this project's version. */
export const demoVersion = "0.1.0";

/** Keys of the passwords that the demo's programs use internally. */
export const demoSecrets = {
  postgresApp: "demo-postgres-app",
  postgresReplicator: "demo-postgres-replicator",
  redisApp: "demo-redis-app",
} as const;

/** Folder of the start scripts and settings of the demo's data stores. */
export const demoFolder = "/etc/demo";
