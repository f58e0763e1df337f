import { useActionData, useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { ComplainForm, ComplainTold, ComplainTopics, OwnComplaints } from "#app/components/family-complain.tsx";
import { FamilyShell } from "#app/components/family-shell.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useWords } from "#app/components/words-context.tsx";
import { TICKET_DETAILS, TICKET_TOPICS } from "#app/domain/tickets/ticket-kind.ts";
import { familyActWords } from "#app/messages/family-acts.ts";
import { complainAsFamily, showOwnComplaints } from "#app/usecases/family/complain-as-family.server.ts";
import { familyElderOf, memberIdOf } from "#app/web/family-elder.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";

export const meta = pageTitle(familyActWords, ({ words }) => words.complain_title);

export const loader = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, null);
  const topic = z.enum(TICKET_TOPICS).safeParse(new URL(given.request.url).searchParams.get("topic"));
  return {
    own: `/family/elders/${family.elder.linkId}`,
    name: family.elder.name,
    topic: topic.success ? topic.data : null,
    requestKey: given.context.newId(),
    complaints: await showOwnComplaints(family),
  };
});

const form = z.strictObject({
  topic: z.enum(TICKET_TOPICS),
  key: z.string().min(8).max(64),
  detail: z.array(z.enum(TICKET_DETAILS)).max(TICKET_DETAILS.length),
  words: z.string().max(300),
});

export const action = guarded({ action: "family.use" }, async (given) => {
  const family = await familyElderOf(given, null);
  const { value } = await readForm(given.request, form, ["detail"]);
  if (value === null) return null;
  const { key: requestKey, detail: details, topic, words } = value;
  const said = { memberId: memberIdOf(given.actor), topic, details, words, requestKey };
  return complainAsFamily(family, given.services.crypto, said);
});

export default function Complain() {
  const { own, name, topic, requestKey, complaints } = useLoaderData<typeof loader>();
  const told = useActionData<typeof action>();
  const words = useWords(familyActWords);
  const to = `${own}/complain`;
  const isAsking = topic !== null && !told;
  return (
    <FamilyShell title={`${words.complain_title} ${name}`} backTo={isAsking ? to : own}>
      {told && <ComplainTold {...told} />}
      {isAsking ? <ComplainForm topic={topic} requestKey={requestKey} /> : <ComplainTopics to={to} />}
      {!isAsking && <OwnComplaints complaints={complaints} />}
    </FamilyShell>
  );
}
