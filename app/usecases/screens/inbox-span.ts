/** How far the provider's inbox looks back and ahead [assumed]. */

/** How long an offer that is over stays in sight. */
export const ENDED_SHOWN_DAYS = 7;

/** Accepted visits further away are not urgent to staff. */
export const STAFFING_DAYS = 45;
