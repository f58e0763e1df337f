/** Fills an empty district with its reference data: streets, catalogue, work calendar, policy. What is there stays. */
import { insertReferenceData, type ReferenceData } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function prepareDistrict(context: Context, data: ReferenceData): Promise<void> {
  await inTransaction(context, (unit) => insertReferenceData(unit, data));
}
