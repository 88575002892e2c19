/** Work for the thread tests: by parameter `ending` it completes, throws, completes wrongly, or never gives way. */
import { serveThread } from "../src/serve-thread.ts";

await serveThread((_taskId, { parameters: { ending } }, reporter) => {
  reporter.updateProgress(42, "computing");
  switch (ending) {
    case "throw":
      throw new Error("matrix is singular");
    case "wrong output":
      reporter.completeTask({ protocol: "s3", uri: "", format: "json" });
      return;
    case "spin":
      for (;;);
    default:
      reporter.completeTask({ protocol: "s3", uri: "s3://bucket/model.json", format: "json" });
  }
});
