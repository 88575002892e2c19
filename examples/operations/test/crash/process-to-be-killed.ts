/** Runs a registered operation and two closures until it is killed. Arguments: data directory, log file. */
import type { OperationRun } from "@gantry/operations";
import { DataManager } from "../../src/index.ts";
import { openDurableOperations } from "./durable-operations.ts";
import { LoggedMarketData } from "./logged-market-data.ts";

setInterval(() => undefined, 60_000); // nothing that waits here would keep the process alive
const [dataDir = "", logFile = ""] = process.argv.slice(2);
const { operations } = await openDurableOperations(dataDir);
const data = new DataManager();
data.adapter = new LoggedMarketData(logFile, { hangsFrom: 20 });
data.attach(operations);
await operations.startRegistered("data_load", { symbol: "AAPL", from: 0, to: 40, segmentDays: 10 });

const untilKilled = ({ cancellationToken }: OperationRun) => cancellationToken.waitForCancellation();
const closure = (operationName: string, parentOperationId: string | null) =>
  operations.start({
    service: "Script",
    operationType: "closure",
    operationName,
    operationFunc: untilKilled,
    context: {},
    parentOperationId,
  });
const parent = await closure("closure", null);
await closure("child of the closure", parent.operationId);
process.send?.("started");
