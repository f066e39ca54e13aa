import type { LogPattern } from "./logs-schema";
import type { Service } from "./schema";

/** The kinds of log records about which a service's alerts notify. */
export const patternsOf = (service: Service): readonly LogPattern[] => ("logs" in service ? (service.logs?.patterns ?? []) : []);
