import { describe, expect, it } from "vitest";
import { Blueprint } from "./blueprint.ts";
import { Dockerinfo } from "./dockerinfo.ts";

const operation = (extra: object = {}): object => ({ operation_signature: { operation_name: "Run" }, ...extra });
const node = (extra: object = {}): object => ({
  container_name: "a",
  proto_uri: "a.proto",
  image: "a:latest",
  node_type: "MLModel",
  operation_signature_list: [operation()],
  ...extra,
});
const blueprint = (extra: object = {}): object => ({
  name: "P",
  pipeline_id: "p",
  creation_date: "",
  type: "pipeline-topology/v2",
  version: "2.0",
  nodes: [node()],
  ...extra,
});

const pathsOf = (candidate: unknown): string[] => {
  const result = Blueprint.safeParse(candidate);
  return result.success ? [] : result.error.issues.map((issue) => issue.path.join("."));
};

describe("Blueprint", () => {
  it("reads absent connections and empty message names as none", () => {
    const signature = { operation_name: "Run", input_message_name: "", output_message_name: null };
    const parsed = Blueprint.parse(
      blueprint({ nodes: [node({ operation_signature_list: [{ operation_signature: signature }] })] }),
    );
    expect(parsed.nodes[0]?.operation_signature_list[0]).toEqual({
      operation_signature: {
        operation_name: "Run",
        input_message_name: null,
        output_message_name: null,
        input_message_stream: false,
        output_message_stream: false,
      },
      connected_to: [],
    });
  });

  it("accepts names of 10,000 characters, and none that are longer", () => {
    expect(pathsOf(blueprint({ name: "n".repeat(10_000) }))).toEqual([]);
    expect(pathsOf(blueprint({ name: "n".repeat(10_001) }))).toEqual(["name"]);
  });

  it("accepts a connection in the short form and in the older one with the whole signature", () => {
    const connected_to = [
      { container_name: "a", operation_signature: { operation_name: "Run" } },
      {
        container_name: "a",
        operation_signature: { operation_name: "Run", input_message_name: "X", output_message_stream: true },
      },
    ];
    expect(pathsOf(blueprint({ nodes: [node({ operation_signature_list: [operation({ connected_to })] })] }))).toEqual(
      [],
    );
  });

  it.each([
    ["", blueprint({ extra: 1 })],
    ["nodes.0", blueprint({ nodes: [node({ extra: 1 })] })],
    [
      "nodes.0.operation_signature_list.0",
      blueprint({ nodes: [node({ operation_signature_list: [operation({ extra: 1 })] })] }),
    ],
    [
      "nodes.0.operation_signature_list.0.operation_signature",
      blueprint({
        nodes: [node({ operation_signature_list: [{ operation_signature: { operation_name: "R", extra: 1 } }] })],
      }),
    ],
    [
      "nodes.0.operation_signature_list.0.connected_to.0",
      blueprint({
        nodes: [
          node({
            operation_signature_list: [
              operation({
                connected_to: [{ container_name: "a", operation_signature: { operation_name: "R" }, extra: 1 }],
              }),
            ],
          }),
        ],
      }),
    ],
  ])("refuses an unknown field at '%s'", (path, candidate) => {
    expect(pathsOf(candidate)).toEqual([path]);
  });

  it.each(["name", "pipeline_id", "type", "version"])("refuses a blank %s", (field) => {
    expect(pathsOf(blueprint({ [field]: " " }))).toEqual([field]);
  });

  it.each(["container_name", "proto_uri", "image", "node_type"])("refuses a node without %s", (field) => {
    expect(pathsOf(blueprint({ nodes: [node({ [field]: undefined })] }))).toEqual([`nodes.0.${field}`]);
  });

  it("refuses numbers where strings belong, and empty lists", () => {
    expect(pathsOf(blueprint({ version: 2 }))).toEqual(["version"]);
    expect(pathsOf(blueprint({ nodes: [] }))).toEqual(["nodes"]);
    expect(pathsOf(blueprint({ nodes: [node({ operation_signature_list: [] })] }))).toEqual([
      "nodes.0.operation_signature_list",
    ]);
  });

  it("refuses a __proto__ field like any other unknown one", () => {
    expect(pathsOf(JSON.parse(JSON.stringify(blueprint()).replace('"name"', '"__proto__":{"x":1},"name"')))).toEqual([
      "",
    ]);
  });
});

describe("Dockerinfo", () => {
  it("takes ports as strings or numbers and ignores extra fields", () => {
    const entry = { container_name: "a", ip_address: "localhost" };
    const parsed = Dockerinfo.parse({
      docker_info_list: [
        { ...entry, port: "80", x: 1 },
        { ...entry, port: 81 },
      ],
      y: 2,
    });
    expect(parsed).toEqual({
      docker_info_list: [
        { ...entry, port: "80" },
        { ...entry, port: 81 },
      ],
    });
  });
});
