import { dashboardUid } from "../../exporters/model/naming";

const services: Readonly<Record<string, string>> = { queues: "orders-worker", postgres: "postgres", redis: "redis" };
const byUid = new Map(Object.entries(services).map(([id, service]) => [dashboardUid(id), service]));

/** The service of the demo that tests select on the dashboard with this uid. */
export const demoServiceOn = (uid: string): string => byUid.get(uid) ?? "orders";
