/** Members of families for tests: a district with elders, a link as a kiosk would make it, and a signed-in phone. */
import { CONSENT_VERSION, linkUntil, type FamilyScope } from "#app/domain/family/family-link.ts";
import { localDateOf } from "#app/domain/time/instant.ts";
import { asFamilyOf, type FamilyContext } from "#app/usecases/family/family-context.server.ts";
import { proveFamilyCode, recogniseFamily, sendFamilyCode } from "#app/usecases/family/family-sign-in.server.ts";
import { readSentMessage } from "#app/usecases/kiosk/send-sign-in-code.server.ts";
import { insertLink } from "#db/repositories/family.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { testContext } from "#tests/support/database.ts";
import { crypto, fullElders, NOW, openKioskDistrict, type TestElder } from "../kiosk/kiosk-district.ts";

/** A kiosk's district whose elders and telephones (from the given number on) are handed out one after another. */
export async function openFamilyDistrict(firstPhone: number) {
  const database = await openKioskDistrict();
  const wide = testContext(database, { now: NOW });
  const elders = await fullElders(wide);
  let phone = firstPhone;
  const nextElder = (): TestElder => {
    const elder = elders.shift();
    if (elder === undefined) throw new Error("nobody is left");
    return elder;
  };
  return { database, wide, nextElder, nextPhone: () => String((phone += 1)) };
}

export type FamilyDistrict = Awaited<ReturnType<typeof openFamilyDistrict>>;

/** @returns the link's id */
export async function linkTo(
  context: Context,
  elder: TestElder,
  { phone, scopes }: { readonly phone: string; readonly scopes: readonly FamilyScope[] },
): Promise<string> {
  return inTransaction(context, async (unit) => {
    const id = unit.newId();
    const fromOn = localDateOf(unit.now);
    await insertLink(unit, {
      id,
      elderId: elder.id,
      name: "王小明",
      relation: "son",
      phoneCipher: crypto.encrypt(phone, { table: "family_link", column: "phone", row: id }),
      phoneIndex: crypto.blindIndex(phone, "phone"),
      scopes: [...scopes],
      fromOn,
      toOn: linkUntil(fromOn),
      consentVersion: CONSENT_VERSION,
    });
    return id;
  });
}

/** @returns the digits that were sent, or null when no message went out */
export async function digitsFor(context: Context, phone: string): Promise<{ token: string; code: string | null }> {
  const sent = await sendFamilyCode(context, crypto, { phone, device: "10.0.0.1", wording: (code) => `code ${code}` });
  if (typeof sent === "string") throw new Error(sent);
  const message = await readSentMessage(context, crypto, sent.token);
  return { token: sent.token, code: message?.replace("code ", "") ?? null };
}

/** @returns who the phone's session belongs to, and its token */
export async function signedIn(context: Context, phone: string): Promise<{ memberId: string; session: string }> {
  const { token, code } = await digitsFor(context, phone);
  const outcome = await proveFamilyCode(context, crypto, { token, phone, code: code ?? "", openid: null });
  if (outcome.kind !== "opened") throw new Error(outcome.kind);
  const actor = await recogniseFamily(context, outcome.session);
  if (actor.kind !== "family") throw new Error(actor.kind);
  return { memberId: actor.memberId, session: outcome.session };
}

/** What the member of the family does about this elder. */
export async function familyOf(
  context: Context,
  asked: { readonly memberId: string; readonly linkId: string; readonly scope: FamilyScope | null },
): Promise<FamilyContext> {
  return asFamilyOf({ ...context, actor: `family:${asked.memberId}` }, asked);
}
