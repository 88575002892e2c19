export { CATALOGUE, PIPELINE_NAMES, SERVICE_NAMES, servicesOfPipeline, type ServiceName } from "./catalogue.ts";
export { startExampleServices, type ExampleServices, type ExampleServicesOptions } from "./launch/example-services.ts";
export type { ServiceProcess } from "./launch/service-process.ts";
