import { useLoaderData } from "@remix-run/react";
import * as z from "zod";
import { BedList, WaitingList } from "#app/components/bed-list.tsx";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { BED_STATES } from "#app/domain/family-beds/lifecycle.ts";
import { bedWords } from "#app/messages/beds.ts";
import { stateWord } from "#app/messages/states.ts";
import { showBeds, showWaitingList } from "#app/usecases/family-beds/show-beds.server.ts";
import { showBedProgress } from "#app/usecases/family-beds/show-progress.server.ts";
import { guarded } from "#app/web/guard.server.ts";

const question = z.object({
  state: z.enum(BED_STATES).nullable().catch(null),
  street: z.coerce.number().int().min(1).max(9999).nullable().catch(null),
});

export const meta = pageTitle(bedWords, ({ words }) => words.title);

export const loader = guarded({ action: "bed.read" }, async ({ request, context, actor }) => {
  const search = new URL(request.url).searchParams;
  const street = search.get("street");
  const asked = question.parse({ state: search.get("state"), street: street === "" ? null : street });
  const onlyOverdue = search.get("overdue") === "yes";
  const { counted, target } = await showBedProgress(context);
  return {
    ...(await showBeds(context, { state: asked.state, streetId: asked.street, onlyOverdue })),
    waiting: await showWaitingList(context),
    asked: { ...asked, onlyOverdue },
    counted,
    target,
    mayApply: can(actor, "bed.apply"),
    mayManage: can(actor, "bed.money"),
  };
});

export default function Beds() {
  const { rows, streets, overdue, waiting, asked, counted, target, mayApply, mayManage } =
    useLoaderData<typeof loader>();
  const words = useWords(bedWords);
  const locale = useLocale();
  const street = streets.find((one) => one.id === asked.street);
  const active = [
    ...(asked.state === null ? [] : [{ name: "state", label: stateWord("bed", asked.state).staff[locale] }]),
    ...(street ? [{ name: "street", label: locale === "en" ? street.nameEn : street.nameZh }] : []),
    ...(asked.onlyOverdue ? [{ name: "overdue", label: words.only_overdue }] : []),
  ];
  return (
    <>
      <PageHeader
        title={words.title}
        status={words.status(counted, target, overdue)}
        actions={
          <>
            {mayManage && (
              <LinkButton to="/office/beds/import" icon="upload">
                {words.import_title}
              </LinkButton>
            )}
            {mayApply && (
              <LinkButton to="/office/beds/apply" kind="primary">
                {words.apply}
              </LinkButton>
            )}
          </>
        }
      />
      <BedTabs mayManage={mayManage} />
      <Stack>
        <FilterBar active={active} hits={rows.length}>
          <Field
            kind="select"
            name="state"
            label={words.state}
            emptyLabel={words.all_beds}
            defaultValue={asked.state ?? ""}
            options={BED_STATES.map((value) => ({ value, label: stateWord("bed", value).staff[locale] }))}
          />
          <Field
            kind="select"
            name="street"
            label={words.street}
            emptyLabel={words.all_beds}
            defaultValue={asked.street === null ? "" : String(asked.street)}
            options={streets.map((one) => ({
              value: String(one.id),
              label: locale === "en" ? one.nameEn : one.nameZh,
            }))}
          />
          <Field
            kind="select"
            name="overdue"
            label={words.due}
            emptyLabel={words.all_beds}
            defaultValue={asked.onlyOverdue ? "yes" : ""}
            options={[{ value: "yes", label: words.only_overdue }]}
          />
        </FilterBar>
        <BedList rows={rows} />
        <WaitingList order={waiting.order} rows={waiting.rows} />
      </Stack>
    </>
  );
}
