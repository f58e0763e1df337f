/**
 * A large workbook of results, taken in by a job: its bytes wait in the encrypted store and are thrown away once the job has an outcome.
 * What the job says of wrong cells is their place and what is wrong, never what stands in them.
 */
import type { CallSheetProblem } from "#app/domain/call-backs/call-sheet.ts";
import type { JobReport } from "#app/domain/jobs/job.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import type { BlobStore } from "#app/integrations/blobs/blob-store.server.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { sha256Hex } from "#app/integrations/crypto/digest.server.ts";
import { readWorkbook } from "#app/integrations/workbooks/read-workbook.server.ts";
import type { Context } from "#db/transaction.ts";
import { startJob } from "../jobs/start-job.server.ts";
import { importCallSheet } from "./import-call-sheet.server.ts";

/** Files above this, some three hundred calls, are not worked on while the page waits. */
export const CALL_FILE_BYTES_AT_ONCE = 64 * 1024;

/** Wrong cells that a job's page names; the count says how many there are. */
const CELLS_SHOWN = 200;

export type CallFile = { readonly batchNo: string; readonly name: string; readonly digest: string };
export type WrongCell = Pick<CallSheetProblem, "cell" | "header" | "code">;

/** Counts and codes for whoever looks at the job. */
export type CallFileOutcome =
  | { readonly state: "refused"; readonly cells: readonly WrongCell[]; readonly count: number }
  | { readonly state: "imported"; readonly imported: number; readonly skipped: number };

/** Puts the file aside and the work into the queue. @returns the job to watch; one a batch at a time */
export async function startCallFile(
  context: Context,
  blobs: BlobStore,
  { batchNo, name, bytes }: { readonly batchNo: string; readonly name: string; readonly bytes: Uint8Array },
): Promise<string> {
  const digest = sha256Hex(bytes);
  await blobs.put(digest, bytes);
  return startJob(context, { kind: "import-calls", subject: batchNo, input: { batchNo, name, digest } });
}

async function importBytes(
  context: Context,
  crypto: CryptoProvider,
  given: { readonly batchNo: string; readonly name: string; readonly bytes: Uint8Array; readonly report: JobReport },
) {
  const sheets = await readWorkbook(given.bytes, given.name);
  return importCallSheet(context, crypto, { batchNo: given.batchNo, sheets, report: given.report });
}

/** Refuses "call-sheet-unknown" for a file that is not there or not this sheet, and what importing a sheet refuses. Done again it takes nothing twice. */
export async function importCallFile(
  context: Context,
  { crypto, blobs }: { readonly crypto: CryptoProvider; readonly blobs: BlobStore },
  { batchNo, name, digest, report }: CallFile & { readonly report: JobReport },
): Promise<CallFileOutcome> {
  const bytes = await blobs.get(digest);
  if (bytes === null) throw new Refusal("call-sheet-unknown");
  const outcome = await importBytes(context, crypto, { batchNo, name, bytes, report }).catch(
    async (thrown: unknown) => {
      // A refusal is the job's last word; after anything else it is tried again and needs the file.
      if (isRefusal(thrown)) await blobs.remove(digest);
      throw thrown;
    },
  );
  await blobs.remove(digest);
  if (outcome.state === "imported") return outcome;
  const cells = outcome.problems.map(({ cell, header, code }) => ({ cell, header, code }));
  return { state: "refused", cells: cells.slice(0, CELLS_SHOWN), count: cells.length };
}
