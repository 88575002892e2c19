export { CATALOGUE, CONTAINER_NAMES, type ContainerName } from "./catalogue.ts";
export { startExampleServices, type ExampleServices, type ExampleServicesOptions } from "./launch/example-services.ts";
export type { ServiceProcess } from "./launch/service-process.ts";
