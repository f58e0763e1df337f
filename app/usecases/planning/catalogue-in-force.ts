/** The catalogue version that plans are made with. A visit keeps the version of its date. */
export const CATALOGUE_IN_FORCE = "sample-2024";
