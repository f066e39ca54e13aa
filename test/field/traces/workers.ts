import { answered, changing, repeated, type Timeline } from "../language/timeline";
import { trace, type Trace } from "../language/trace";
import { arqQueue, bullmqWorker, type QueueLoad } from "../language/workers";
import { catalogue, queues } from "../names";

const steady: QueueLoad = { waiting: 2, oldest: 1, done: 0.5 };
const idle: QueueLoad = { waiting: 0, done: 0 };
const { agentJobs, aiWorker, automationWorker, journalWorker, siteWorker } = catalogue;
const site = (timeline: Timeline<QueueLoad>) => (every: number) =>
  bullmqWorker(siteWorker, [queues.automations, queues.exports], timeline, every);
const journal = (timeline: Timeline<QueueLoad>) => (every: number) => bullmqWorker(journalWorker, [queues.jobs], timeline, every);

export const workers: readonly Trace[] = [
  trace(
    "a batch of 400 jobs is processed in four minutes",
    60,
    [siteWorker],
    site([
      answered(20, idle),
      ...changing(4, (minute) => ({ waiting: 400 - minute * 100, oldest: 30 + minute * 30, done: 1.6 })),
      answered(36, idle),
    ]),
  ),
  trace(
    "three of two hundred jobs fail",
    60,
    [journalWorker],
    journal([answered(20, steady), answered(6, { ...steady, failed: 0.01 }), answered(34, steady)]),
  ),
  trace(
    "the only job in an hour fails",
    60,
    [siteWorker],
    site([answered(30, idle), answered(0.25, { waiting: 0, done: 0, failed: 1 / 15 }), answered(29.75, idle)]),
  ),
  trace("an idle queue: its worker polls and finds nothing", 60, [journalWorker], journal([answered(60, idle)])),
  trace("two arq workers share a health-check key; the older one had failures long ago", 60, [aiWorker], (every) =>
    arqQueue(aiWorker, queues.arq, [answered(60, steady)], every, (at) =>
      Math.floor(at / 30) % 2 === 0 ? { completed: 100, failed: 300 } : { completed: Math.floor(at / 60), failed: 0 },
    ),
  ),
  trace("an arq worker is deployed: no health-check key for 45 seconds, totals from 0", 60, [automationWorker], (every) =>
    arqQueue(
      automationWorker,
      queues.arq,
      [answered(30, steady), answered(0.75, { waiting: 15, oldest: 40, done: 0 }), answered(29.25, steady)],
      every,
      (at) =>
        at < 1800
          ? { completed: 5000 + Math.floor(at / 2), failed: 12 }
          : at < 1845
            ? undefined
            : { completed: Math.floor((at - 1845) / 2), failed: 0 },
    ),
  ),
  trace("one of three arq jobs fails in an idle hour", 60, [agentJobs], (every) =>
    arqQueue(agentJobs, queues.arq, repeated(3, answered(20, idle)), every, (at) => ({
      completed: at < 1200 ? 800 : at < 2400 ? 801 : 802,
      failed: at < 1800 ? 4 : 5,
    })),
  ),
];
