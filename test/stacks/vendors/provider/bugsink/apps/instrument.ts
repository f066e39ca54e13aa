import * as Sentry from "@sentry/node";

const personal = process.env["SENTRY_SEND_DEFAULT_PII"] === "true";

// From version 11 the SDK has no `sendDefaultPii`, and collects everything that is not switched off.
Sentry.init({
  tracesSampleRate: Number(process.env["SENTRY_TRACES_SAMPLE_RATE"]),
  dataCollection: personal
    ? {}
    : {
        userInfo: false,
        cookies: false,
        httpHeaders: false,
        httpBodies: [],
        urlQueryParams: false,
        databaseQueryData: false,
        queues: false,
        stackFrameVariables: false,
        graphQL: { document: false, variables: false },
        genAI: { inputs: false, outputs: false },
      },
});
