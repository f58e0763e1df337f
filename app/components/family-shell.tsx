/**
 * The frame of the family's phone: title, the elders as a switch where there are several, one column, tabs. What the layout route loaded
 * (who signed in may see whom) is read from it by every page below.
 */
import { NavLink, useLocation, useParams, useRouteLoaderData } from "@remix-run/react";
import type { ReactNode } from "react";
import { familyFrameWords } from "#app/messages/family.ts";
import { relationWord } from "#app/messages/kiosk-family.ts";
import styles from "./family-shell.module.css";
import { LanguageSwitch } from "./language-switch.tsx";
import { PhoneShell, type PhoneTab } from "./phone-shell.tsx";
import { useLocale, useWords } from "./words-context.tsx";

export type FamilyElder = {
  readonly linkId: string;
  /** Masked. */
  readonly name: string;
  readonly relation: string;
  readonly scopes: readonly string[];
  readonly fromOn: string;
  readonly toOn: string;
};

export type FamilyFrame = {
  readonly elders: readonly FamilyElder[];
  /** Notices that this person has not looked at. */
  readonly unread: number;
};

/** Route id of the layout, under which its answer is found. */
const FRAME = "routes/family";

export function useFamilyFrame(): FamilyFrame {
  return useRouteLoaderData<FamilyFrame>(FRAME) ?? { elders: [], unread: 0 };
}

/** The elder of the address, or the first; null without any. */
export function useFamilyElder(): FamilyElder | null {
  const { elders } = useFamilyFrame();
  const { linkId } = useParams();
  return elders.find((elder) => elder.linkId === linkId) ?? elders[0] ?? null;
}

function ElderSwitch() {
  const words = useWords(familyFrameWords);
  const locale = useLocale();
  const { elders } = useFamilyFrame();
  const { linkId } = useParams();
  if (elders.length < 2 || linkId === undefined) return null;
  return (
    <nav aria-label={words.choose_elder} className={styles.elders}>
      {elders.map((elder) => (
        <NavLink key={elder.linkId} to={`/family/elders/${elder.linkId}`} className={styles.elder ?? ""}>
          <span>{elder.name}</span>
          <span className={styles.relation}>{relationWord(elder.relation, locale)}</span>
        </NavLink>
      ))}
    </nav>
  );
}

type Section = "home" | "record" | "pay" | "notices" | "me";

const SECTIONS: readonly (readonly [RegExp, Section])[] = [
  [/^\/family\/(elders\/[^/]+\/)?pay(\/|$)/, "pay"],
  [/^\/family\/elders\/[^/]+\/(visits|rate|move)(\/|$)/, "record"],
  [/^\/family\/notices/, "notices"],
  [/^\/family\/me/, "me"],
];

/** The tab to which a page belongs, also where its address stands below another one. */
function sectionOf(pathname: string): Section {
  return SECTIONS.find(([address]) => address.test(pathname))?.[1] ?? "home";
}

/** 付款 stands only where an elder lets this person pay. */
function useTabs(): PhoneTab[] {
  const words = useWords(familyFrameWords);
  const { elders, unread } = useFamilyFrame();
  const elder = useFamilyElder();
  const section = sectionOf(useLocation().pathname);
  const tab = (name: Section, to: string, icon: PhoneTab["icon"]): PhoneTab => ({
    to,
    icon,
    label: words[`tab_${name}`],
    isCurrent: name === section,
  });
  const pays = elders.some(({ scopes }) => scopes.includes("pay"));
  const home = elder === null ? "/family" : `/family/elders/${elder.linkId}`;
  const waiting = { count: unread, label: words.unread(unread) };
  return [
    tab("home", home, "house"),
    ...(elder === null ? [] : [tab("record", `${home}/visits`, "history")]),
    ...(pays ? [tab("pay", "/family/pay", "wallet")] : []),
    { ...tab("notices", "/family/notices", "message-circle"), waiting },
    tab("me", "/family/me", "user-round"),
  ];
}

type FamilyShellProps = {
  readonly title: string;
  readonly backTo?: string;
  /** The one main button, in reach of the thumb. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
};

export function FamilyShell({ title, backTo, action, children }: FamilyShellProps) {
  return (
    <PhoneShell
      title={title}
      {...(backTo !== undefined && { backTo })}
      {...(action !== undefined && { action })}
      sync={<ElderSwitch />}
      tools={<LanguageSwitch />}
      tabs={useTabs()}
    >
      {children}
    </PhoneShell>
  );
}
