/** An elder in a table: the masked name leads to the file, the street stands below. */
import { Link } from "@remix-run/react";
import { useLocale } from "./words-context.tsx";

type ElderLinkProps = {
  readonly elderNo: string;
  readonly elderName: string;
  readonly streetZh: string;
  readonly streetEn: string;
};

export function ElderLink({ elderNo, elderName, streetZh, streetEn }: ElderLinkProps) {
  const locale = useLocale();
  return (
    <>
      <Link to={`/office/elders/${elderNo}`}>{elderName}</Link>
      <br />
      {locale === "en" ? streetEn : streetZh}
    </>
  );
}
