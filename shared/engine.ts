/** The version of the rules: raised when a rule changes what an old question answers, so that a seal can say so. */
export const ENGINE = '1.0'
