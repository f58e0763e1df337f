/** One elder's file for the office (一人一档). Personal fields are opened here and masked before they leave. */
import { maskIdNumber, maskName, maskPhone } from "#app/domain/access/masking.ts";
import { isAssessmentDue, lastValidDay, newestAssessment } from "#app/domain/assessment/assessment-validity.ts";
import { policyInForce } from "#app/domain/policy/policy-in-force.ts";
import type { PolicyVersion } from "#app/domain/policy/policy-version.ts";
import { Refusal } from "#app/domain/refusal.ts";
import { instant, isoText, localDateOf } from "#app/domain/time/instant.ts";
import { plainDate, type PlainDate } from "#app/domain/time/plain-date.ts";
import type { PlainMonth } from "#app/domain/time/plain-month.ts";
import type { CryptoProvider } from "#app/integrations/crypto/crypto-provider.server.ts";
import { listProviderNames } from "#db/queries/allocation-overview.ts";
import { readElderFile, type ElderFileRows } from "#db/queries/elder-file.ts";
import { listPolicyVersions } from "#db/repositories/reference.ts";
import { inTransaction, type Context } from "#db/transaction.ts";
import { doorCodeState } from "../elders/door-codes.server.ts";
import { visitPinState } from "../visits/set-visit-pin.server.ts";
import { changedFields } from "./changed-fields.server.ts";
import { visitPage } from "./show-visits.server.ts";
import { debtHelps } from "../planning/remedy-rows.server.ts";
import { consideredRows } from "../planning/considered-rows.ts";

type Facts = Readonly<Record<string, string | number | boolean | null>>;
type ProviderName = { readonly id: string; readonly name: string; readonly creditCode: string };

function profileOf({ elder, streetZh, streetEn }: ElderFileRows, crypto: CryptoProvider) {
  const open = (column: string, cipher: string) => crypto.decrypt(cipher, { table: "elder", column, row: elder.id });
  return {
    name: maskName(elder.name),
    sex: elder.sex,
    // The day of birth is part of the identity number, which hides it.
    birthYear: elder.birthOn.slice(0, 4),
    idNumber: maskIdNumber(open("id_number", elder.idNumberCipher)),
    phone: elder.phoneCipher === null ? null : maskPhone(open("phone", elder.phoneCipher)),
    streetZh,
    streetEn,
    community: elder.community,
    living: elder.livingSituation,
    approvedOn: elder.approvedOn,
    consentOn: elder.consentOn,
  };
}

function contactsOf({ contacts }: ElderFileRows, crypto: CryptoProvider) {
  return contacts.map(({ id, ordinal, name, relation, phoneCipher }) => ({
    ordinal,
    name: maskName(name),
    relation,
    phone:
      phoneCipher === null
        ? null
        : maskPhone(crypto.decrypt(phoneCipher, { table: "elder_contact", column: "phone", row: id })),
  }));
}

function eligibilityOf({ eligibility }: ElderFileRows) {
  if (eligibility === null) return null;
  return {
    verdict: eligibility.verdict,
    judgedOn: eligibility.judgedOn,
    visitsAllowed: eligibility.visitsAllowed,
    reasons: (eligibility.reasons as { code: string; facts: Facts }[]).map(({ code, facts }) => ({ code, facts })),
  };
}

function allocationOf({ elder, allocation }: ElderFileRows, providers: readonly ProviderName[]) {
  if (allocation === null) return null;
  const nameOf = (id: string) => providers.find((one) => one.id === id)?.name ?? "";
  const wished = elder.preferredProvider;
  return {
    provider: allocation.providerId === null ? null : nameOf(allocation.providerId),
    wished: wished === null ? null : (providers.find((one) => one.creditCode === wished)?.name ?? wished),
    chosenFor: allocation.chosenFor,
    considered: consideredRows(allocation.explanation, nameOf),
  };
}

/** The last day of the assessment that decides today, once it ends soon by the policy or is over; null before that and without one. */
function reassessmentOf(rows: ElderFileRows["assessments"], { parameters }: PolicyVersion, today: PlainDate) {
  const made = rows.map(({ assessedOn, validUntil }) => ({
    assessedOn: plainDate(assessedOn),
    validUntil: validUntil === null ? null : plainDate(validUntil),
  }));
  const newest = newestAssessment(made, today);
  if (newest === null) return null;
  const until = lastValidDay(newest, parameters.assessment_valid_months);
  return isAssessmentDue(until, today, parameters.assessment_due_notice_days) ? { until, isOver: until < today } : null;
}

/** Refuses "not-found" for an elder outside the scope. */
export async function showElder(context: Context, crypto: CryptoProvider, elderNo: string, month: PlainMonth) {
  const { found, helpOf, providers, visits, visitPin, doorCode, reassessment } = await inTransaction(
    context,
    async (unit) => {
      const file = await readElderFile(unit, elderNo, month);
      if (file === null) throw new Refusal("not-found");
      const today = localDateOf(unit.now);
      return {
        found: file,
        helpOf: await debtHelps(unit, file.debts),
        providers: await listProviderNames(unit),
        visits: await visitPage(unit, { month, elderNo, order: "time", page: 1 }),
        visitPin: await visitPinState(unit, file.elder.id),
        doorCode: await doorCodeState(unit, file.elder.id),
        reassessment: reassessmentOf(file.assessments, policyInForce(await listPolicyVersions(unit), today), today),
      };
    },
  );
  return {
    elderNo,
    profile: profileOf(found, crypto),
    contacts: contactsOf(found, crypto),
    assistance: found.assistance.map(({ id, kind, fromOn, toOn }) => ({ id, kind, fromOn, toOn })),
    assessments: found.assessments.map(({ id, grade, assessedOn, validUntil }) => ({
      id,
      grade,
      assessedOn,
      validUntil,
    })),
    reassessment,
    eligibility: eligibilityOf(found),
    allocation: allocationOf(found, providers),
    visitPin,
    doorCode,
    debts: found.debts.map(({ facts, ...debt }) => ({ ...debt, help: helpOf(facts) })),
    visits: visits.rows.map(({ visitNo, plannedStart, provider, deliveryState, openRules }) => ({
      visitNo,
      plannedStart,
      provider,
      deliveryState,
      openFindings: openRules.length,
    })),
    revisions: found.revisions.map(({ version, before, by, at }, index) => ({
      version,
      by,
      at: isoText(instant(at)),
      changed: changedFields(before, found.revisions[index - 1]?.before ?? found.elder, crypto),
    })),
  };
}
