import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { loadSync, type AnyDefinition, type MethodDefinition, type ServiceDefinition } from "@grpc/proto-loader";

/** One rpc of a service: its path, and how its messages become bytes and come back. */
export type RpcMethod = MethodDefinition<object, object>;

/** The rpc by which downstream services fetch. */
export const LAST_RESULT = "GetLastResult";

/** Names as the proto file writes them, absent fields as their defaults: what every other language sees too. */
const LOAD_OPTIONS = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };

/**
 * A service of a proto file. `Result` is the message that its `GetLastResult` answers, as the author declares it: fields
 * named as in the file, 64-bit integers and enums as strings. Each field of a fetched message is present.
 */
export class ProtoService<Result extends object = object> {
  /** With its package: `energy.DataGenerator`. */
  readonly fullName: string;
  readonly methods: ReadonlyMap<string, RpcMethod>;

  constructor(fullName: string, methods: ReadonlyMap<string, RpcMethod>) {
    this.fullName = fullName;
    this.methods = methods;
  }

  /** @throws TypeError when the service has no such unary rpc. */
  unaryMethod(name: string): RpcMethod {
    const method = this.methods.get(name);
    if (method === undefined || !isUnary(method)) throw new TypeError(`${this.fullName} has no unary rpc ${name}`);
    return method;
  }

  /** The name of the message that `GetLastResult` answers. */
  get resultMessage(): string {
    return messageName(this.unaryMethod(LAST_RESULT));
  }

  /** @throws TypeError when the service has no `GetLastResult`, or `message` does not fit what it answers. */
  encodeResult(message: Result): Buffer {
    const method = this.unaryMethod(LAST_RESULT);
    try {
      return method.responseSerialize(message);
    } catch (cause) {
      throw new TypeError(`Not a ${messageName(method)}: ${String(cause)}`, { cause });
    }
  }

  /** Decodes an answer of any of its methods whose message the author declared as `Result`. */
  decodeResult(method: RpcMethod, bytes: Buffer): Result {
    // What the author declared is taken for what the proto file says, here alone.
    return method.responseDeserialize(bytes) as Result;
  }

  /** The unary method that a reference's `format` names: by its own name, or by the message that it answers. */
  methodOfFormat(format: string): RpcMethod | undefined {
    const unary = [...this.methods].filter(([, method]) => isUnary(method));
    const named = unary.find(([name]) => name === format);
    const answering = unary.find(([name, method]) => name !== LAST_RESULT && messageName(method) === format);
    return (named ?? answering)?.[1];
  }
}

/**
 * Reads the service of a proto file. Files that it imports are looked for beside it.
 *
 * @param name of the service, with or without its package; needed only when the file has several.
 * @throws Error when the file cannot be read or parsed; TypeError when the service is not in it.
 */
export function loadProtoService<Result extends object = object>(file: URL, name?: string): ProtoService<Result> {
  const path = fileURLToPath(file);
  const definitions = Object.entries(loadSync(path, { ...LOAD_OPTIONS, includeDirs: [dirname(path)] }));
  const services = definitions.flatMap(([fullName, definition]) =>
    isService(definition) ? [{ fullName, definition }] : [],
  );
  const wanted = services.filter(({ fullName }) => name === undefined || isNamed(fullName, name));
  const [found, another] = wanted;
  if (found === undefined || another !== undefined) {
    const names = services.map(({ fullName }) => fullName).join(", ");
    throw new TypeError(`${path} has ${found === undefined ? "no such service" : "several services"}: ${names}`);
  }
  return new ProtoService<Result>(found.fullName, new Map(Object.entries(found.definition)));
}

const isUnary = ({ requestStream, responseStream }: RpcMethod): boolean => !requestStream && !responseStream;

const isNamed = (fullName: string, name: string): boolean => fullName === name || fullName.endsWith(`.${name}`);

/** Messages and enums say their `format`; a service is the plain record of its methods. */
const isService = (definition: AnyDefinition): definition is ServiceDefinition => typeof definition.format !== "string";

function messageName({ responseType: { type } }: RpcMethod): string {
  return "name" in type && typeof type.name === "string" ? type.name : "";
}
