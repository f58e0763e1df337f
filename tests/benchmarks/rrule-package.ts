/** The package rrule under Node and under bundlers: published as CommonJS for the one, as modules for the other. */
import * as packaged from "rrule";

type Library = typeof packaged;

const library: Library = "default" in packaged ? (packaged.default as Library) : packaged;

export const { RRule, RRuleSet } = library;
