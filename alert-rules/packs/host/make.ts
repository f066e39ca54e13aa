import type { Alert } from "../../model";
import { label, text } from "../../template";
import { alertAbout, type ObjectAlert, type ObjectTexts } from "../object-alert";
import { hostTarget, hostWorld, hostWorlds, type HostState } from "./world";

/** Name of the host in summaries. */
export const hostName = text`${label("system")}/${label("service")} ${label("instance")}`;

interface HostAlert extends Omit<ObjectAlert<HostState>, "worlds" | "series"> {
  /** Labels of the alert in addition to those of the host, with their values in the proofs. Default: none. */
  readonly extra?: Readonly<Record<string, string>>;
}

/** Creates an alert about single hosts. */
export const hostAlert = (texts: ObjectTexts, { extra = {}, ...of }: HostAlert): Alert =>
  alertAbout<HostState>(
    { instance: hostTarget.instance, ...extra },
    { instance: "second:9100", ...extra },
    {},
  )(texts, {
    ...of,
    worlds: hostWorlds,
    series: (phases, { instance }) => hostWorld(phases, instance),
  });
