/**
 * 大字: five rows, each choice acts at once (a plain form; the page comes again in the new look) and all are reset when the session ends.
 * The seated layout has room for two or three rows: it shows them over two pages.
 */
import { useLocation } from "@remix-run/react";
import { classNames } from "#app/components/class-names.ts";
import { KioskIcon } from "./kiosk-icon.tsx";
import { useLocale, useWords } from "#app/components/words-context.tsx";
import { kioskWords } from "#app/messages/kiosk.ts";
import { cardPage } from "./cards-per-page.ts";
import { Pager } from "./pager.tsx";
import { QuestionScreen } from "./question-screen.tsx";
import styles from "./settings-screen.module.css";
import type { KioskLayout } from "./surroundings.tsx";
import { useKiosk } from "./surroundings.tsx";

type Option = { readonly value: string; readonly label: string };
type Setting = {
  readonly name: string;
  readonly label: string;
  readonly current: string;
  readonly options: readonly Option[];
};

type SettingsScreenProps = {
  /** The screen the elder came from; 返回 leads there. */
  readonly returnTo: string;
};

function useSettings(): Setting[] {
  const words = useWords(kioskWords);
  const locale = useLocale();
  const { layout, contrast, volume } = useKiosk();
  const sizes = [words.settings_size_1, words.settings_size_2, words.settings_size_3];
  const volumes = [words.settings_volume_0, words.settings_volume_1, words.settings_volume_2, words.settings_volume_3];
  const rows: Setting[] = [
    {
      name: "step",
      label: words.settings_size,
      current: String(layout.step),
      options: sizes.map((label, index) => ({ value: String(index + 1), label })),
    },
    {
      name: "contrast",
      label: words.settings_colour,
      current: contrast,
      options: [
        { value: "normal", label: words.settings_colour_normal },
        { value: "high", label: words.settings_colour_high },
      ],
    },
    {
      name: "volume",
      label: words.settings_volume,
      current: String(volume),
      options: volumes.map((label, index) => ({ value: String(index), label })),
    },
    {
      name: "locale",
      label: words.settings_language,
      current: locale,
      options: [
        { value: "zh-CN", label: words.settings_language_zh },
        { value: "en", label: words.settings_language_en },
      ],
    },
  ];
  if (layout.orient === "landscape") return rows;
  const onOff = [
    { value: "on", label: words.settings_on },
    { value: "off", label: words.settings_off },
  ];
  return [...rows, { name: "low", label: words.settings_low, current: layout.low ? "on" : "off", options: onOff }];
}

function rowsPerPage(layout: KioskLayout): number {
  if (!layout.low) return 5;
  return layout.step === 1 ? 2 : 3;
}

function SettingRow({ setting }: { setting: Setting }) {
  return (
    <div className={styles.row} role="group" aria-label={setting.label}>
      <span className={styles.name} aria-hidden="true" data-said>
        {setting.label}
      </span>
      <span className={styles.options}>
        {setting.options.map((option) => {
          const isCurrent = option.value === setting.current;
          return (
            <button
              key={option.value}
              type="submit"
              name={setting.name}
              value={option.value}
              aria-pressed={isCurrent}
              className={classNames(styles.option, isCurrent && styles.chosen)}
            >
              {isCurrent && <KioskIcon name="check" />}
              {option.label}
            </button>
          );
        })}
      </span>
    </div>
  );
}

export function SettingsScreen({ returnTo }: SettingsScreenProps) {
  const words = useWords(kioskWords);
  const { layout } = useKiosk();
  const settings = useSettings();
  const asked = Number(new URLSearchParams(useLocation().search).get("page") ?? "1");
  const { items, page, pages } = cardPage(settings, Number.isFinite(asked) ? asked : 1, rowsPerPage(layout));
  return (
    <QuestionScreen
      backTo={returnTo}
      kind="home"
      title={words.settings_title}
      caption={words.settings_hint}
      form={{ hidden: { returnTo } }}
      choices={
        <div className={styles.rows}>
          {items.map((setting) => (
            <SettingRow key={setting.name} setting={setting} />
          ))}
          {pages > 1 && (
            <div className={styles.row}>
              <Pager page={page} pages={pages} />
            </div>
          )}
        </div>
      }
    />
  );
}
