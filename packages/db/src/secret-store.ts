import type { Database } from "./database.ts";
import { withStoreErrors } from "./database-error.ts";

export interface SecretStore {
  /** A Workflow's `services_api_key` as it was sealed at submission; null when it has none, or is unknown. */
  sealedSecretOf(workflowId: string): Promise<string | null>;
}

export const secretStoreOf = ({ prisma }: Database): SecretStore => ({
  sealedSecretOf: (workflowId) =>
    withStoreErrors(async () => {
      const row = await prisma.submission.findUnique({ where: { workflowId }, select: { sealedSecret: true } });
      return row?.sealedSecret ?? null;
    }),
});
