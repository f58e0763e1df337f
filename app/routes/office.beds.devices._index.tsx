import { useActionData, useLoaderData, useSearchParams } from "@remix-run/react";
import { BedTabs } from "#app/components/bed-tabs.tsx";
import { DeviceList, DeviceSecretsNotice, RegisterForm } from "#app/components/device-registry.tsx";
import { ErrorSummary } from "#app/components/error-summary.tsx";
import { Field } from "#app/components/field.tsx";
import { FilterBar } from "#app/components/filter-bar.tsx";
import { Row, Stack } from "#app/components/layout.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { PageHeader } from "#app/components/page-header.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { useRefusalProblems } from "#app/components/refusal-problem.ts";
import { DroppedMessages, RefusedMappings, UnreadMessages } from "#app/components/unread-messages.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { can } from "#app/domain/access/permission.ts";
import { DEVICE_STATES } from "#app/domain/devices/device-states.ts";
import { bedWord } from "#app/messages/bed-codes.ts";
import { deviceWord, deviceWords } from "#app/messages/devices.ts";
import { showDropped } from "#app/usecases/devices/note-dropped.server.ts";
import { showDevices } from "#app/usecases/devices/show-devices.server.ts";
import { showUnread, UNREAD_DAYS } from "#app/usecases/devices/show-unread.server.ts";
import { takeRegisterForm } from "#app/web/device-desk-forms.server.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(deviceWords, ({ words }) => words.title);

export const loader = guarded({ action: "device.read" }, async ({ request, context, actor, services }) => {
  const search = new URL(request.url).searchParams;
  const given = (name: string) => search.get(name)?.slice(0, 80) ?? "";
  const asked = {
    state: DEVICE_STATES.find((one) => one === given("state")) ?? null,
    typeCode: given("type") === "" ? null : given("type"),
    text: given("text").trim(),
    onlySilent: given("silent") === "yes",
    page: Math.min(Math.max(1, Math.trunc(Number(given("page"))) || 1), 1000),
  };
  const mayRegister = can(actor, "device.register");
  return {
    ...(await showDevices(context, asked)),
    asked,
    unread: mayRegister && asked.page === 1 ? await showUnread(context) : [],
    unreadDays: UNREAD_DAYS,
    vendors: services.deviceMappings.current().map(({ vendor }) => vendor),
    dropped: mayRegister ? await showDropped(context, UNREAD_DAYS) : null,
    mappingRefusal: mayRegister ? services.deviceMappings.refusal() : null,
    mayRegister,
    mayManageBeds: can(actor, "bed.money"),
  };
});

export const action = guarded({ action: "device.register" }, async ({ request, context }) =>
  takeRegisterForm(await request.formData(), context),
);

function Pages({ page, hasMore }: { page: number; hasMore: boolean }) {
  const words = useWords(deviceWords);
  const [search] = useSearchParams();
  const to = (wanted: number) => {
    const next = new URLSearchParams(search);
    next.set("page", String(wanted));
    return `/office/beds/devices?${next.toString()}`;
  };
  if (page === 1 && !hasMore) return null;
  return (
    <Row>
      {page > 1 && <LinkButton to={to(page - 1)}>{words.earlier}</LinkButton>}
      {hasMore && <LinkButton to={to(page + 1)}>{words.later}</LinkButton>}
    </Row>
  );
}

export default function Devices() {
  const data = useLoaderData<typeof loader>();
  const { rows, hasMore, types, counts, asked, vendors, mayRegister, mayManageBeds } = data;
  const answer = useActionData<typeof action>();
  const words = useWords(deviceWords);
  const locale = useLocale();
  const problems = useRefusalProblems(answer);
  const active = [
    ...(asked.state === null ? [] : [{ name: "state", label: deviceWord("state", asked.state, locale) }]),
    ...(asked.typeCode === null ? [] : [{ name: "type", label: bedWord("device", asked.typeCode, locale) }]),
    ...(asked.onlySilent ? [{ name: "silent", label: words.only_silent }] : []),
    ...(asked.text === "" ? [] : [{ name: "text", label: asked.text }]),
  ];
  return (
    <>
      <PageHeader title={words.title} status={words.status(counts.bound, counts.silent, counts.spare, counts.repair)} />
      <BedTabs mayManage={mayManageBeds} />
      <ErrorSummary problems={problems} />
      <Stack>
        {data.dropped && <DroppedMessages {...data.dropped} days={data.unreadDays} />}
        {data.mappingRefusal && <RefusedMappings {...data.mappingRefusal} />}
        {answer && "secrets" in answer && <DeviceSecretsNotice secrets={answer.secrets} />}
        <FilterBar active={active}>
          <Field
            kind="select"
            name="silent"
            label={words.connection}
            emptyLabel={words.all}
            defaultValue={asked.onlySilent ? "yes" : ""}
            options={[{ value: "yes", label: words.only_silent }]}
          />
          <Field
            kind="select"
            name="state"
            label={words.state}
            emptyLabel={words.all}
            defaultValue={asked.state ?? ""}
            options={DEVICE_STATES.map((value) => ({ value, label: deviceWord("state", value, locale) }))}
          />
          <Field
            kind="select"
            name="type"
            label={words.type}
            emptyLabel={words.all}
            defaultValue={asked.typeCode ?? ""}
            options={types.map((value) => ({ value, label: bedWord("device", value, locale) }))}
          />
          <Field kind="search" name="text" label={words.search} defaultValue={asked.text} />
        </FilterBar>
        <DeviceList rows={rows} />
        <Pages page={asked.page} hasMore={hasMore} />
        <UnreadMessages rows={data.unread} days={data.unreadDays} />
        {mayRegister && <RegisterForm types={types} vendors={vendors} />}
      </Stack>
    </>
  );
}
