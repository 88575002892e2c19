// Lets a thread that runs from source load TypeScript: a loader that Node's flags name reaches the main thread alone.
import { register } from "tsx/esm/api";

register();
