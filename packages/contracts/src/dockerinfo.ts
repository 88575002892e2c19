import { z } from "zod";

const NonBlank = z.string().refine((text) => text.trim() !== "", "must not be empty");

/** Where one container answers. `port` is any string or number here; whether it is a port is said with its container's name. */
export const DockerinfoEntry = z.object({
  container_name: NonBlank,
  ip_address: NonBlank,
  port: z.union([z.string(), z.number()], "must be a string or a number"),
});
export type DockerinfoEntry = z.infer<typeof DockerinfoEntry>;

/** The document uploaded beside a Blueprint. Extra fields are ignored; of a container named twice the last entry counts. */
export const Dockerinfo = z.object({ docker_info_list: z.array(DockerinfoEntry) });
export type Dockerinfo = z.infer<typeof Dockerinfo>;
