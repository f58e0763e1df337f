/**
 * A small scanner for the XML inside workbooks: elements, attributes and text, nothing else. Document types are refused, so
 * there are no entities to expand and nothing outside the file can be read. It stops and goes on, so that a large sheet does
 * not hold up everything else.
 */
import { Refusal } from "#app/domain/refusal.ts";

export type XmlAttributes = Readonly<Record<string, string>>;

export type XmlHandler = {
  /** `name` is without its namespace prefix; attributes are read only when asked for, keyed with their prefix ("r:id"). */
  open(name: string, attributes: () => XmlAttributes): void;
  close(name: string): void;
  text(text: string): void;
};

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const ATTRIBUTE = /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** A sheet has about five levels; thousands are an attack on the stack of open elements. */
const DEPTH_MOST = 100;
const [DOUBLE_QUOTE, SINGLE_QUOTE, GREATER_THAN] = [34, 39, 62];

const unreadable = (detail: string) => new Refusal("workbook-unreadable", { detail });

/** Replaces the five named entities and character references. Refuses "workbook-unreadable" for any other. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{1,10})?;?/g, (whole, name: string | undefined) => {
    const named = name === undefined ? undefined : NAMED[name];
    if (named !== undefined) return named;
    const code = name?.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name?.slice(1));
    if (name?.startsWith("#") !== true || !(code <= 0x10ffff)) throw unreadable(`entity ${whole}`);
    return String.fromCodePoint(code);
  });
}

export class XmlScanner {
  readonly #text: string;
  readonly #handler: XmlHandler;
  readonly #open: string[] = [];
  #at = 0;
  #rooted = false;

  constructor(text: string, handler: XmlHandler) {
    this.#text = text;
    this.#handler = handler;
  }

  /** Handles up to `count` tags. Gives false when the document is finished. Refuses "workbook-unreadable". */
  advance(count: number): boolean {
    for (let left = count; left > 0; left -= 1) {
      const start = this.#text.indexOf("<", this.#at);
      if (start < 0) return this.#finish();
      if (start > this.#at && this.#open.length > 0)
        this.#handler.text(decodeEntities(this.#text.slice(this.#at, start)));
      this.#at = this.#markup(start);
    }
    return true;
  }

  #finish(): false {
    if (this.#open.length > 0 || !this.#rooted) throw unreadable("cut off");
    return false;
  }

  /** Handles the markup at `start` and gives the position behind it. */
  #markup(start: number): number {
    const text = this.#text;
    switch (text.charAt(start + 1)) {
      case "?":
        return this.#behind("?>", start);
      case "!":
        return this.#declaration(start);
      case "/": {
        const end = this.#behind(">", start);
        this.#close(text.slice(start + 2, end - 1).trim());
        return end;
      }
      default:
        return this.#element(start);
    }
  }

  #declaration(start: number): number {
    if (this.#text.startsWith("<!--", start)) return this.#behind("-->", start + 4);
    if (!this.#text.startsWith("<![CDATA[", start)) throw unreadable("document type");
    const end = this.#behind("]]>", start);
    this.#handler.text(this.#text.slice(start + 9, end - 3));
    return end;
  }

  #element(start: number): number {
    const end = this.#endOfTag(start);
    const selfClosing = this.#text.charAt(end - 2) === "/";
    const inside = this.#text.slice(start + 1, selfClosing ? end - 2 : end - 1);
    const space = inside.search(/\s/);
    const name = space < 0 ? inside : inside.slice(0, space);
    if (name === "" || (this.#open.length === 0 && this.#rooted)) throw unreadable("element");
    this.#rooted = true;
    this.#handler.open(localName(name), () => (space < 0 ? {} : attributesOf(inside.slice(space))));
    if (selfClosing) this.#handler.close(localName(name));
    else if (this.#open.push(name) > DEPTH_MOST) throw unreadable("depth");
    return end;
  }

  /** Behind the ">" of a tag; one inside a quoted attribute does not count. */
  #endOfTag(start: number): number {
    let quote = 0;
    for (let at = start + 1; at < this.#text.length; at += 1) {
      const code = this.#text.charCodeAt(at);
      if (quote !== 0) {
        if (code === quote) quote = 0;
      } else if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) quote = code;
      else if (code === GREATER_THAN) return at + 1;
    }
    throw unreadable("cut off");
  }

  #close(name: string): void {
    if (this.#open.pop() !== name) throw unreadable("element");
    this.#handler.close(localName(name));
  }

  #behind(mark: string, from: number): number {
    const at = this.#text.indexOf(mark, from);
    if (at < 0) throw unreadable("cut off");
    return at + mark.length;
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function attributesOf(text: string): XmlAttributes {
  const attributes: Record<string, string> = {};
  for (const match of text.matchAll(ATTRIBUTE)) attributes[match[1] ?? ""] = decodeEntities(match[2] ?? match[3] ?? "");
  return attributes;
}
