/** A mobile number and the six digits sent to it, as the pages that a family opens ask for them. */
import { Field } from "./field.tsx";

type PhoneCodeFieldProps = { readonly label: string; readonly help?: string };

export function MobileField({ label, help }: PhoneCodeFieldProps) {
  return (
    <Field
      kind="phone"
      name="phone"
      label={label}
      {...(help !== undefined && { help })}
      maxLength={13}
      autoComplete="tel"
      required
      width="full"
    />
  );
}

export function DigitsField({ label, help }: PhoneCodeFieldProps) {
  return (
    <Field
      kind="text"
      name="code"
      label={label}
      {...(help !== undefined && { help })}
      inputMode="numeric"
      maxLength={6}
      autoComplete="one-time-code"
      required
      width="full"
    />
  );
}
