import { EventEmitter, once } from "node:events";
import { AppError, type JsonObject } from "@gantry/contracts";
import { ServiceOrchestrator, type OperationRun } from "@gantry/operations";

/** What a test tells the operations that wait: `proceed` by the operation's name. */
export const proceed = new EventEmitter().setMaxListeners(0);

interface Lesson extends JsonObject {
  readonly name: string;
}

/** Operations that stand where a test wants them: half way until it lets them go on. */
class SchoolService extends ServiceOrchestrator<object> {
  constructor() {
    super();
    this.defineOperation<Lesson, unknown>({
      operationType: "lesson",
      description: "Waits half way until it is told to go on.",
      plan: readLesson,
      operationFunc: (run) => this.#lesson(run),
    });
    this.defineOperation({
      operationType: "mishap",
      description: "Fails.",
      operationFunc: () => Promise.reject(new Error("the beaker broke")),
    });
    this.defineOperation({
      operationType: "term",
      description: "Two lessons at once.",
      operationFunc: ({ cancellationToken }) =>
        this.jobManager.executeJobs(
          ["algebra", "botany"].map((name) => ({
            name,
            operationType: "lesson",
            context: { name },
            operationFunc: (run: OperationRun<Lesson>) => this.#lesson(run),
          })),
          { cancellationToken },
        ),
    });
  }

  protected initializeAdapter(): object {
    return {};
  }

  getServiceName(): string {
    return "SchoolService";
  }

  async #lesson({ context, progressManager, cancellationToken }: OperationRun<Lesson>): Promise<JsonObject> {
    progressManager.updateProgress({
      currentStep: 1,
      totalSteps: 2,
      message: `Half of ${context.name}`,
      itemsProcessed: 3,
      totalItems: 6,
      context: { phase: "exercises", currentItem: "7b" },
    });
    await once(proceed, context.name, { signal: cancellationToken.signal });
    return { learned: context.name };
  }
}

function readLesson(parameters: JsonObject) {
  const { name } = parameters;
  if (typeof name !== "string") throw new AppError("invalid_input", "name must be a text");
  return { operationName: `Lesson ${name}`, totalSteps: 2, metadata: { room: 12 }, context: { name } };
}

export const school = new SchoolService();
