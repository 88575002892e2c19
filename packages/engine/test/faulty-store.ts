import { MemoryStore, type ProjectionBatch, type WorkflowAppend } from "../src/index.ts";

/** A MemoryStore that refuses some writes, as a database does that cannot be reached. */
export class FaultyStore extends MemoryStore {
  failingAppends = 0;
  failingProjections = 0;
  failingLoads = 0;
  appends = 0;
  readonly projected: ProjectionBatch[] = [];

  override append(appends: readonly WorkflowAppend[]): Promise<void> {
    this.appends += 1;
    if (this.failingAppends > 0) {
      this.failingAppends -= 1;
      return Promise.reject(new Error("The database is not there"));
    }
    return super.append(appends);
  }

  override project(batch: ProjectionBatch): Promise<void> {
    if (this.failingProjections > 0) {
      this.failingProjections -= 1;
      return Promise.reject(new Error("The database is not there"));
    }
    this.projected.push(batch);
    return super.project(batch);
  }

  override loadJob(...args: Parameters<MemoryStore["loadJob"]>): ReturnType<MemoryStore["loadJob"]> {
    if (this.failingLoads > 0) {
      this.failingLoads -= 1;
      return Promise.reject(new Error("The database is not there"));
    }
    return super.loadJob(...args);
  }
}
