/** `npm run host-service`: the training host by itself. PORT: where it listens, default 5002. */
import { createHostTraining } from "./host-training.ts";

const app = createHostTraining();
const url = await app.listen({ host: "127.0.0.1", port: Number(process.env.PORT ?? 5_002) });
console.log(`Training host service at ${url}`);
