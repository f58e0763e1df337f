/** The way in for members of families: the telephone that the elder agreed to and its six digits. Plain forms, so that they work everywhere. */
import { Form } from "@remix-run/react";
import { familyFrameWords } from "#app/messages/family.ts";
import { Button } from "./button.tsx";
import { EntryFrame } from "./entry-frame.tsx";
import { FamilyShell } from "./family-shell.tsx";
import { Stack } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { Notice } from "./notice.tsx";
import { DigitsField, MobileField } from "./phone-code-fields.tsx";
import { useWords } from "./words-context.tsx";

type FamilySignInProps = {
  /** Masked; null until digits were sent. */
  readonly phone: string | null;
  /** Only in a demonstration, which has no telephones; null also for a number that nobody has on file. */
  readonly message: string | null;
  readonly next: string;
  /** offered: a way in. known: WeChat has vouched, the telephone is missing. failed: it did not. */
  readonly wechat: "none" | "offered" | "known" | "failed";
  readonly problem: "bad_phone" | "wait" | "staff" | "wrong" | "over" | null;
};

function PhoneForm() {
  const words = useWords(familyFrameWords);
  return (
    <Form method="post">
      <Stack>
        <MobileField label={words.phone} help={words.phone_help} />
        <Button kind="primary" wide>
          {words.send}
        </Button>
      </Stack>
    </Form>
  );
}

function CodeForm({ phone, message, next }: { phone: string; message: string | null; next: string }) {
  const words = useWords(familyFrameWords);
  return (
    <Form method="post">
      <Stack>
        {message !== null && <Notice announced>{words.demo(message)}</Notice>}
        <DigitsField label={words.code} help={words.code_help(phone)} />
        <Button kind="primary" wide>
          {words.enter}
        </Button>
        <p>{words.not_received}</p>
        <LinkButton to={`/family/sign-in?${new URLSearchParams({ next, again: "1" }).toString()}`} wide>
          {words.other_phone}
        </LinkButton>
      </Stack>
    </Form>
  );
}

/** A plain link: a form would be kept from leading to another site. */
function WechatWay({ next }: { next: string }) {
  const words = useWords(familyFrameWords);
  return (
    <>
      <LinkButton
        to={`/family/wechat?${new URLSearchParams({ next }).toString()}`}
        kind="primary"
        icon="message-circle"
        wide
        elsewhere
      >
        {words.wechat}
      </LinkButton>
      <h2>{words.or_phone}</h2>
    </>
  );
}

export function FamilySignIn({ phone, message, next, wechat, problem }: FamilySignInProps) {
  const words = useWords(familyFrameWords);
  return (
    <EntryFrame title={words.sign_in} lead={words.sign_in_lead} card foot={words.hotline}>
      <Stack>
        {problem !== null && (
          <Notice tone="danger" announced>
            {words[problem]}
          </Notice>
        )}
        {wechat === "failed" && problem === null && (
          <Notice tone="warning" announced>
            {words.wechat_failed}
          </Notice>
        )}
        {wechat === "known" && <Notice>{words.wechat_first}</Notice>}
        {phone === null && (wechat === "offered" || wechat === "failed") && <WechatWay next={next} />}
        {phone === null ? <PhoneForm /> : <CodeForm phone={phone} message={message} next={next} />}
      </Stack>
    </EntryFrame>
  );
}

/** Signed in, and no elder lets this person see anything. */
export function FamilyNobody() {
  const words = useWords(familyFrameWords);
  return (
    <FamilyShell title={words.tab_home}>
      <Notice title={words.nobody_title}>
        {words.nobody_text} {words.nobody_other}
      </Notice>
    </FamilyShell>
  );
}
