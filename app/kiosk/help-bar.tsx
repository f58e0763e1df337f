/** 返回 · 首页 or 退出 · 朗读 · 大字 · 求助: the same five on every screen and in the same order. */
import { Link, useLocation } from "@remix-run/react";
import type { MouseEvent } from "react";
import { classNames } from "#app/components/class-names.ts";
import { KioskIcon } from "./kiosk-icon.tsx";
import { listAddress } from "#app/components/list-address.ts";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { HelpButton } from "./help-button.tsx";
import styles from "./help-bar.module.css";
import { linesOfScreen } from "./screen-lines.ts";
import { readAloud, tellScreen } from "./speech.ts";
import { useKiosk } from "./surroundings.tsx";

function HomeOrExit() {
  const words = useWords(kioskWords);
  const { isPersonal, homeTo, exitAction } = useKiosk();
  if (!isPersonal) {
    return (
      <Link to={homeTo} className={styles.button}>
        <KioskIcon name="house" />
        {words.bar_home}
      </Link>
    );
  }
  return (
    <form method="post" action={exitAction}>
      <button type="submit" className={styles.button}>
        <KioskIcon name="log-out" />
        {words.bar_exit}
      </button>
    </form>
  );
}

/** Without scripts the same page comes again with its caption marked; with them the sentence is said, and then the screen. */
function ReadAloud({ spoken }: { spoken: string }) {
  const words = useWords(kioskWords);
  const locale = useLocale();
  const { volume } = useKiosk();
  const { pathname, search } = useLocation();
  const say = (event: MouseEvent) => {
    event.preventDefault();
    if (tellScreen(spoken)) return;
    readAloud([{ text: spoken }, ...linesOfScreen(spoken, locale)], locale, volume === 0 ? 2 : volume);
  };
  return (
    <a href={listAddress(pathname, search, { read: "1" })} role="button" className={styles.button} onClick={say}>
      <KioskIcon name="volume-2" />
      {words.bar_read}
    </a>
  );
}

export function HelpBar({ backTo, spoken }: { backTo: string; spoken: string }) {
  const words = useWords(kioskWords);
  const { settingsTo } = useKiosk();
  const { pathname, search } = useLocation();
  const returnTo = encodeURIComponent(`${pathname}${search}`);
  return (
    <nav aria-label={words.bar} className={styles.bar}>
      <Link to={backTo} className={styles.button}>
        <KioskIcon name="arrow-left" />
        {words.bar_back}
      </Link>
      <HomeOrExit />
      <ReadAloud spoken={spoken} />
      <Link to={`${settingsTo}?returnTo=${returnTo}`} className={styles.button}>
        <KioskIcon name="a-large-small" />
        {words.bar_text}
      </Link>
      <HelpButton className={classNames(styles.button, styles.help)}>
        <KioskIcon name="phone-call" />
        {words.bar_help}
      </HelpButton>
    </nav>
  );
}
