import type { LogPattern } from "./logs-schema";
import type { Service } from "./schema";

/** Returns the log patterns of a service. Empty if it declares none. */
export const patternsOf = (service: Service): readonly LogPattern[] => ("logs" in service ? (service.logs?.patterns ?? []) : []);
