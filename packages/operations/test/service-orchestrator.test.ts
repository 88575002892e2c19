import { afterEach, describe, expect, test, vi } from "vitest";
import { ServiceOrchestrator, type OperationRun } from "../src/index.ts";
import { MyService } from "./my-service.ts";
import { openOperations } from "./operation-fixture.ts";

afterEach(() => vi.unstubAllEnvs());

class BareService extends ServiceOrchestrator<{ healthCheck: () => string }> {
  made = 0;

  getServiceName(): string {
    return "BareService";
  }

  protected initializeAdapter() {
    this.made += 1;
    return { healthCheck: () => "connected to nothing" };
  }
}

class RoutedService extends ServiceOrchestrator<object> {
  getServiceName(): string {
    return "RoutedService";
  }

  protected initializeAdapter(): object {
    return {};
  }

  where() {
    return this.runManagedOperation({
      operationType: "where",
      operationName: "where does it run",
      context: { question: "where" },
      operationFunc: (run: OperationRun<{ question: string }>) =>
        this.executeRouted(run, {
          executeOnHost: () => Promise.resolve("on the host"),
          executeLocally: () => Promise.resolve("here"),
        }),
    });
  }
}

describe("page 5: ServiceOrchestrator", () => {
  test("needs two members only; its adapter is made once, when it is first needed", async () => {
    await using service = new BareService();
    expect(service.made).toBe(0);
    expect([service.adapter, service.adapter]).toHaveLength(2);
    expect(service.made).toBe(1);
  });

  test("healthCheck asks the adapter, counts what runs, and tells what is wrong", async () => {
    await using service = new BareService();
    expect(await service.healthCheck()).toEqual({
      service: "BareService",
      status: "healthy",
      adapter: "connected to nothing",
      activeOperations: 0,
    });
    service.adapter = {
      healthCheck: () => {
        throw new Error("port 4002 is closed");
      },
    };
    expect(await service.healthCheck()).toMatchObject({ status: "unhealthy", adapter: "port 4002 is closed" });
  });

  test("getConfigurationInfo says how it is set up", async () => {
    await using service = new MyService();
    vi.stubEnv("USE_MY_HOST_SERVICE", "True");
    vi.stubEnv("MY_HOST_SERVICE_URL", "http://127.0.0.1:5002");
    expect(service.getConfigurationInfo()).toEqual({
      service: "MyService",
      adapter: "Object",
      operationTypes: ["my_operation"],
      useHostService: true,
      hostServiceUrl: "http://127.0.0.1:5002",
    });
  });

  test("the renderer is the domain's own", async () => {
    await using service = new MyService();
    const { operationId } = await service.performOperation("AAPL", {});
    const { samples } = await service.operations.progressSamples(operationId);
    expect(samples[0]?.progress.message).toBe("Starting operation (AAPL, processing mode)");
  });

  test.each([
    ["true", "on the host"],
    ["TRUE", "on the host"],
    ["yes", "here"],
    ["", "here"],
  ])("configuration picks executeOnHost or executeLocally: USE_ROUTED_HOST_SERVICE=%s", async (value, expected) => {
    await using service = new RoutedService();
    vi.stubEnv("USE_ROUTED_HOST_SERVICE", value);
    expect((await service.where()).result).toBe(expected);
    expect(service.shouldUseHostService()).toBe(expected === "on the host");
  });

  test("attached, its operations are registered and run there", async () => {
    await using fixture = openOperations();
    const { operations } = fixture;
    await using service = new MyService();
    service.attach(operations);
    service.attach(operations);
    expect(operations.registered()).toEqual([
      { service: "MyService", operationType: "my_operation", description: "Processes one item" },
    ]);
    const { operationId } = await service.performOperation("AAPL", {});
    expect(await operations.get(operationId)).toMatchObject({ service: "MyService", registered: true });
  });

  test("is not attached elsewhere once it has run operations by itself", async () => {
    await using fixture = openOperations();
    await using service = new MyService();
    await service.performOperation("AAPL", {});
    expect(() => service.attach(fixture.operations)).toThrow("attach it before its first operation");
  });

  test("two functions of one type are refused", () => {
    class Twice extends MyService {
      readonly again = this.defineOperation({ operationType: "my_operation", operationFunc: () => 1 });
    }
    expect(() => new Twice()).toThrow('MyService has an operation "my_operation" already');
  });
});
