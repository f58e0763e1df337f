/** A consent before a witness: who is linked, who agreed and how, to what, until when. The same form at the bedside and at a desk. */
import { Form } from "@remix-run/react";
import { FAMILY_RELATIONS, FAMILY_SCOPES, linkUntil } from "#app/domain/family/family-link.ts";
import { CONSENT_SPEAKERS, CONSENT_WAYS } from "#app/domain/family/witnessed-consent.ts";
import type { PlainDate } from "#app/domain/time/plain-date.ts";
import { relationWord, scopeWord } from "#app/messages/kiosk-family.ts";
import { listed } from "#app/messages/punctuation.ts";
import { refusalSentence } from "#app/messages/refusals.ts";
import { consentWayWord, speakerWord, witnessedLinkWords } from "#app/messages/witnessed-link.ts";
import { ChoiceField } from "./choice-field.tsx";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { Notice } from "./notice.tsx";
import { Panel } from "./panel.tsx";
import { SubmitButton } from "./submit-button.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type WitnessedLinkFormProps = {
  readonly today: PlainDate;
  readonly links: readonly {
    readonly linkId: string;
    readonly name: string;
    readonly relation: string;
    readonly phone: string;
    readonly scopes: readonly string[];
    readonly toOn: string;
  }[];
  readonly isSaved: boolean;
  /** Code of the refusal of what was sent, or what was missing in it. */
  readonly refused: string | null;
};

function Standing({ links }: Pick<WitnessedLinkFormProps, "links">) {
  const words = useWords(witnessedLinkWords);
  const locale = useLocale();
  return (
    <Panel title={words.standing}>
      {links.length === 0 && <p>{words.standing_none}</p>}
      {links.map((link) => (
        <p key={link.linkId}>
          {relationWord(link.relation, locale)} {link.name} {link.phone} ·{" "}
          {listed(
            link.scopes.map((scope) => scopeWord(scope, locale)),
            locale,
          )}{" "}
          · {words.until(link.toOn)}
        </p>
      ))}
    </Panel>
  );
}

function FamilyFields() {
  const words = useWords(witnessedLinkWords);
  const locale = useLocale();
  return (
    <Panel title={words.family}>
      <Stack>
        <Field kind="text" name="name" label={words.name} maxLength={20} required width="full" />
        <Field
          kind="select"
          name="relation"
          label={words.relation}
          options={FAMILY_RELATIONS.map((value) => ({ value, label: relationWord(value, locale) }))}
          required
          width="full"
        />
        <Field
          kind="phone"
          name="phone"
          label={words.phone}
          help={words.phone_help}
          maxLength={13}
          required
          width="full"
        />
      </Stack>
    </Panel>
  );
}

function ConsentFields({ today }: { today: PlainDate }) {
  const words = useWords(witnessedLinkWords);
  const locale = useLocale();
  return (
    <Panel title={words.consent}>
      <Stack>
        <ChoiceField
          kind="radio"
          name="consentedBy"
          label={words.consented_by}
          choices={CONSENT_SPEAKERS.map((value) => ({ value, label: speakerWord(value, locale) }))}
          chosen={["elder"]}
          required
        />
        <ChoiceField
          kind="radio"
          name="consentHow"
          label={words.consent_how}
          choices={CONSENT_WAYS.map((value) => ({ value, label: consentWayWord(value, locale) }))}
          chosen={["spoken"]}
          inColumn
          required
        />
        <ChoiceField
          kind="checkbox"
          name="scope"
          label={words.scopes}
          choices={FAMILY_SCOPES.map((scope) => ({ value: scope, label: scopeWord(scope, locale) }))}
          inColumn
        />
        <Field
          kind="text"
          name="witnessName"
          label={words.witness}
          help={words.witness_help}
          maxLength={20}
          required
          width="full"
        />
        <Field kind="date" name="toOn" label={words.to_on} defaultValue={linkUntil(today)} required width="full" />
      </Stack>
    </Panel>
  );
}

/** No scope is chosen beforehand: the elder names each. */
export function WitnessedLinkForm({ today, links, isSaved, refused }: WitnessedLinkFormProps) {
  const words = useWords(witnessedLinkWords);
  const locale = useLocale();
  const problem = refused === "missing" || refused === "bad_phone" ? words[refused] : null;
  return (
    <>
      {isSaved && refused === null && (
        <Notice tone="success" announced>
          {words.saved}
        </Notice>
      )}
      {refused !== null && (
        <Notice tone="danger" announced>
          {problem ?? refusalSentence(refused, {}, locale)}
        </Notice>
      )}
      <Notice>{words.lead}</Notice>
      <Standing links={links} />
      <Form method="post" key={isSaved ? "saved" : "open"}>
        <Stack>
          <FamilyFields />
          <ConsentFields today={today} />
          <SubmitButton kind="primary" wide>
            {words.save}
          </SubmitButton>
        </Stack>
      </Form>
    </>
  );
}
