/** Activities are for everybody who stands at a kiosk: what is shown and locked is every street's, whoever is identified or nobody. */
import { WHOLE_DISTRICT } from "#app/domain/access/scope.ts";
import type { Context } from "#db/transaction.ts";

export function activityContext(context: Context): Context {
  return { ...context, scope: WHOLE_DISTRICT };
}
