/** Lines of an elder's file about what proves a visit at home: the digits that the elder types, and the code at the door. */
import { doorCodeWords } from "#app/messages/door-code.ts";
import { visitPinWords } from "#app/messages/visit-pin.ts";
import type { ElderFileFacts } from "./elder-file-facts.ts";
import { Row } from "./layout.tsx";
import { LinkButton } from "./link-button.tsx";
import { TimeText } from "./time-text.tsx";
import { useWords } from "./words-context.tsx";

type LineProps = { readonly file: ElderFileFacts; readonly month: string };

export function VisitPinLine({ file: { elderNo, may, visitPin }, month }: LineProps) {
  const words = useWords(visitPinWords);
  return (
    <Row>
      {visitPin === null ? (
        words.none
      ) : (
        <span>
          {visitPin.closed && `${words.closed_short} · `}
          <TimeText at={visitPin.setAt} form="date" />
        </span>
      )}
      {may.setPin && (
        <LinkButton to={`/office/elders/${elderNo}/visit-pin?month=${month}`} kind="quiet" size="small">
          {visitPin === null ? words.set : words.change}
          <span className="visually-hidden"> {words.term}</span>
        </LinkButton>
      )}
    </Row>
  );
}

export function DoorCodeLine({ file: { elderNo, may, doorCode }, month }: LineProps) {
  const words = useWords(doorCodeWords);
  return (
    <Row>
      {doorCode === null || doorCode.state === "void" ? (
        words.none
      ) : (
        <span>
          {words.version(doorCode.version)} · <TimeText at={doorCode.issuedAt} form="date" />
        </span>
      )}
      {may.printDoorCode && (
        <LinkButton to={`/office/elders/${elderNo}/door-code?month=${month}`} kind="quiet" size="small">
          {words.print}
          <span className="visually-hidden"> {words.term}</span>
        </LinkButton>
      )}
    </Row>
  );
}
