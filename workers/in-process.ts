/** Jobs inside the web process: always with the embedded database, which has one process, and with PostgreSQL on a single machine. */
import type { JobsAtWork } from "#app/usecases/jobs/run-next-job.server.ts";
import { releaseLeases } from "#app/usecases/jobs/release-leases.server.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import type { MessageGateway } from "#app/integrations/messages/message-gateway.ts";
import type { PaymentChannel } from "#app/usecases/payments/payment-channel.ts";
import type { Context } from "#db/transaction.ts";
import { JOB_DEFINITIONS } from "./definitions.ts";
import { startRunner, type Runner } from "./runner.ts";

export type InProcessJobs = {
  /** Of the whole district, with the clock of the moment. */
  readonly contextNow: () => Context;
  readonly crypto: CryptoProvider;
  readonly blobs: BlobStore;
  readonly payments: PaymentChannel | null;
  readonly messages: MessageGateway;
  readonly onProgress: JobsAtWork["onProgress"];
};

export async function startInProcessJobs({
  contextNow,
  crypto,
  blobs,
  payments,
  messages,
  onProgress,
}: InProcessJobs): Promise<Runner> {
  // With PostgreSQL another process may hold leases; they run out by themselves.
  if (contextNow().database.kind === "pglite") await releaseLeases(contextNow());
  return startRunner({
    contextNow,
    pollMs: 500,
    onError: (thrown) => console.error(thrown),
    work: {
      definitions: JOB_DEFINITIONS,
      crypto,
      blobs,
      payments,
      messages,
      holder: `web:${process.pid}`,
      random: Math.random,
      onProgress,
      onError: (jobId, thrown) => console.error(`job ${jobId}`, thrown),
    },
  });
}
