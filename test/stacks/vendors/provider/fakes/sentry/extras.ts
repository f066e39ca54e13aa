import { z } from "zod";

/** Fails with Sentry's message if a list has an empty entry. */
const noEmpty = z.array(z.string().min(1, "Empty values are not allowed."));

const jsonText = z.string().refine((text) => {
  try {
    return text === "" || typeof JSON.parse(text) === "object";
  } catch {
    return false;
  }
}, "Invalid JSON");

const filterOptions = z.strictObject({
  "filters:blacklisted_ips": z.string().optional(),
  "filters:releases": z.string().optional(),
  "filters:error_messages": z.string().optional(),
  "filters:react-hydration-errors": z.boolean().optional(),
  "filters:chunk-load-error": z.boolean().optional(),
});

/** The fields of `PUT` on a project that the server accepts but the published API document omits. */
export const projectExtras = z.strictObject({
  dataScrubber: z.boolean().optional(),
  dataScrubberDefaults: z.boolean().optional(),
  sensitiveFields: noEmpty.optional(),
  safeFields: noEmpty.optional(),
  scrubIPAddresses: z.boolean().optional(),
  relayPiiConfig: jsonText.nullish(),
  storeCrashReports: z.number().int().min(-1).max(20).nullish(),
  allowedDomains: z
    .array(z.string())
    .refine((domains) => domains.some((domain) => domain !== ""), "Empty value will block all requests, use * to accept from all domains")
    .optional(),
  scrapeJavaScript: z.boolean().optional(),
  verifySSL: z.boolean().optional(),
  defaultEnvironment: z.string().nullish(),
  options: filterOptions.optional(),
});

const keyExtras = z.strictObject({
  browserSdkVersion: z.enum(["latest", "7.x"]).optional(),
  dynamicSdkLoaderOptions: z
    .strictObject({
      hasReplay: z.boolean(),
      hasPerformance: z.boolean(),
      hasDebug: z.boolean(),
      hasFeedback: z.boolean(),
      hasLogsAndMetrics: z.boolean(),
    })
    .partial()
    .optional(),
});

/** The fields that the server accepts but the published API document omits, by operation. */
export const extras: Readonly<Record<string, z.ZodObject>> = { updateProject: projectExtras, createProjectKey: keyExtras };
