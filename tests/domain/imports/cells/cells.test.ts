import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CodeNames } from "#app/domain/imports/cells/codes.ts";
import {
  ASSISTANCE_NAMES,
  codeOf,
  FACILITY_KIND_NAMES,
  GRADE_NAMES,
  LIVING_NAMES,
  nameOfCode,
  SERVICE_MODE_NAMES,
  SEX_NAMES,
} from "#app/domain/imports/cells/codes.ts";
import { givenPlace, isInChina } from "#app/domain/imports/cells/coordinates.ts";
import { parseStreetList, providerFinder, streetFinder, subtypeReader } from "#app/domain/imports/cells/named-lists.ts";
import { parseDecimal, parseWholeNumber, parseYesNo, parseYuanCell } from "#app/domain/imports/cells/numbers.ts";
import { isDamaged, keptText, listParts } from "#app/domain/imports/cells/plain-text.ts";
import { parseQualifications, qualificationsText } from "#app/domain/imports/cells/qualifications.ts";
import { textCell } from "#app/domain/imports/sheet-rows.ts";
import { bd09FromGcj02, gcj02FromWgs84 } from "#app/domain/verification/datum.ts";
import { distanceM } from "#app/domain/verification/location.ts";
import { plainDateOfDay } from "#app/domain/time/plain-date.ts";
import { QUALIFICATION_CODES } from "#app/domain/workforce/qualification.ts";
import { SERVICE_CATALOGUE, STREETS } from "#db/seed/reference-data.ts";
import { numberCell } from "../import-fixtures.ts";

describe("numbers and amounts", () => {
  it("are read from numbers and from text with separators, units and width", () => {
    expect(parseWholeNumber(textCell("１，２００ 次"), ["次"])).toBe(1200);
    expect(parseWholeNumber(numberCell("120"))).toBe(120);
    expect(parseWholeNumber(textCell("1,20"))).toBeNull();
    expect(parseWholeNumber(numberCell("1.5"))).toBeNull();
    expect(parseDecimal(textCell("120.878°E"))).toBe(120.878);
    expect(parseDecimal(textCell("120,878"))).toBeNull();
  });

  it("hold fen exactly, and no third decimal", () => {
    expect(parseYuanCell(textCell("¥35.5"))).toBe(3550n);
    expect(parseYuanCell(textCell("35元/次"))).toBe(3500n);
    expect(parseYuanCell(numberCell("35.05"))).toBe(3505n);
    expect(parseYuanCell(numberCell("0.30000000000000004"))).toBe(30n);
    expect(parseYuanCell(numberCell("35.005"))).toBeNull();
    expect(parseYuanCell(numberCell("-1"))).toBeNull();
    expect(parseYuanCell(textCell("35.005"))).toBeNull();
  });

  it("say yes, no or neither", () => {
    expect(["是", "√", "Ｙ", "TRUE"].map((text) => parseYesNo(textCell(text)))).toEqual([true, true, true, true]);
    expect(["否", "无", "×", "-"].map((text) => parseYesNo(textCell(text)))).toEqual([false, false, false, false]);
    expect(parseYesNo(textCell("可能"))).toBeNull();
  });
});

describe("text", () => {
  it("keeps rare characters and drops invisible marks", () => {
    expect(keptText("\ufeff 张\u200b䶮𠮷㛃龑𠅤　")).toBe("张䶮𠮷㛃龑𠅤");
    expect(listParts("甲，乙、丙;丁／戊\n己 庚")).toEqual(["甲", "乙", "丙", "丁", "戊", "己", "庚"]);
  });

  it("is damaged when characters were replaced, cut in half, or control it", () => {
    expect(isDamaged("张䶮𠮷\n\t")).toBe(false);
    for (const text of ["张\ufffd", "锟斤拷", "a\u0007", "\ud842", "\udfb7a"])
      expect([text, isDamaged(text)]).toEqual([text, true]);
  });
});

describe("coded cells", () => {
  it("are read by code and by every name, whatever the width and spaces", () => {
    const tables: readonly CodeNames<string | number>[] = [
      ASSISTANCE_NAMES,
      GRADE_NAMES,
      LIVING_NAMES,
      SERVICE_MODE_NAMES,
      SEX_NAMES,
      FACILITY_KIND_NAMES,
    ];
    for (const names of tables) {
      for (const [code, ...readings] of names) {
        expect(codeOf(nameOfCode(code, names), names)).toBe(code);
        for (const name of readings) expect([name, codeOf(` ${name} `, names)]).toEqual([name, code]);
      }
    }
    expect(codeOf("３", GRADE_NAMES)).toBe(3);
    expect(codeOf("TEKUN_DISPERSED", ASSISTANCE_NAMES)).toBe("tekun_dispersed");
  });

  it("are not guessed: 特困 alone says neither at home nor in an institution", () => {
    expect(codeOf("特困", ASSISTANCE_NAMES)).toBeNull();
    expect(codeOf("非低保", ASSISTANCE_NAMES)).toBeNull();
  });
});

describe("streets, subtypes and providers", () => {
  const find = streetFinder(STREETS, ["崇川区", "南通市崇川区"]);
  const read = subtypeReader(SERVICE_CATALOGUE);

  it("finds a street by any of its names", () => {
    for (const name of [
      "狼山镇街道",
      "狼山镇",
      "狼山",
      "狼山街道",
      "langshanzhen",
      "Langshanzhen",
      "南通市崇川区狼山镇街道",
      " 狼 山 ",
    ])
      expect([name, find(name)?.slug]).toEqual([name, "langshanzhen"]);
    expect(find("城西")).toBeNull();
  });

  it("reads lists of streets in the district's order", () => {
    expect(parseStreetList("文峰、城东街道,城东", find, STREETS)).toEqual({
      all: false,
      codes: ["chengdong", "wenfeng"],
    });
    expect(parseStreetList("全区", find, STREETS)).toEqual({ all: true, codes: [] });
    expect(parseStreetList("城东、城西", find, STREETS)).toEqual({ unknown: "城西" });
  });

  it("reads subtypes by code, name and short name although names hold the separators", () => {
    for (const subtype of SERVICE_CATALOGUE) {
      expect(read(subtype.nameZh)).toEqual({ all: false, codes: [subtype.code] });
      expect(read(`${subtype.code.toLowerCase()};${subtype.nameZh}`)).toEqual({ all: false, codes: [subtype.code] });
    }
    expect(read(SERVICE_CATALOGUE.map((subtype) => subtype.nameZh).join("、"))).toEqual({
      all: false,
      codes: SERVICE_CATALOGUE.map((subtype) => subtype.code),
    });
    expect(read("RN01 LC06/理发剃须，助餐")).toEqual({ all: false, codes: ["LC01", "LC06", "RN01"] });
    expect(read("LC06、LC99")).toEqual({ unknown: "lc99" });
    expect(read("LC0")).toEqual({ unknown: "lc0" });
  });

  it("finds a provider by code and by a name that only one has", () => {
    const provider = providerFinder([
      { creditCode: "A", name: "甲中心" },
      { creditCode: "B", name: "乙中心" },
      { creditCode: "C", name: "乙中心" },
    ]);
    expect([provider("甲 中心"), provider("b"), provider("乙中心"), provider("丙")]).toEqual(["A", "B", null, null]);
  });
});

describe("qualifications", () => {
  it("are read by code or certificate name, number and expiry in either order", () => {
    const reading = parseQualifications(
      "q1：3206990001：2027-03-01；护士执业证(2028/12/31) 护2026001、养老护理员（四级）;Q5",
    );
    expect(reading).toEqual({
      verdict: "qualifications",
      qualifications: [
        { code: "Q1", certificateNo: "3206990001", expiresOn: "2027-03-01" },
        { code: "Q2", certificateNo: null, expiresOn: null },
        { code: "Q3", certificateNo: "护2026001", expiresOn: "2028-12-31" },
        { code: "Q5", certificateNo: null, expiresOn: null },
      ],
    });
  });

  it("are refused when a code is unknown, repeated, or its date cannot be", () => {
    expect(parseQualifications("Q1;Q9")).toEqual({ verdict: "unreadable", token: "Q9" });
    expect(parseQualifications("Q1:a;Q1:b")).toEqual({ verdict: "repeated", token: "Q1:b" });
    expect(parseQualifications("Q1:a:2027-02-30")).toEqual({ verdict: "impossible", token: "Q1:a:2027-02-30" });
    expect(parseQualifications("Q1:a:b")).toEqual({ verdict: "unreadable", token: "Q1:a:b" });
  });

  it("come back as written, also when the number looks like a date", () => {
    const one = fc.record({
      certificateNo: fc.option(fc.oneof(fc.stringMatching(/^[A-Z0-9]{1,12}$/), fc.constant("20261122"))),
      expiresOn: fc.option(fc.integer({ min: 18_000, max: 30_000 }).map(plainDateOfDay)),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...QUALIFICATION_CODES), { minLength: 1 }),
        fc.array(one, { minLength: 8, maxLength: 8 }),
        (codes, facts) => {
          const held = [...codes].sort().map((code, index) => ({
            code,
            certificateNo: facts[index]?.certificateNo ?? null,
            expiresOn: facts[index]?.expiresOn ?? null,
          }));
          // Eight digits that are a date, alone, are read as the expiry: nothing else tells them apart.
          if (
            held.some(
              ({ certificateNo, expiresOn }) =>
                certificateNo !== null && expiresOn === null && /^\d{8}$/.test(certificateNo),
            )
          )
            return;
          expect(parseQualifications(qualificationsText(held))).toEqual({
            verdict: "qualifications",
            qualifications: held,
          });
        },
      ),
    );
  });
});

describe("coordinates", () => {
  it("are stored in WGS-84 whatever the map they were read from", () => {
    const point = { latitude: 32.015, longitude: 120.878 };
    fc.assert(
      fc.property(fc.double({ min: -0.1, max: 0.1, noNaN: true }), (shift) => {
        const home = { latitude: point.latitude + shift, longitude: point.longitude - shift };
        expect(distanceM(givenPlace(gcj02FromWgs84(home), "GCJ-02"), home)).toBeLessThan(0.2);
        expect(distanceM(givenPlace(bd09FromGcj02(gcj02FromWgs84(home)), "BD-09"), home)).toBeLessThan(0.2);
        expect(distanceM(givenPlace(gcj02FromWgs84(home), "WGS-84"), home)).toBeGreaterThan(300);
      }),
    );
    expect(givenPlace(point, "WGS-84")).toEqual({ ...point, quality: "given", sourceDatum: "WGS-84" });
  });

  it("know China from elsewhere", () => {
    expect(isInChina({ latitude: 32, longitude: 120.9 })).toBe(true);
    expect(isInChina({ latitude: 120.9, longitude: 32 })).toBe(false);
  });
});
