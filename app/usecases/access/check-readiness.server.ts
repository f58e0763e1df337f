/** Asks whether the district's schema answers. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import { countStreets } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";

export async function checkReadiness(context: Context): Promise<boolean> {
  try {
    await inTransaction({ ...context, scope: WHOLE_DISTRICT }, countStreets);
    return true;
  } catch {
    return false;
  }
}
