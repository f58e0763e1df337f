import { redirect } from "@remix-run/node";
import { EntryFrame } from "#app/components/entry-frame.tsx";
import { LinkButton } from "#app/components/link-button.tsx";
import { useWords } from "#app/components/words-context.tsx";
import { pageTitle } from "#app/components/page-title.ts";
import { homePathOf } from "#app/domain/access/home-path.ts";
import { screenWords } from "#app/messages/screens.ts";
import { guarded } from "#app/web/guard.server.ts";

export const meta = pageTitle(screenWords, ({ words }) => words.front_title);

export const loader = guarded({ action: "public.read" }, async ({ actor }) => {
  const home = homePathOf(actor);
  if (home !== "/") throw redirect(home);
  return null;
});

export default function FrontPage() {
  const words = useWords(screenWords);
  return (
    <EntryFrame title={words.front_title} lead={words.front_lead} languageAction="/language" card>
      <LinkButton to="/sign-in">{words.sign_in}</LinkButton>
    </EntryFrame>
  );
}
