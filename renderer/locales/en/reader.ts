/** The reading view's words. */
export const reader = {}
