import path from "node:path";
import type { clusterTools } from "../../../stacks/supply/table";
import type { Layout } from "./layout";

export type ServerName = Exclude<(typeof clusterTools)[number], "kubectl">;

export const kubeconfigOf = (name: string): string => `${name}.kubeconfig`;

/** Folder in which the API server creates its certificate and key. */
export const certificates = (layout: Layout): string => layout.file("certificates");

const loopback = "127.0.0.1";

/** Command line of each server. Servers listen only on loopback, or on no port if they need none. */
export const commands: Readonly<Record<ServerName, (layout: Layout) => readonly string[]>> = {
  etcd: ({ ports, file }) => [
    "--name=test",
    `--data-dir=${file("etcd")}`,
    `--listen-client-urls=http://${loopback}:${ports.etcd}`,
    `--advertise-client-urls=http://${loopback}:${ports.etcd}`,
    `--listen-peer-urls=http://${loopback}:${ports.etcdPeer}`,
    `--initial-advertise-peer-urls=http://${loopback}:${ports.etcdPeer}`,
    `--initial-cluster=test=http://${loopback}:${ports.etcdPeer}`,
    // etcd need not flush data to the disk, because no one reads it after etcd exits.
    "--unsafe-no-fsync",
  ],
  // The default admission plugins run: Pod Security, quotas, limit ranges, service accounts, default storage class and others.
  "kube-apiserver": (layout) => [
    `--etcd-servers=http://${loopback}:${layout.ports.etcd}`,
    `--bind-address=${loopback}`,
    `--advertise-address=${loopback}`,
    `--secure-port=${layout.ports.api}`,
    `--cert-dir=${certificates(layout)}`,
    // The Service `kubernetes` gets no endpoint, because a loopback address cannot be an endpoint.
    "--endpoint-reconciler-type=none",
    "--authorization-mode=RBAC",
    "--anonymous-auth=false",
    `--token-auth-file=${layout.file("tokens.csv")}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-account-signing-key-file=${layout.file("service-account.key")}`,
    `--service-account-key-file=${layout.file("service-account.pub")}`,
    "--service-cluster-ip-range=10.96.0.0/16",
    // With this flag, the API server itself does not reject privileged pods, so that Pod Security decides.
    "--allow-privileged=true",
  ],
  "kube-controller-manager": (layout) => [
    `--kubeconfig=${layout.file(kubeconfigOf("kube-controller-manager"))}`,
    `--service-account-private-key-file=${layout.file("service-account.key")}`,
    `--root-ca-file=${path.join(certificates(layout), "apiserver.crt")}`,
    "--use-service-account-credentials=true",
    // Without this flag, the controller manager creates a folder in a system directory.
    `--flex-volume-plugin-dir=${layout.file("flexvolume")}`,
    "--leader-elect=false",
    "--secure-port=0",
  ],
  "kube-scheduler": ({ file }) => [`--kubeconfig=${file(kubeconfigOf("kube-scheduler"))}`, "--leader-elect=false", "--secure-port=0"],
  kwok: ({ file }) => [
    `--kubeconfig=${file(kubeconfigOf("kwok"))}`,
    `--config=${path.join(__dirname, "stages.yaml")}`,
    "--manage-all-nodes=true",
    "--node-lease-duration-seconds=40",
    "--node-port=0",
    "--node-ip=10.0.0.1",
    "--cidr=10.244.0.0/16",
  ],
};
