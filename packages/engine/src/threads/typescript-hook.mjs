// Lets a thread load TypeScript: for threads that run from source, where Node's own flags for it would reach the main thread alone.
import { register } from "tsx/esm/api";

register();
