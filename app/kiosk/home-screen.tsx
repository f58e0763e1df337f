/** The first page: nine modules on one screen at every text step, the last always the call for help. Facts about the elder only when identified. */
import { Link } from "@remix-run/react";
import { classNames } from "#app/components/class-names.ts";
import type { KioskIconName } from "./kiosk-icon.tsx";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale } from "#app/components/words-context.tsx";
import { kioskModules } from "#app/messages/kiosk-modules.ts";
import { CardPicture } from "./card-picture.tsx";
import { HelpButton } from "./help-button.tsx";
import styles from "./home-screen.module.css";
import { Phrases } from "./phrases.tsx";
import { QuestionScreen } from "./question-screen.tsx";

export type HomeFact = { readonly icon: KioskIconName; readonly text: string };

type HomeScreenProps = {
  readonly backTo: string;
  readonly title: string;
  /** Next visit, visits left, a notice: at most three. */
  readonly facts?: readonly HomeFact[];
  readonly caption?: string;
  /** Nobody is identified and this machine reads cards: the picture shows where the card goes. */
  readonly showsCard?: boolean;
  /** Where a module leads; null leaves its tile out. */
  readonly addressOf: (code: string) => string | null;
  /** Short mark on a tile: 1 条待评. */
  readonly marks?: Readonly<Record<string, string>>;
};

/** So few tiles are drawn as rows of full width: easier to hit, and nothing looks missing. */
const FEW = 3;

const HELP_TILE = "/kiosk/help";

function Tile({
  to,
  icon,
  name,
  line,
  mark,
  look,
}: {
  to: string;
  icon: string;
  name: string;
  line: string;
  mark?: string;
  look?: string;
}) {
  const className = classNames(styles.tile, mark !== undefined && styles.marked, look);
  const words = (
    <>
      <KioskIcon name={icon} />
      <span className={styles.name}>{name}</span>
      {mark === undefined ? (
        <span className={styles.line}>{line}</span>
      ) : (
        <span className={styles.badge} data-kiosk-badge>
          {mark}
        </span>
      )}
    </>
  );
  // The call for help is no place to go to: its first touch is sent.
  if (to === HELP_TILE) return <HelpButton className={className}>{words}</HelpButton>;
  return (
    <Link to={to} className={className}>
      {words}
    </Link>
  );
}

function Facts({ facts }: { facts: readonly HomeFact[] }) {
  return (
    <ul className={styles.facts}>
      {facts.map((fact) => (
        <li key={fact.text} className={styles.fact}>
          <KioskIcon name={fact.icon} />
          <span>
            <Phrases>{fact.text}</Phrases>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function HomeScreen({
  backTo,
  title,
  facts = [],
  caption,
  showsCard = false,
  addressOf,
  marks = {},
}: HomeScreenProps) {
  const offered = kioskModules(useLocale()).flatMap((module) => {
    const to = addressOf(module.code);
    return to === null ? [] : [{ ...module, to }];
  });
  return (
    <QuestionScreen
      backTo={backTo}
      kind="home"
      title={title}
      {...(caption !== undefined && { caption })}
      details={facts.length > 0 ? <Facts facts={facts} /> : showsCard ? <CardPicture /> : undefined}
      choices={
        <div className={classNames(styles.tiles, offered.length <= FEW && styles.few)}>
          {offered.map(({ code, icon, name, line, to }) => {
            const mark = marks[code];
            const look = code === "help" ? styles.help : code === "book" ? styles.first : undefined;
            return (
              <Tile
                key={code}
                {...{ to, icon, name, line }}
                {...(mark !== undefined && { mark })}
                {...(look !== undefined && { look })}
              />
            );
          })}
        </div>
      }
    />
  );
}
