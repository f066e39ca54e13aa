import { destinationSecret, type deliveredSignals, type Destination } from "../model/destinations";
import type { Environment } from "../model/environments-schema";
import { secretsFolder } from "../model/naming";
import type { SecretContent } from "../programs/secret-files";
import { resource } from "./ottl";

type Signal = (typeof deliveredSignals)[number];

/** Name of the exporter of a destination. Alerts and panels show it. */
export const destinationExporter = ({ name }: Pick<Destination, "name">): string => `otlp_http/destination-${name}`;

/** Loopback address at which the gateway receives the data for its destinations from itself. No other program can reach it. */
export const destinationsAddress = "127.0.0.1:4319";
/** Name of the exporter that sends the data for the destinations to `destinationsAddress`. Its queue is in memory. */
export const toDestinations = "otlp_grpc/to_destinations";
const receiver = "otlp/destinations";
const filter = ({ name }: Destination): string => `filter/destination-${name}`;

/** Maximum size in bytes of the queue on disk, for each destination and signal. */
const queueBytes = 128 * 2 ** 20;

/** Parts of the gateway's configuration for the destinations. All are empty in an environment without destinations. */
interface Destinations {
  readonly receivers: Readonly<Record<string, object>>;
  readonly processors: Readonly<Record<string, object>>;
  readonly exporters: Readonly<Record<string, object>>;
  readonly pipelines: Readonly<Record<string, object>>;
  /** Exporters that the pipeline of a signal needs in addition to the store's exporter. */
  readonly beside: Readonly<Record<Signal, readonly string[]>>;
}

/** The Collector's filter that keeps only the data of `systems`. A filter that fails drops the batch, so no data of other systems leaks. */
function filterOf(systems: readonly string[]): object {
  const others = [systems.map((system) => `${resource("system")} != "${system}"`).join(" and ")];
  return { error_mode: "propagate", logs: { log_record: others }, traces: { span: others } };
}

/**
 * Returns the pipelines of a signal: one for each destination that receives the data of only some systems, and one for all other
 * destinations. Each filter needs a separate pipeline.
 */
function pipelinesOf(signal: Signal, all: readonly Destination[]): Record<string, object> {
  const receiving = all.filter(({ signals }) => signals.includes(signal));
  const everything = receiving.filter(({ systems }) => systems === undefined).map(destinationExporter);
  const some = receiving.filter(({ systems }) => systems !== undefined);
  return {
    ...(everything.length > 0 && { [`${signal}/destinations`]: { receivers: [receiver], exporters: everything } }),
    ...Object.fromEntries(
      some.map((destination) => [
        `${signal}/destination-${destination.name}`,
        { receivers: [receiver], processors: [filter(destination)], exporters: [destinationExporter(destination)] },
      ]),
    ),
  };
}

/**
 * Returns the delivery to the environment's destinations. The pipelines of the stores pass the data on to a receiver inside the gateway,
 * and do not retry if this receiver refuses it. Without this step, the full queue of a destination would make the gateway refuse data that
 * the store has already accepted. Senders would then send the data a second time. `delivery` contains the settings for the delivery to a
 * store.
 */
export function destinationsOf(
  { destinations }: Pick<Environment, "destinations">,
  delivery: { readonly sending_queue: object; readonly retry_on_failure: object },
): Destinations {
  const beside = (signal: Signal): string[] => (destinations.some(({ signals }) => signals.includes(signal)) ? [toDestinations] : []);
  const used = destinations.length > 0;
  return {
    receivers: used ? { [receiver]: { protocols: { grpc: { endpoint: destinationsAddress, max_recv_msg_size_mib: 64 } } } } : {},
    exporters: used
      ? {
          [toDestinations]: {
            endpoint: destinationsAddress,
            tls: { insecure: true },
            // The receiver starts after this exporter. Without this setting, data of the first second after a start is lost.
            wait_for_ready: true,
            sending_queue: { queue_size: 1000, num_consumers: 4, block_on_overflow: false },
            retry_on_failure: { enabled: false },
          },
          ...Object.fromEntries(
            destinations.map((destination) => [
              destinationExporter(destination),
              {
                endpoint: destination.url,
                headers: destination.headers,
                sending_queue: { ...delivery.sending_queue, queue_size: queueBytes },
                retry_on_failure: delivery.retry_on_failure,
              },
            ]),
          ),
        }
      : {},
    processors: Object.fromEntries(
      destinations.flatMap((destination) =>
        destination.systems === undefined ? [] : [[filter(destination), filterOf(destination.systems)]],
      ),
    ),
    pipelines: { ...pipelinesOf("logs", destinations), ...pipelinesOf("traces", destinations) },
    beside: { logs: beside("logs"), traces: beside("traces") },
  };
}

/** Name of the gateway's secret file with the secret headers of the destinations. */
const secretFile = "destinations.json";

/** Returns the gateway's arguments and secret file that add the secret headers. The Collector merges all its configuration files. */
export function destinationHeaders({ destinations }: Pick<Environment, "destinations">): {
  readonly args: readonly string[];
  readonly secretFiles: Readonly<Record<string, SecretContent>>;
} {
  const secret = destinations.filter(({ secretHeaders }) => secretHeaders.length > 0);
  if (secret.length === 0) return { args: [], secretFiles: {} };
  const exporters = Object.fromEntries(
    secret.map((destination) => [
      destinationExporter(destination),
      {
        headers: Object.fromEntries(
          destination.secretHeaders.map((header) => [header, { secret: destinationSecret(destination.name, header) }]),
        ),
      },
    ]),
  );
  return {
    args: [`--config=${secretsFolder}/${secretFile}`],
    secretFiles: { [secretFile]: { document: { exporters }, doubleDollars: true } },
  };
}
