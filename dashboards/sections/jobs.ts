import { jobAge } from "../../alert-rules/packs/job/series";
import { promql, scalar } from "../../alert-rules/promql";
import { graph, query } from "../lines";
import type { Section } from "../model";
import { of, systemsScope } from "../scope";

const mostLines = 10;

/** Section with the time since the last success of scheduled jobs. */
export const jobsSection: Section = {
  title: "Jobs",
  panels: [
    graph({
      id: "overview/jobs",
      title: "Last success of jobs",
      description: `Time since the last success of a job, for the ${mostLines} jobs with the longest time. Before the first heartbeat of a job, it is the time since the job was added to the catalogue.`,
      empty: "No job is declared for these systems.",
      unit: "s",
      width: 24,
      queries: [query(promql`topk(${scalar(mostLines)}, ${of(jobAge, systemsScope)})`, "{{system}}/{{service}} {{job_name}}")],
    }),
  ],
};
