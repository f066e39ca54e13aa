import type { Pack } from "../../pack";
import { proofService } from "../../proofs/service";
import { declaredRecordings } from "../target/declared";
import { streamAbnormalThreshold, streamsAbnormallyClosed, streamSilenceThreshold, streamStalled } from "./alerts";
import { streamsLost } from "./lost-alerts";
import { lostRecordings } from "./lost-series";
import { streamsMissing } from "./missing";
import { streamRecordings } from "./series";
import { proofStream } from "./world";

/** Rule pack for streams that applications measure, such as server-sent events and WebSocket connections. */
export const streamPack: Pack = {
  name: "streams",
  title: "Streams",
  about: (service) => service.kind === "http" && service.streams.length > 0,
  when: (facts) => facts.declared.streams.length > 0,
  thresholds: [streamAbnormalThreshold, streamSilenceThreshold],
  group: (facts) => ({
    recordings: [...streamRecordings(), ...lostRecordings(), ...declaredRecordings("streams", "stream", facts.declared.streams)],
    alerts: [...streamsAbnormallyClosed(facts), ...streamStalled(facts), streamsLost(), streamsMissing()],
  }),
  proofFacts: { declared: { streams: [{ service: proofService, name: proofStream }] } },
  symptoms: { streams: "consequence", "stream-silence": "consequence", "streams-lost": "consequence", unreported: "consequence" },
};
