/** Gives up a file that was not applied: its content is dropped, the record of it stays. */
import { Refusal } from "#app/domain/refusal.ts";
import { insertAuditEvent } from "#db/repositories/audit.ts";
import { lockImportBatch, updateImportBatch } from "#db/repositories/imports.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { importChain } from "./import-file.server.ts";

/** A batch that has ended already stays as it is. Refuses "not-found". */
export async function withdrawBatch(context: Context, id: string): Promise<void> {
  if (!/^[0-9a-f-]{36}$/.test(id)) throw new Refusal("not-found");
  await inTransaction(context, async (unit) => {
    const batch = await lockImportBatch(unit, id);
    if (batch === null) throw new Refusal("not-found");
    if (batch.state === "applied" || batch.state === "withdrawn") return;
    await updateImportBatch(unit, id, { state: "withdrawn", contentCipher: null });
    await insertAuditEvent(unit, context.actor, {
      chain: importChain(context),
      action: "import.withdraw",
      subjectType: "import",
      subjectId: id,
      facts: { kind: batch.kind },
    });
  });
}
