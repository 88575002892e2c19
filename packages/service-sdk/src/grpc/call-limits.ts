import type { ChannelOptions } from "@grpc/grpc-js";

/** Bounds of one call, for who serves it and for who makes it. */
export interface CallLimits {
  /** Largest message either way; default 64 MiB, as a request of the control interface. */
  readonly maxMessageBytes?: number;
}

export const DEFAULT_MAX_MESSAGE_BYTES = 64 * 1024 * 1024;

export const messageSizeOptions = ({ maxMessageBytes = DEFAULT_MAX_MESSAGE_BYTES }: CallLimits): ChannelOptions => ({
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
});
