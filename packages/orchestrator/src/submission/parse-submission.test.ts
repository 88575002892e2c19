import { describe, expect, it } from "vitest";
import { blueprintOf, dockerinfoOf } from "../../test/blueprints.ts";
import type { GoodSubmission } from "./parse-submission.ts";
import { parseSubmission } from "./parse-submission.ts";
import type { SubmissionDocuments } from "./read-submission.ts";
import { renderFaults } from "./render-faults.ts";

const good = (documents: SubmissionDocuments): GoodSubmission => {
  const parsed = parseSubmission(documents);
  if (!parsed.ok) throw new Error(renderFaults(parsed.faults));
  return parsed;
};

const messages = (documents: SubmissionDocuments): string[] =>
  parseSubmission(documents).faults.map((fault) => fault.message);

const diamond: SubmissionDocuments = {
  blueprint: blueprintOf(
    ["a:Load", "b:Left", "c:Right", "d:Join"],
    [
      ["a:Load", "c:Right"],
      ["a:Load", "b:Left"],
      ["c:Right", "d:Join"],
      ["b:Left", "d:Join"],
    ],
  ),
  dockerinfo: dockerinfoOf(["a", "b", "c", "d"]),
};

describe("a good submission", () => {
  it("becomes a planned Flow with a Routine per vertex that waits for all its parents", () => {
    const { flow } = good(diamond);
    expect(flow.planned).toBe(true);
    expect(flow.routines.map((routine) => routine.name)).toEqual(["a:Load", "b:Left", "c:Right", "d:Join"]);
    expect(flow.routines[3]).toEqual({
      name: "d:Join",
      execution: "service",
      implementation: "service-operation",
      config: {
        containerName: "d",
        operation: "Join",
        nodeType: "MLModel",
        image: "d:latest",
        baseUrl: "http://localhost:8080",
        parameters: {},
        connectTimeoutMs: 5_000,
        callTimeoutMs: 30_000,
        polling: { initialDelayMs: 50, maxDelayMs: 5_000, growthRatio: 0.2, toleratedFailures: 5 },
      },
      slots: [{ name: "input", mergeStrategy: "append", activation: { kind: "all" } }],
      events: [{ name: "output", outputParams: ["reference"] }],
      errorPolicy: null,
      attemptTimeoutMs: null,
    });
  });

  it("connects in blueprint order of the parents, so that a fan-in gets its inputs in that order", () => {
    const { flow } = good(diamond);
    expect(flow.connections.filter(({ target }) => target === "d:Join")).toEqual([
      { source: "b:Left", event: "output", target: "d:Join", slot: "input" },
      { source: "c:Right", event: "output", target: "d:Join", slot: "input" },
    ]);
  });

  it("gives every start node the inputs, whole, each reference with its seven fields", () => {
    const { entries } = good({
      blueprint: blueprintOf(["a:Run", "b:Run"]),
      dockerinfo: dockerinfoOf(["a", "b"]),
      inputs: [{ protocol: "s3", uri: "s3://b/k", format: "csv" }],
    });
    const reference = {
      protocol: "s3",
      uri: "s3://b/k",
      format: "csv",
      schema_uri: null,
      size_bytes: null,
      checksum: null,
      metadata: null,
    };
    expect(entries).toEqual([
      { routine: "a:Run", slot: "input", data: { reference: [reference] } },
      { routine: "b:Run", slot: "input", data: { reference: [reference] } },
    ]);
  });

  it("counts a duplicate edge once", () => {
    const { flow } = good({
      blueprint: blueprintOf(
        ["a:Run", "b:Run"],
        [
          ["a:Run", "b:Run"],
          ["a:Run", "b:Run"],
        ],
      ),
      dockerinfo: dockerinfoOf(["a", "b"]),
    });
    expect(flow.connections).toHaveLength(1);
  });

  it("has the same flow id whenever the same is submitted, and another for anything else", () => {
    const { flow } = good(diamond);
    expect(flow.flowId).toMatch(/^flow_[0-9a-f]{12}$/);
    expect(good(diamond).flow.flowId).toBe(flow.flowId);
    expect(good({ ...diamond, parameters: { "a:Load": { rows: 1 } } }).flow.flowId).not.toBe(flow.flowId);
  });

  it("accepts a chain of 10,000 vertices", () => {
    const containers = Array.from({ length: 10_000 }, (_, index) => `c${index}`);
    const nodes = containers.map((container_name, index) => ({
      container_name,
      proto_uri: "p",
      image: "i",
      node_type: "n",
      operation_signature_list: [
        {
          operation_signature: { operation_name: "Run" },
          connected_to: containers
            .slice(index + 1, index + 2)
            .map((next) => ({ container_name: next, operation_signature: { operation_name: "Run" } })),
        },
      ],
    }));
    const blueprint = { ...blueprintOf(["c0:Run"]), nodes };
    const { flow, entries } = good({ blueprint, dockerinfo: dockerinfoOf(containers) });
    expect(flow.connections).toHaveLength(9_999);
    expect(entries.map(({ routine }) => routine)).toEqual(["c0:Run"]);
  });

  it("does not retry unless asked, and then lets single vertices differ", () => {
    expect(good(diamond).flow.errorPolicy).toMatchObject({ strategy: "stop", maxRetries: 0 });
    const { flow, jobTimeoutMs } = good({
      ...diamond,
      retry: { maxRetries: 2, retryDelayMs: 10, nodes: { "a:Load": { maxRetries: 0 }, "b:Left": { maxRetries: 5 } } },
      timeouts: { attemptMs: 900, workflowMs: 5_000, nodes: { "c:Right": { connectMs: 7, callMs: 8, attemptMs: 9 } } },
    });
    const [a, b, c] = flow.routines;
    expect(flow.errorPolicy).toMatchObject({ strategy: "retry", maxRetries: 2, retryDelayMs: 10 });
    expect(a?.errorPolicy).toMatchObject({ strategy: "stop" });
    expect(b?.errorPolicy).toMatchObject({ strategy: "retry", maxRetries: 5, retryDelayMs: 10 });
    expect(a?.attemptTimeoutMs).toBe(900);
    expect(c).toMatchObject({ attemptTimeoutMs: 9, config: { connectTimeoutMs: 7, callTimeoutMs: 8 } });
    expect(jobTimeoutMs).toBe(5_000);
  });

  it("page 4: polls as the submission says, per vertex too, and takes what is undefined for not said", () => {
    const { flow } = good({
      ...diamond,
      timeouts: {
        callMs: 900,
        polling: { maxDelayMs: 700, toleratedFailures: 9 },
        nodes: { "b:Left": { callMs: undefined, polling: { initialDelayMs: 3, maxDelayMs: undefined } } },
      },
    });
    const [a, b] = flow.routines;
    const polling = { initialDelayMs: 50, maxDelayMs: 700, growthRatio: 0.2, toleratedFailures: 9 };
    expect(a?.config).toMatchObject({ callTimeoutMs: 900, polling });
    expect(b?.config).toMatchObject({ callTimeoutMs: 900, polling: { ...polling, initialDelayMs: 3 } });
  });

  it("reads an unknown type, with a warning", () => {
    const { faults } = good({
      blueprint: blueprintOf(["a:Run"], [], { type: "pipeline-topology/v9" }),
      dockerinfo: dockerinfoOf(["a"]),
    });
    expect(faults).toMatchObject([{ document: "blueprint", path: ["type"], severity: "warning" }]);
  });

  it("takes the last of two dockerinfo entries for one container", () => {
    const { services } = good({
      blueprint: blueprintOf(["a:Run"]),
      dockerinfo: {
        docker_info_list: [
          { container_name: "a", ip_address: "10.0.0.1", port: "none" },
          { container_name: "a", ip_address: "::1", port: 81 },
        ],
      },
    });
    expect(services).toEqual([{ containerName: "a", address: "http://[::1]:81" }]);
  });
});

describe("a bad submission", () => {
  const dockerinfo = dockerinfoOf(["a", "b"]);

  it("names a target that does not exist, where it is written and on which vertex", () => {
    const parsed = parseSubmission({ blueprint: blueprintOf(["a:Run"], [["a:Run", "b:Gone"]]), dockerinfo });
    expect(parsed).toMatchObject({
      ok: false,
      faults: [
        {
          document: "blueprint",
          path: ["nodes", 0, "operation_signature_list", 0, "connected_to", 0],
          message: "Invalid connection target: b:Gone",
          nodeKeys: ["a:Run"],
          severity: "error",
        },
      ],
    });
  });

  it("names the vertices of a cycle, and says that there is no start where there is none", () => {
    const edges = [
      ["a:Run", "b:Run"],
      ["b:Run", "a:Run"],
    ] as const;
    const parsed = parseSubmission({ blueprint: blueprintOf(["a:Run", "b:Run"], edges), dockerinfo });
    expect(parsed.faults.map(({ message }) => message)).toEqual([
      "No start nodes found",
      "Circular dependency detected: a:Run → b:Run → a:Run",
    ]);
    expect(parsed.faults[1]?.nodeKeys).toEqual(["a:Run", "b:Run"]);
  });

  it("finds a cycle behind a start node, and a vertex that leads to itself", () => {
    const edges = [
      ["a:Run", "b:Run"],
      ["b:Run", "b:Run"],
    ] as const;
    expect(messages({ blueprint: blueprintOf(["a:Run", "b:Run"], edges), dockerinfo })).toEqual([
      "Circular dependency detected: b:Run → b:Run",
    ]);
  });

  it("refuses a container that dockerinfo does not have, once however many operations it has", () => {
    const parsed = parseSubmission({ blueprint: blueprintOf(["a:Run", "x:One", "x:Two"]), dockerinfo });
    expect(parsed.faults).toMatchObject([
      { document: "dockerinfo", message: "Endpoint not found for: x", nodeKeys: ["x:One", "x:Two"] },
    ]);
  });

  it.each(["0", "65536", "abc", "", "80.5", "-1", "1e3", "0x50", 0, 65_536, 80.5])("refuses port %j", (port) => {
    const documents = { blueprint: blueprintOf(["a:Run"]), dockerinfo: dockerinfoOf(["a"], port) };
    expect(messages(documents)).toEqual([`Invalid port for a: ${port}`]);
  });

  it.each(["evil.com/path?", "user@host", "a b", "http://host", "host:80", "fe80::1%eth0", "256.1.1.1"])(
    "refuses address %j, which is no host",
    (ip_address) => {
      const documents = {
        blueprint: blueprintOf(["a:Run"]),
        dockerinfo: { docker_info_list: [{ container_name: "a", ip_address, port: 80 }] },
      };
      expect(messages(documents)).toEqual([`Invalid address for a: ${ip_address}`]);
    },
  );

  it("refuses an operation that is there twice, and settings for one that is not there", () => {
    const documents = {
      blueprint: blueprintOf(["a:Run", "a:Run"]),
      dockerinfo,
      parameters: { "a:Walk": {} },
      retry: { nodes: { constructor: { maxRetries: 1 } } },
    };
    expect(messages(documents)).toEqual([
      "Duplicate operation: a:Run",
      "Unknown operation: a:Walk",
      "Unknown operation: constructor",
    ]);
  });

  it("does not mix up two pairs of names that make the same key", () => {
    const documents = {
      blueprint: {
        ...blueprintOf(["a:b:c"]),
        nodes: [
          {
            container_name: "a",
            proto_uri: "p",
            image: "i",
            node_type: "n",
            operation_signature_list: [
              {
                operation_signature: { operation_name: "b:c" },
                connected_to: [{ container_name: "a:b", operation_signature: { operation_name: "c" } }],
              },
            ],
          },
        ],
      },
      dockerinfo,
    };
    expect(messages(documents)).toEqual(["Invalid connection target: a:b:c"]);
  });

  it("collects the faults of all documents at once", () => {
    const parsed = parseSubmission({
      blueprint: blueprintOf(["a:Run"], [], { name: "", extra: 1 }),
      dockerinfo: { docker_info_list: [{ container_name: "a", ip_address: "h", port: "x" }] },
      inputs: [{ protocol: "s3", uri: "nope", format: "json" }],
      parameters: { "a:Run": 3 },
      jobs: 0,
    });
    expect(parsed.faults.map(({ document, path }) => [document, ...path].join("."))).toEqual([
      "blueprint.name",
      "blueprint.extra",
      "dockerinfo.docker_info_list.0.port",
      "inputs.0.uri",
      "parameters.a:Run",
      "submission.jobs",
    ]);
  });

  it("says what is missing, and which vertices a malformed node concerns", () => {
    expect(messages({})).toEqual(["blueprint is required", "dockerinfo is required"]);
    const blueprint: unknown = JSON.parse(
      JSON.stringify(blueprintOf(["a:Run", "a:Walk"])).replace('"image":"a:latest",', ""),
    );
    expect(parseSubmission({ blueprint, dockerinfo }).faults).toMatchObject([
      { path: ["nodes", 0, "image"], message: "is required", nodeKeys: ["a:Run", "a:Walk"] },
    ]);
  });

  it("refuses what is nested too deeply instead of recursing into it", () => {
    const deep: unknown = JSON.parse(`${"[".repeat(50_000)}${"]".repeat(50_000)}`);
    expect(messages({ blueprint: deep, dockerinfo: deep, inputs: deep, parameters: deep, retry: deep })).toEqual(
      Array.from({ length: 5 }, () => "must not be nested deeper than 64 levels"),
    );
  });

  it("draws what can be drawn, so that faults can be pinned on the graph", () => {
    const parsed = parseSubmission({ blueprint: blueprintOf(["a:Run", "x:Run"], [["a:Run", "q:Q"]]), dockerinfo });
    expect(parsed.ok ? null : parsed.draft?.routines.map(({ name }) => name)).toEqual(["a:Run", "x:Run"]);
  });

  it("shows names with control and bidi characters as escapes, and cuts long ones", () => {
    const name = `x\u202e\n${"y".repeat(9_900)}`;
    const [message] = messages({ blueprint: blueprintOf([`${name}:Run`]), dockerinfo });
    expect(message).toMatch(/^Endpoint not found for: x\\u\{202e\}\\u\{a\}y+…$/);
    expect(message?.length).toBeLessThan(260);
  });

  it("hands the operator's word on a host to the submitter", () => {
    const parsed = parseSubmission(
      {
        blueprint: blueprintOf(["a:Run"]),
        dockerinfo: { docker_info_list: [{ container_name: "a", ip_address: "0xa9fea9fe", port: 80 }] },
      },
      { refuseHost: (host) => `${host} is refused` },
    );
    expect(parsed.faults).toMatchObject([
      { path: ["docker_info_list", 0, "ip_address"], message: "169.254.169.254 is refused", nodeKeys: ["a:Run"] },
    ]);
  });
});

describe("renderFaults", () => {
  it("names the document, and every fault with its JSON path", () => {
    const parsed = parseSubmission({
      blueprint: blueprintOf(["a:Run"], [["a:Run", "b:Gone"]]),
      dockerinfo: dockerinfoOf(["a"], "x"),
      inputs: [{ protocol: "s3", uri: "s3://b/k", format: "exe" }],
      parameters: { "b:Gone": {} },
    });
    expect(renderFaults(parsed.faults)).toBe(
      "Invalid blueprint: Invalid connection target: b:Gone (at nodes[0].operation_signature_list[0].connected_to[0]); " +
        "Invalid dockerinfo: Invalid port for a: x (at docker_info_list[0].port); " +
        "Invalid inputs: format must be one of: json, csv, parquet, protobuf, binary, xml (or any string for GRPC protocol) (at [0].format); " +
        'Invalid parameters: Unknown operation: b:Gone (at ["b:Gone"])',
    );
  });

  it("says nothing about warnings", () => {
    const warning = parseSubmission({
      blueprint: blueprintOf(["a:Run"], [], { type: "other" }),
      dockerinfo: dockerinfoOf(["a"]),
    });
    expect(renderFaults(warning.faults)).toBe("");
  });
});
