/**
 * The dimensions stamped on a document at posting, from the row or else from the customer's values on the document date. A company may
 * stamp others besides. `owner` is not among them: who is responsible is asked as of a date, see `ownerAt`.
 */
export const DIMENSIONS = ['salesperson', 'department', 'region', 'channel', 'project', 'branch'] as const
