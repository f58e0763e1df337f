import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { clipFor, strayClips, voiceManifest, type Recordings, type Spoken } from "#app/kiosk/voice-manifest.ts";
import { LOCALES } from "#app/messages/locale.ts";
import { textsOf, type Words } from "../messages/catalogues.ts";

const folder = new URL("../../app/messages/", import.meta.url);
const voice = new URL("../../public/kiosk-voice/", import.meta.url);

/** Every catalogue of the kiosk, found by its name, so that a new one cannot be forgotten. */
async function kioskCatalogues(): Promise<{ name: string; words: Readonly<Record<string, Words>> }[]> {
  const names = readdirSync(folder).filter((name) => /^kiosk[\w-]*\.ts$/.test(name));
  const found = [];
  for (const file of names) {
    const exported = (await import(new URL(file, folder).href)) as Record<string, unknown>;
    for (const words of Object.values(exported))
      if (typeof words === "object" && words !== null && "zh-CN" in words && "en" in words)
        found.push({ name: file.replace(/\.ts$/, ""), words: words as Readonly<Record<string, Words>> });
  }
  return found;
}

const catalogues = await kioskCatalogues();
const sentences: Spoken[] = catalogues.flatMap(({ name, words }) =>
  LOCALES.flatMap((locale) =>
    textsOf(words[locale] ?? {}).map(({ key, text }) => ({ key: `${name}.${key}`, locale, text })),
  ),
);
const recordings = JSON.parse(readFileSync(new URL("recordings.json", voice), "utf8")) as Recordings;

const clip = { file: "zh/home.opus", durationMs: 1900, text: "您好，想办什么事？", sha256: "00" };

describe("the manifest of the kiosk's voice", () => {
  it("has an entry in both languages for every sentence of every kiosk catalogue", () => {
    expect(catalogues.length).toBeGreaterThanOrEqual(3);
    const manifest = voiceManifest(sentences, recordings);
    for (const { name, words } of catalogues)
      for (const key of Object.keys(words["zh-CN"] ?? {}))
        for (const locale of LOCALES)
          expect(
            manifest.some((entry) => entry.key === `${name}.${key}` && entry.locale === locale && entry.text !== ""),
            `${name}.${key}, ${locale}`,
          ).toBe(true);
  });

  it("has no clip that says something else than its message, and no clip without its file", () => {
    expect(strayClips(sentences, recordings)).toEqual([]);
    for (const clips of Object.values(recordings))
      for (const { file, sha256 } of Object.values(clips)) {
        expect(existsSync(new URL(file, voice)), file).toBe(true);
        const digest = createHash("sha256")
          .update(readFileSync(new URL(file, voice)))
          .digest("hex");
        expect(digest, file).toBe(sha256);
      }
  });

  it("says of each sentence whether it is recorded, and does not play a clip whose words have changed", () => {
    const said: Spoken[] = [
      { key: "kiosk.home_title", locale: "zh-CN", text: "您好，想办什么事？" },
      { key: "kiosk.home_title", locale: "en", text: "Hello." },
    ];
    const [recorded, missing] = voiceManifest(said, { "kiosk.home_title": { "zh-CN": clip } });
    expect(recorded).toMatchObject({ state: "recorded", file: "zh/home.opus" });
    expect(missing).toMatchObject({ state: "to_record", file: null });
    const old = { "kiosk.home_title": { "zh-CN": { ...clip, text: "您好" } }, "kiosk.gone": { en: clip } };
    expect(voiceManifest(said, old)[0]).toMatchObject({ state: "to_record" });
    expect(strayClips(said, old)).toEqual(["kiosk.home_title, zh-CN", "kiosk.gone, en"]);
  });

  it("finds the clip by the words that are said", () => {
    const kept: Recordings = { "kiosk.home_title": { "zh-CN": clip } };
    expect(clipFor("您好，想办什么事？", "zh-CN", kept)).toEqual(clip);
    expect(clipFor("您好，想办什么事？", "en", kept)).toBeNull();
    expect(clipFor("王奶奶，您好", "zh-CN", kept)).toBeNull();
  });
});
