import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { pageTitle } from "#app/components/page-title.ts";
import { PhoneList } from "#app/components/phone-list.tsx";
import { workerPhonesWords } from "#app/messages/worker-phones.ts";
import { showWorkerPhones } from "#app/usecases/visits/worker-phones.server.ts";
import { guarded } from "#app/web/guard.server.ts";
import { phonesAsked, takePhoneForm } from "#app/web/phone-forms.server.ts";

export const meta = pageTitle(workerPhonesWords, ({ words }) => words.title);

export const loader = guarded({ action: "provider.phones" }, async ({ request, context }) => {
  const asked = phonesAsked(request);
  return { ...asked, phones: await showWorkerPhones(context, asked.typed) };
});

export const action = guarded({ action: "provider.phones" }, async ({ request, context, locale }) => {
  const problem = await takePhoneForm(request, context, locale);
  if (problem !== null) return { problem };
  throw redirect("/provider/phones?revoked=yes");
});

export default function Phones() {
  const answer = useActionData<typeof action>();
  return <PhoneList {...useLoaderData<typeof loader>()} problem={answer?.problem} ofOneProvider />;
}
