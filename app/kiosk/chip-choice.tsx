/** Several may be chosen: native checkboxes drawn as chips, two columns, at most eight on a screen. */
import { KioskIcon } from "./kiosk-icon.tsx";
import styles from "./chip-choice.module.css";

export type Chip = { readonly value: string; readonly label: string };

type ChipChoiceProps = {
  readonly name: string;
  readonly legend: string;
  /** The legend is read above the chips, where the screen's own question is another one. */
  readonly showsLegend?: boolean;
  readonly chips: readonly Chip[];
  readonly chosen?: readonly string[];
  /** Id of the form they belong to when they stand outside. */
  readonly form?: string;
};

export function ChipChoice({ name, legend, showsLegend = false, chips, chosen = [], form }: ChipChoiceProps) {
  return (
    <fieldset>
      <legend className={showsLegend ? styles.legend : "visually-hidden"}>{legend}</legend>
      <div className={styles.chips}>
        {chips.map((chip) => (
          <label key={chip.value} className={styles.chip}>
            <input
              type="checkbox"
              name={name}
              value={chip.value}
              form={form}
              defaultChecked={chosen.includes(chip.value)}
            />
            <span className={styles.box} aria-hidden="true">
              <KioskIcon name="check" />
            </span>
            <span>{chip.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
