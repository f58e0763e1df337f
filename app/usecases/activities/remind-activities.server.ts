/** Reminds who has a place, once, so many hours before the start (policy `activity_remind_hours`, assumed). */
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import { asDate, localDateOf, plusMinutes } from "#app/domain/time/instant.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { lockToRemind, updateSignUps } from "#db/repositories/activities.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { writeToElder } from "./write-to-elder.server.ts";

/** @returns how many people were reminded; who has no telephone is noted as reminded too, so that nobody is looked at twice */
export async function remindActivities(
  context: Context,
  crypto: CryptoProvider,
): Promise<{ readonly written: number }> {
  return inTransaction(context, async (unit) => {
    const policy = policyInForce(await listPolicyVersions(unit), localDateOf(unit.now));
    const until = plusMinutes(unit.now, policy.parameters.activity_remind_hours * 60);
    const due = await lockToRemind(unit, until);
    let written = 0;
    for (const { elderId, activity } of due)
      if (await writeToElder(unit, crypto, { elderId, kind: "activity_reminder", body: activity.reminderText }))
        written += 1;
    await updateSignUps(
      unit,
      due.map(({ signUpId }) => signUpId),
      { remindedAt: asDate(unit.now) },
    );
    return { written };
  });
}
