import { label, text } from "../../template";
import { alertAbout } from "../object-alert";
import { container, volume, type ContainerState } from "./world";

/** Name of the container, and of the volume, in summaries. */
export const containerName = text`${label("system")}/${label("service")}: container ${label("container")} of pod ${label("namespace")}/${label("pod")}`;
export const volumeName = text`${label("system")}/${label("service")}: volume ${label("namespace")}/${label("persistentvolumeclaim")}`;

/** These two functions create alerts about single containers and about single volumes. */
export const containerAlert = alertAbout<ContainerState>(container, { ...container, pod: "web-7d4b9c5f6d-zz9zz" }, {});
export const volumeAlert = alertAbout<ContainerState>(volume, { ...volume, persistentvolumeclaim: "data-web-1" }, {});

/** Steps that several alerts share. The alert's labels hold the values of the placeholders. */
export const describePod = "Read the state of the pod and its events: run `kubectl --namespace <namespace> describe pod <pod>`.";
export const previousLines =
  "Read the last lines before the restart: run `kubectl --namespace <namespace> logs <pod> --container <container> --previous`.";
