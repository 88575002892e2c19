import type { SystemStatus } from "@gantry/contracts";

interface Metric {
  readonly name: string;
  readonly help: string;
  /** By label text such as `{status="failed"}`; "" for none. */
  readonly values: Readonly<Record<string, number>>;
}

/** The system's state in Prometheus' text format; all are gauges. */
export function metricsText(status: SystemStatus, residentBytes: number): string {
  const byStatus = Object.entries(status.workflowCounts).map(([word, count]): [string, number] => [
    `{status="${word}"}`,
    count,
  ]);
  const metrics: Metric[] = [
    { name: "gantry_running_tasks", help: "Tasks that run now.", values: { "": status.runningTasks } },
    { name: "gantry_workflows", help: "Workflows by status.", values: Object.fromEntries(byStatus) },
    {
      name: "gantry_workflows_failed_last_day",
      help: "Workflows that failed in 24 hours.",
      values: { "": status.failedLastDay },
    },
    {
      name: "gantry_finished_tasks_per_second",
      help: "Tasks finished, mean of five seconds.",
      values: { "": status.throughput.finishedTasks.at(-1) ?? 0 },
    },
    { name: "gantry_start_time_seconds", help: "When the server started.", values: { "": status.startedAtMs / 1000 } },
    { name: "process_resident_memory_bytes", help: "Resident memory.", values: { "": residentBytes } },
  ];
  return metrics.map(textOf).join("");
}

const textOf = ({ name, help, values }: Metric): string =>
  [
    `# HELP ${name} ${help}`,
    `# TYPE ${name} gauge`,
    ...Object.entries(values).map(([labels, value]) => `${name}${labels} ${value}`),
    "",
  ].join("\n");
