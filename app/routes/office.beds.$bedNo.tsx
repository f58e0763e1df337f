import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { mayPlanWorks } from "#app/domain/family-beds/lifecycle.ts";
import { BedBodies, BedDocuments } from "#app/components/bed-file.tsx";
import { BedAlerts, BedDevices, BedVisits } from "#app/components/bed-home.tsx";
import { DueDay } from "#app/components/bed-list.tsx";
import { BedMonths, RetrofitMoney } from "#app/components/bed-money.tsx";
import { BedPlans, PlanForm } from "#app/components/bed-plans.tsx";
import { BedSteps } from "#app/components/bed-steps.tsx";
import { BedTimeLine } from "#app/components/bed-time-line.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Split, Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { Notice } from "#app/components/notice.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems, type RefusedStep } from "#app/components/refusal-problem.ts";
import { StateTag } from "#app/components/state-tag.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { actorName, roleOf, type Actor } from "#app/domain/access/actor.ts";
import { can } from "#app/domain/access/permission.ts";
import { isRefusal, Refusal } from "#app/domain/refusal.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { bedWords } from "#app/messages/beds.ts";
import type { SentenceFacts } from "#app/messages/locale.ts";
import { listBodyChoices, nameBedBody, readBodyRole } from "#app/usecases/family-beds/name-body.server.ts";
import { recordBedPlan } from "#app/usecases/family-beds/record-plan.server.ts";
import { decideRetrofitSubsidy, proposeRetrofitSubsidy } from "#app/usecases/family-beds/retrofit-subsidy.server.ts";
import { showBed } from "#app/usecases/family-beds/show-bed.server.ts";
import { takeBedStep } from "#app/usecases/family-beds/take-step.server.ts";
import { planIn, stepIn } from "#app/web/bed-forms.server.ts";
import { textIn } from "#app/web/call-forms.server.ts";
import { guarded, type Guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(bedWords, ({ words, params }) => words.file_title(params["bedNo"] ?? ""));

export const loader = guarded({ action: "bed.read" }, async ({ request, params, context, actor }) => {
  const mayAct = can(actor, "bed.act");
  const decider = can(actor, "bed.money") ? actorName(actor) : null;
  return {
    bed: await showBed(context, roleOf(actor), params["bedNo"] ?? ""),
    organisations: can(actor, "bed.money") ? await listBodyChoices(context) : [],
    decider,
    mayAct,
    done: new URL(request.url).searchParams.get("done"),
  };
});

type Deed = Pick<Guarded, "context" | "actor"> & { readonly bedNo: string };

/** Naming bodies and money are the district's alone. */
function requireDistrict(actor: Actor): void {
  if (!can(actor, "bed.money")) throw new Refusal("bed-party-wrong", { party: "district" });
}

async function act(form: FormData, { context, actor, bedNo }: Deed): Promise<void> {
  const intent = textIn(form, "intent");
  if (intent === "step") return takeBedStep(context, roleOf(actor), stepIn(form, bedNo));
  if (intent === "plan") return void (await recordBedPlan(context, { bedNo, ...planIn(form) }));
  requireDistrict(actor);
  if (intent === "body")
    return nameBedBody(context, {
      ...{ bedNo, role: readBodyRole(textIn(form, "role")), creditCode: textIn(form, "creditCode") },
    });
  if (intent === "propose-subsidy") return proposeRetrofitSubsidy(context, bedNo);
  const approve = intent === "approve-subsidy";
  return decideRetrofitSubsidy(context, { bedNo, approve, note: textIn(form, "note") });
}

export const action = guarded({ action: "bed.act" }, async ({ request, params, context, actor }) => {
  const bedNo = params["bedNo"] ?? "";
  try {
    await act(await request.formData(), { context, actor, bedNo });
    return redirect(`/office/beds/${bedNo}?done=taken`);
  } catch (thrown) {
    if (!isRefusal(thrown) || thrown.code === "not-found") throw thrown;
    return { problem: { code: thrown.code, facts: thrown.facts as SentenceFacts } } satisfies RefusedStep;
  }
});

export default function BedFilePage() {
  const { bed, organisations, decider, mayAct, done } = useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const locale = useLocale();
  const problems = useRefusalProblems(useActionData<typeof action>());
  const owed =
    bed.owedBy !== null && bed.owedStep !== null
      ? words.owed(bedWord("party", bed.owedBy, locale), bedWord("step", bed.owedStep, locale))
      : null;
  const street = locale === "en" ? bed.streetEn : bed.streetZh;
  return (
    <>
      <PageHeader
        title={words.file_title(bed.bedNo)}
        marks={<StateTag kind="bed" code={bed.state} />}
        status={
          <>
            {bed.elderName} · {street} {bed.community} {owed !== null && `· ${owed} `}
            <DueDay dueOn={bed.dueOn} isOverdue={bed.isOverdue} />
          </>
        }
        trail={[{ to: "/office/beds", label: words.title }]}
        actions={<LinkButton to={`/office/elders/${bed.elderNo}`}>{`${words.elder} ${bed.elderNo}`}</LinkButton>}
      />
      <ErrorSummary problems={problems} />
      <Stack>
        {done !== null && (
          <Notice tone="success" announced>
            {done === "applied" ? words.applied(bed.bedNo) : done === "added" ? words.added : words.taken}
          </Notice>
        )}
        <Split
          main={
            <>
              {mayAct && <BedSteps bedNo={bed.bedNo} steps={bed.steps} owedStep={bed.owedStep} bed={bed} />}
              <BedPlans plans={bed.plans} inForce={bed.planVersion} />
              {mayAct && mayPlanWorks(bed.state) && <PlanForm isFirst={bed.plans.length === 0} />}
              <RetrofitMoney
                subsidies={bed.money.subsidies}
                lines={bed.money.lines}
                isCounted={bed.countedOn !== null}
                decider={decider}
              />
              <BedMonths months={bed.money.months} />
              <BedDocuments bedNo={bed.bedNo} documents={bed.documents} mayAdd={mayAct} />
              <BedDevices devices={bed.devices} />
              <BedAlerts alerts={bed.alerts} />
              <BedVisits visits={bed.visits} />
            </>
          }
          side={
            <>
              <BedBodies bodies={bed.bodies} organisations={organisations} />
              <BedTimeLine life={bed} />
            </>
          }
        />
      </Stack>
    </>
  );
}
