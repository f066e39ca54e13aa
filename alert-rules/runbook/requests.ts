import type { View } from "../../exporters/model/catalogue";
import { heartbeatAlert } from "../../exporters/model/naming";
import { mainAddress, programs, type ProgramName } from "../../exporters/programs";
import { certificateModule, certificateTargets } from "../../exporters/scrape/certificates";
import { allProbesOf, probesOf } from "../../exporters/scrape/probes";
import { systemTargets } from "../../exporters/scrape/targets";
import { checksOf } from "../../exporters/uptime/checks";
import type { FirstCommand } from "../first-command";
import type { Entry } from "./entry";
import { line, lineOf, nameOf, placedIn, type Command } from "./line";

/** Timeout of a request, in seconds. */
const timeout = "15";
const prober = programs["blackbox-exporter"];

/** A command that runs in a program's container and requests a URL. It prints the response's headers or, with `output`, its body. */
const request = (view: View, url: string, output: boolean, from: ProgramName = programs.prometheus.name): string =>
  line("shell", view, from, "--", "wget", ...(output ? ["-q", "-O", "-"] : ["-S", "-O", "/dev/null"]), "-T", timeout, url);

const probeUrl = (module: string, target: string): string =>
  `http://${mainAddress(prober)}/probe?debug=true&module=${module}&target=${encodeURIComponent(target)}`;

/** Format in which curl prints the result of a request in one line. */
const outcome = "status %{http_code}, from %{remote_ip}, certificate %{ssl_verify_result} (0 is valid), redirect to %{redirect_url}\\n";

function targets(view: View, about: Entry["about"], output: boolean): Command[] {
  const services = new Map(placedIn(view).map((placed) => [nameOf(placed), placed.service]));
  return systemTargets(view).flatMap(({ address, labels }) => {
    const name = `${labels.system}/${labels.service}`;
    const service = services.get(name);
    if (service === undefined || !about(service)) return [];
    const path = "instrumentation" in service && labels["instrumentation"] !== "arq" ? service.instrumentation.path : "/metrics";
    return [{ about: name, line: request(view, `http://${address}${path}`, output) }];
  });
}

/**
 * Returns the requests of one kind in an environment: one for each target, check or public address, or a single one for an API of the
 * stack.
 */
export function requests(view: View, what: Extract<FirstCommand, { request: string }>["request"], about: Entry["about"]): Command[] {
  switch (what) {
    case "target":
      return targets(view, about, false);
    case "metrics":
      return targets(view, about, true);
    case "series":
      return [{ line: request(view, `http://127.0.0.1:${programs.prometheus.ports.http.number}/api/v1/status/tsdb`, true) }];
    case "results":
      return [
        {
          line: request(view, `http://127.0.0.1:${programs.gatus.ports.http.number}/api/v1/endpoints/statuses`, true, programs.gatus.name),
        },
      ];
    case "heartbeat": {
      const filter = encodeURIComponent(`alertname="${heartbeatAlert}"`);
      const url = `http://127.0.0.1:${programs.alertmanager.ports.http.number}/api/v2/alerts?filter=${filter}`;
      return [{ line: request(view, url, true, programs.alertmanager.name) }];
    }
    case "gatus":
      return probesOf(view).map(({ url, labels }) => ({
        about: `${labels.system}/${labels.service} ${labels.probe}`,
        line: request(view, url, false, programs.gatus.name),
      }));
    case "check":
      return allProbesOf(view).map(({ module, url, labels }) => ({
        about: `${labels.system}/${labels.service} ${labels.probe}`,
        line: request(view, probeUrl(module, url), true),
      }));
    case "outside":
      return checksOf(view).flatMap(({ labels, publicUrl }) =>
        publicUrl === undefined
          ? []
          : [
              {
                about: `${labels.system}/${labels.service} ${labels.probe}`,
                line: lineOf(["curl", "-sS", "-o", "/dev/null", "-m", timeout, "-w", outcome, publicUrl]),
              },
            ],
      );
    case "certificate":
      return certificateTargets(view).map(({ address, labels }) => ({
        about: `${labels.system}/${labels.service}`,
        line: request(view, probeUrl(certificateModule, address), true),
      }));
    case "chain":
      return certificateTargets(view).map(({ address, labels }) => ({
        about: `${labels.system}/${labels.service}`,
        // Without input, s_client ends after the handshake.
        line: `${line("shell", view, prober.name, "--", "openssl", "s_client", "-showcerts", "-connect", address, "-servername", address.replace(/:\d+$/, ""))} </dev/null`,
      }));
  }
}
