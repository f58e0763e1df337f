/** What the finding's page of the office and that of the provider share: reading it, and closing it. */
import { redirect } from "@remix-run/node";
import * as z from "zod";
import { closingPartyOf } from "#app/domain/access/closing-party.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { showVisit } from "#app/usecases/screens/show-visits.server.ts";
import { closeFindingOfVisit } from "#app/usecases/visits/close-finding.server.ts";
import { readForm, type Guarded } from "./guard.server.ts";

const form = z.strictObject({
  reason: z.string().max(40),
  resolution: z.string().max(40),
  note: z.string().trim().max(300),
});

/** The finding named by the address, with its visit. Refuses "not-found" for one that is not of the visit. */
export async function loadFinding({ params, actor, context }: Guarded) {
  const { visitNo, elderName, findings } = await showVisit(context, params["visitNo"] ?? "", closingPartyOf(actor));
  const finding = findings.find((one) => one.id === params["findingId"]);
  if (!finding) throw new Refusal("not-found");
  return { visitNo, elderName, finding };
}

/** Closes the finding and goes back to the visit; a refusal is given back with what was chosen. */
export async function submitClosing({ request, params, actor, context }: Guarded, visitAddress: string) {
  const { value } = await readForm(request, form);
  const party = closingPartyOf(actor);
  if (value === null || party === null) throw new Response("400", { status: 400 });
  const [visitNo, findingId] = [params["visitNo"] ?? "", z.uuid().safeParse(params["findingId"]).data];
  if (findingId === undefined) throw new Refusal("not-found");
  try {
    await closeFindingOfVisit(context, { ...value, visitNo, findingId, party, note: value.note || null });
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts }, chosen: value };
  }
  throw redirect(`${visitAddress}/${visitNo}?closed=yes`);
}
