/** The page that a member of the family opens with the code on the kiosk: who, which telephone, its six digits, and then waiting for the elder. */
import { Form, useRevalidator } from "@remix-run/react";
import { useEffect } from "react";
import { FAMILY_RELATIONS } from "#app/domain/family/family-link.ts";
import { familyPhoneWords, relationWord } from "#app/messages/kiosk-family.ts";
import { Button } from "./button.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { Field } from "./field.tsx";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { DigitsField, MobileField } from "./phone-code-fields.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type LinkPageProps = {
  readonly state: "shown" | "code" | "asked" | "agreed" | "declined" | "over";
  readonly address: string;
  readonly problem: "missing" | "wait" | "wrong" | null;
  /** Only in a demonstration, which has no telephones. */
  readonly demoCode: string | null;
};

const ASK_AGAIN_MS = 3000;

function WhoForm() {
  const words = useWords(familyPhoneWords);
  const locale = useLocale();
  return (
    <Form method="post">
      <Stack>
        <Field kind="text" name="name" label={words.name} maxLength={20} autoComplete="name" required width="full" />
        <Field
          kind="select"
          name="relation"
          label={words.relation}
          options={FAMILY_RELATIONS.map((value) => ({ value, label: relationWord(value, locale) }))}
          required
          width="full"
        />
        <MobileField label={words.phone} help={words.phone_help} />
        <Button kind="primary" wide>
          {words.send}
        </Button>
        <p>{words.kept}</p>
      </Stack>
    </Form>
  );
}

function CodeForm({ address }: { address: string }) {
  const words = useWords(familyPhoneWords);
  return (
    <Form method="post">
      <Stack>
        <DigitsField label={words.code} />
        <Button kind="primary" wide>
          {words.prove}
        </Button>
        <LinkButton to={`${address}?again=1`}>{words.resend}</LinkButton>
      </Stack>
    </Form>
  );
}

/** Looks again by itself; the link does it where no script runs. */
function Waiting({ address }: { address: string }) {
  const words = useWords(familyPhoneWords);
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const asking = setInterval(revalidate, ASK_AGAIN_MS);
    return () => clearInterval(asking);
  }, [revalidate]);
  return (
    <Stack>
      <p>{words.asked_text}</p>
      <LinkButton to={address}>{words.refresh}</LinkButton>
    </Stack>
  );
}

export function FamilyLinkPage({ state, address, problem, demoCode }: LinkPageProps) {
  const words = useWords(familyPhoneWords);
  const titles = {
    shown: words.title,
    code: words.code,
    asked: words.asked_title,
    agreed: words.agreed_title,
    declined: words.declined_title,
    over: words.over_title,
  };
  const said = { agreed: words.agreed_text, declined: words.declined_text, over: words.over_text };
  return (
    <EntryFrame title={titles[state]} {...(state === "shown" && { lead: words.lead })} card>
      <Stack>
        {problem !== null && (
          <Notice tone="danger" announced>
            {words[problem]}
          </Notice>
        )}
        {demoCode !== null && <Notice announced>{words.demo(demoCode)}</Notice>}
        {state === "shown" && <WhoForm />}
        {state === "code" && <CodeForm address={address} />}
        {state === "asked" && <Waiting address={address} />}
        {(state === "agreed" || state === "declined" || state === "over") && <p>{said[state]}</p>}
      </Stack>
    </EntryFrame>
  );
}
