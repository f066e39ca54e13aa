import config from "@sentry/nextjs/config";

const sentry = { silent: true, telemetry: false, sourcemaps: { disable: true } };
export default config.withSentryConfig({ pageExtensions: ["jsx", "mjs"] }, sentry);
