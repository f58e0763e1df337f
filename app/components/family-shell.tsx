/**
 * The frame of the family's phone: title, the elders as a switch where there are several, one column, tabs. What the layout route loaded
 * (who signed in may see whom) is read from it by every page below.
 */
import { NavLink, useParams, useRouteLoaderData } from "@remix-run/react";
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

export type FamilyFrame = { readonly elders: readonly FamilyElder[] };

/** Route id of the layout, under which its answer is found. */
const FRAME = "routes/family";

export function useFamilyFrame(): FamilyFrame {
  return useRouteLoaderData<FamilyFrame>(FRAME) ?? { elders: [] };
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

/** 付款 stands only where an elder lets this person pay. */
function useTabs(): PhoneTab[] {
  const words = useWords(familyFrameWords);
  const { elders } = useFamilyFrame();
  const elder = useFamilyElder();
  const pays = elders.some(({ scopes }) => scopes.includes("pay"));
  const home = elder === null ? "/family" : `/family/elders/${elder.linkId}`;
  const pay: PhoneTab = { to: "/family/pay", label: words.tab_pay, icon: "wallet" };
  return [
    { to: home, label: words.tab_home, icon: "house", end: true },
    ...(elder === null ? [] : [{ to: `${home}/visits`, label: words.tab_record, icon: "history" } satisfies PhoneTab]),
    ...(pays ? [pay] : []),
    { to: "/family/notices", label: words.tab_notices, icon: "message-circle" },
    { to: "/family/me", label: words.tab_me, icon: "user-round" },
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
