/**
 * Topics of a mapping: MQTT filters whose levels may have names. "zigbee2mqtt/{device}" matches one level and names it; "{path*}" takes the
 * rest; + and # match without a name. The subscription is the same text with + and #.
 */
export type TopicPattern = { readonly text: string; readonly filter: string; readonly names: readonly string[] };

const LEVEL = /^\{([a-zA-Z_]+)(\*?)\}$/;

/** Throws RangeError for a level that is neither plain, nor a wildcard, nor a name; # and {name*} stand last only. */
export function readTopicPattern(text: string): TopicPattern {
  const levels = text.split("/");
  const names: string[] = [];
  const filter = levels.map((level, index) => {
    const [, name, rest] = LEVEL.exec(level) ?? [];
    if (name !== undefined) names.push(name);
    const isRest = level === "#" || rest === "*";
    if (isRest && index !== levels.length - 1) throw new RangeError(`only the last level takes the rest: ${text}`);
    if (isRest) return "#";
    if (name !== undefined || level === "+") return "+";
    if (/[#+{}]/.test(level)) throw new RangeError(`not a level of a topic: "${level}" in ${text}`);
    return level;
  });
  if (new Set(names).size !== names.length) throw new RangeError(`a name stands twice in ${text}`);
  return { text, filter: filter.join("/"), names };
}

/** The named levels of a topic; null when it does not match. */
export function matchTopic(pattern: TopicPattern, topic: string): Readonly<Record<string, string>> | null {
  const [wanted, given] = [pattern.text.split("/"), topic.split("/")];
  const found: Record<string, string> = {};
  for (const [index, level] of wanted.entries()) {
    const [, name, rest] = LEVEL.exec(level) ?? [];
    if (level === "#" || rest === "*") {
      if (given.length < index) return null;
      if (name !== undefined) found[name] = given.slice(index).join("/");
      return found;
    }
    const said = given[index];
    if (said === undefined || (name === undefined && level !== "+" && level !== said)) return null;
    if (name !== undefined) found[name] = said;
  }
  return given.length === wanted.length ? found : null;
}
