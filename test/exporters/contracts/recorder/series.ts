import { z } from "zod";
import { sorted, typeOf, type MetricContract, type Metrics } from "./exposition";

/** Requests a path of Prometheus' API and returns the parsed JSON. Throws if the request fails. */
export type Api = (path: string) => Promise<unknown>;

const seriesAnswer = z.object({ data: z.array(z.record(z.string(), z.string())) });
const metadataAnswer = z.object({ data: z.record(z.string(), z.array(z.object({ type: z.string() }))) });

/** Derives the type of a pushed series from its name, because pushed series have no type metadata. */
function pushedType(name: string, histograms: ReadonlySet<string>): string {
  if (histograms.has(name.replace(/_(bucket|sum|count)$/, "")) && /_(bucket|sum|count)$/.test(name)) return "histogram";
  return name.endsWith("_total") ? "counter" : "gauge";
}

/** A contract does not list these labels: the metric name and the labels that scraping adds. */
const added: ReadonlySet<string> = new Set(["__name__", "job", "instance"]);

/** The contracts of these series: the type, labels and `le` values of each name. */
export function metricsOfSeries(
  series: readonly Readonly<Record<string, string>>[],
  typeOfName: (name: string, histograms: ReadonlySet<string>) => string,
): Metrics {
  const labels = new Map<string, Set<string>>();
  const bounds = new Map<string, Set<string>>();
  for (const { __name__: name = "", ...rest } of series) {
    const known = labels.get(name) ?? new Set<string>();
    for (const label of Object.keys(rest)) if (!added.has(label)) known.add(label);
    labels.set(name, known);
    const { le } = rest;
    if (le !== undefined) bounds.set(name, (bounds.get(name) ?? new Set()).add(le));
  }
  const histograms = new Set([...bounds.keys()].map((name) => name.replace(/_bucket$/, "")));
  const number = (le: string): number => (le === "+Inf" ? Infinity : Number(le));
  return sorted(
    [...labels].map(([name, names]): [string, MetricContract] => {
      const le = [...(bounds.get(name) ?? [])].sort((a, b) => number(a) - number(b));
      return [name, { type: typeOfName(name, histograms), labels: [...names].sort(), ...(le.length === 0 ? {} : { le }) }];
    }),
  );
}

async function seriesOf(api: Api, selector: string): Promise<Record<string, string>[]> {
  return seriesAnswer.parse(await api(`/api/v1/series?match[]=${encodeURIComponent(selector)}`)).data;
}

/** The series that Prometheus stored from scrapes, with the types that the targets reported. */
export async function scrapedSeries(api: Api, selector: string): Promise<Metrics> {
  const metadata = metadataAnswer.parse(await api("/api/v1/metadata")).data;
  const types = new Map(Object.entries(metadata).map(([name, [first]]) => [name, first?.type ?? "untyped"]));
  return metricsOfSeries(await seriesOf(api, selector), (name) => typeOf(name, types));
}

/** The series that Prometheus received over OTLP, which have no type metadata. */
export const pushedSeries = async (api: Api, selector: string): Promise<Metrics> =>
  metricsOfSeries(await seriesOf(api, selector), pushedType);
