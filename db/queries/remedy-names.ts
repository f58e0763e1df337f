/** Names of the care workers and providers whom remedies of debts speak of. The caller reads only debts of its scope. */
import { inArray } from "drizzle-orm";
import { careWorker, provider } from "../schema/workforce.ts";
import type { Unit } from "../transaction.ts";

export async function readRemedyNames(
  unit: Unit,
  ids: { readonly workers: readonly string[]; readonly providers: readonly string[] },
): Promise<{ workers: ReadonlyMap<string, string>; providers: ReadonlyMap<string, string> }> {
  const workers = await unit.orm
    .select({ id: careWorker.id, name: careWorker.name })
    .from(careWorker)
    .where(inArray(careWorker.id, [...ids.workers]));
  const providers = await unit.orm
    .select({ id: provider.id, name: provider.name })
    .from(provider)
    .where(inArray(provider.id, [...ids.providers]));
  return {
    workers: new Map(workers.map(({ id, name }) => [id, name])),
    providers: new Map(providers.map(({ id, name }) => [id, name])),
  };
}
