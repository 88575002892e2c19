/** Where a service serves its results to other services, beside the control interface: a `DataPlane`, for example. */
export interface DataInterface extends AsyncDisposable {
  /** @returns where it listens, for the ready line. */
  listen(): Promise<string>;
  close(): Promise<void>;
}
