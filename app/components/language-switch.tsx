/** One button with the name of the other language, in that language. A plain form: it works without scripts and comes back to the same page. */
import { useLocation } from "@remix-run/react";
import { shellWords } from "#app/messages/shell.ts";
import { buttonClass } from "./button-style.ts";
import { Icon } from "./icon.tsx";
import { useWords } from "./words-context.tsx";

export function LanguageSwitch({ action = "/language" }: { action?: string }) {
  const words = useWords(shellWords);
  const { pathname, search } = useLocation();
  return (
    <form method="post" action={action}>
      <input type="hidden" name="returnTo" value={`${pathname}${search}`} />
      <button
        type="submit"
        name="locale"
        value={words.other_language_code}
        lang={words.other_language_code}
        className={buttonClass({ kind: "quiet", size: "small" })}
      >
        <Icon name="languages" size="small" />
        <span>{words.other_language}</span>
      </button>
    </form>
  );
}
