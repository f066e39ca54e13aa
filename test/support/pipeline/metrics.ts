import { post, type From } from "./post";

/** One metric of each type. Prometheus stores the data points of all these metrics as 13 samples. */
const metricsOfEachKind = (): object[] => {
  const timeUnixNano = `${Date.now()}000000`;
  const number = (asInt: string) => ({ timeUnixNano, asInt });
  const quantileValues = [0.5, 0.9].map((quantile) => ({ quantile, value: 1 }));
  return [
    { name: "queue.length", gauge: { dataPoints: [number("1"), number("2")] } },
    { name: "orders", sum: { aggregationTemporality: 2, isMonotonic: true, dataPoints: [number("3")] } },
    {
      name: "duration",
      histogram: {
        aggregationTemporality: 2,
        dataPoints: [{ timeUnixNano, count: "1", sum: 0.2, explicitBounds: [0.1, 1], bucketCounts: ["0", "1", "0"] }],
      },
    },
    {
      name: "size",
      exponentialHistogram: {
        aggregationTemporality: 2,
        dataPoints: [{ timeUnixNano, count: "1", sum: 2, scale: 0, zeroCount: "0", positive: { offset: 0, bucketCounts: ["1"] } }],
      },
    },
    { name: "age", summary: { dataPoints: [{ timeUnixNano, count: "1", sum: 2, quantileValues }] } },
  ];
};

/** Pushes a service's metrics of each type in one request. Returns the HTTP status code, or 0 if there was no response. */
export function sendMetrics(from: From, service: string): Promise<number> {
  const resource = { attributes: [{ key: "service.name", value: { stringValue: service } }] };
  return post(from, "/v1/metrics", JSON.stringify({ resourceMetrics: [{ resource, scopeMetrics: [{ metrics: metricsOfEachKind() }] }] }));
}
