export type { Behaviour, Behaviours, ReceivedCall, Reply, ScriptedService } from "./scripted-service.ts";
export { inTurn, startScriptedService } from "./scripted-service.ts";
