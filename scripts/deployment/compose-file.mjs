import { parseDocument } from "yaml";

/**
 * @typedef {object} Service The keys that our compose file may use; any other is a misspelling or a new decision.
 * @property {string} [image]
 * @property {string} [build]
 * @property {string[]} [ports]
 * @property {string[]} [volumes]
 * @property {Record<string, string>} [environment]
 * @property {Record<string, { condition: string }>} [depends_on]
 * @property {{ test: string[] }} [healthcheck]
 * @property {string[]} [command]
 * @property {string} [restart]
 * @property {string} [stop_grace_period]
 */

/** @typedef {{ name: string, services: Record<string, Service>, volumes: Record<string, null> }} Compose */

const TOP_KEYS = ["name", "services", "volumes"];
const SERVICE_KEYS = [
  ...["image", "build", "ports", "volumes", "environment", "depends_on"],
  ...["healthcheck", "command", "restart", "stop_grace_period"],
];
const PORT = /^(?:\$\{\w+:-\d+\}|\d+):\d+$/;
const NAMED_VOLUME = /^([\w-]+):\/[\w/-]+$/;

const unknownKeys = (/** @type {object} */ value, /** @type {string[]} */ known, /** @type {string} */ where) =>
  Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => `${where}: unknown key "${key}"`);

/** @param {string} name @param {Service} service @param {Compose} compose */
function serviceFaults(name, service, compose) {
  const faults = unknownKeys(service, SERVICE_KEYS, name);
  if ((service.image === undefined) === (service.build === undefined)) {
    faults.push(`${name}: needs either an image or a build`);
  }
  if (service.image !== undefined && !/:.+/.test(service.image))
    faults.push(`${name}: image "${service.image}" needs a tag`);
  for (const port of service.ports ?? []) {
    if (!PORT.test(port)) faults.push(`${name}: port "${port}" is not host:container`);
  }
  for (const volume of service.volumes ?? []) {
    const volumeName = NAMED_VOLUME.exec(volume)?.[1];
    if (volumeName === undefined || !(volumeName in compose.volumes)) {
      faults.push(`${name}: volume "${volume}" is not one of the named volumes at /an/absolute/path`);
    }
  }
  for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
    const dependency = compose.services[other];
    if (dependency === undefined) faults.push(`${name}: depends on "${other}", which is not a service`);
    else if (condition === "service_healthy" && dependency.healthcheck === undefined) {
      faults.push(`${name}: waits for "${other}" to be healthy, which has no healthcheck`);
    }
  }
  return faults;
}

/**
 * What is wrong with a compose file: its syntax, and the parts that Gantry needs.
 *
 * @param {string} text
 * @returns {string[]} One sentence per fault; empty when it is good.
 */
export function composeFaults(text) {
  const document = parseDocument(text, { uniqueKeys: true });
  if (document.errors.length > 0) return document.errors.map((error) => error.message);
  /** @type {Compose} */
  const compose = document.toJS();
  const { server, postgres, redis } = compose.services;
  const faults = unknownKeys(compose, TOP_KEYS, "top level");
  if (server?.build === undefined) faults.push("server: is to be built from our Dockerfile");
  if (!postgres?.image?.startsWith("postgres:")) faults.push("postgres: is missing");
  if (redis?.image !== "redis:7-alpine") faults.push('redis: is to be "redis:7-alpine"');
  if (redis?.command?.join(" ").includes("--appendonly yes") !== true) faults.push("redis: needs its append-only file");
  for (const variable of ["DATABASE_URL", "GANTRY_SECRET_KEY", "GANTRY_SERVICE_RANGES", "ORCHESTRATOR_API_KEY"]) {
    if (server?.environment?.[variable] === undefined) faults.push(`server: ${variable} is not passed`);
  }
  return [
    ...faults,
    ...Object.entries(compose.services).flatMap(([name, service]) => serviceFaults(name, service, compose)),
  ];
}
