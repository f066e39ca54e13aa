/** Labels of a container that name its service and its system. */
export const containerLabels = { service: "monitoring.service", system: "monitoring.system" } as const;

/** Labels that Docker Compose sets. They name the service and the system of a container without `containerLabels`. */
export const composeLabels = { service: "com.docker.compose.service", system: "com.docker.compose.project" } as const;

/** Labels that the stack sets on its own containers. */
export const stackContainerLabels = { workload: "monitoring.workload", stack: "monitoring.stack" } as const;

/** Labels that a container needs to be scraped, and those that configure the scrape. The log agent also reads `containerLabels`. */
export const dockerLabels = {
  ...containerLabels,
  /** ID of the owning team. Required: a container without it is not scraped. */
  owner: "monitoring.owner",
  /** Port of the metrics endpoint. Required: a container without it is not scraped. */
  port: "monitoring.port",
  /** Path of the metrics endpoint. Default: `/metrics`. */
  path: "monitoring.path",
  /**
   * ID of the instrumentation profile. Without it, or with a profile that the environment does not allow, only `up` is monitored.
   */
  instrumentation: "monitoring.instrumentation",
  /** Environment of the container, if several stacks run on the host. Default: every environment that discovers the container. */
  environment: "monitoring.environment",
} as const;
