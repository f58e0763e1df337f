import { redirect } from "@remix-run/node";
import { Form, useActionData } from "@remix-run/react";
import * as z from "zod";
import { Button } from "#app/components/button.tsx";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { Field } from "#app/components/field.tsx";
import { Notice } from "#app/components/notice.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { isRefusal } from "#app/domain/refusal.ts";
import { screenWords } from "#app/messages/screens.ts";
import { signIn } from "#app/usecases/access/sign-in.server.ts";
import { guarded, readForm } from "#app/web/guard.server.ts";
import { safeRedirectPath } from "#app/web/safe-redirect.ts";
import { sessionHeader } from "#app/web/session.server.ts";
import { maySignIn, noteFailedSignIn } from "#app/web/sign-in-limits.server.ts";

const form = z.strictObject({ loginName: z.string().max(100), password: z.string().max(200) });

export const meta = pageTitle(screenWords, ({ words }) => words.sign_in);

export const loader = guarded({ action: "public.sign-in" }, async () => null);

export const action = guarded({ action: "public.sign-in" }, async ({ request, context }) => {
  const next = safeRedirectPath(new URL(request.url).searchParams.get("next"), "/");
  const { value } = await readForm(request, form);
  if (value === null) return { problem: "sign_in_failed" as const };
  const loginName = value.loginName.trim().toLowerCase();
  if (!(await maySignIn(loginName))) return { problem: "too_many_tries" as const };
  try {
    const token = await signIn(context, loginName, value.password);
    throw redirect(next, { headers: { "Set-Cookie": await sessionHeader(token) } });
  } catch (thrown) {
    if (!isRefusal(thrown, "sign-in-failed")) throw thrown;
    await noteFailedSignIn(loginName);
    return { problem: "sign_in_failed" as const };
  }
});

export default function SignIn() {
  const words = useWords(screenWords);
  const answer = useActionData<typeof action>();
  return (
    <EntryFrame title={words.sign_in} languageAction="/language" card>
      <Form method="post">
        {answer && (
          <Notice tone="danger" announced>
            {words[answer.problem]}
          </Notice>
        )}
        <Field kind="text" name="loginName" label={words.login_name} width="full" />
        <Field kind="password" name="password" label={words.password} width="full" />
        <Button kind="primary">{words.sign_in}</Button>
      </Form>
    </EntryFrame>
  );
}
