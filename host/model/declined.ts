/** Why Excel declines, as a code of `Excel.ErrorCodes`. */
export class Declined extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly status = 400,
  ) {
    super(message)
  }
}

export const notFound = (): Declined => new Declined('ItemNotFound', "The requested resource doesn't exist.", 404)
export const alreadyExists = (): Declined => new Declined('ItemAlreadyExists', 'The resource being created already exists.', 409)
export const invalidArgument = (message = 'The argument is invalid or missing or has an incorrect format.'): Declined =>
  new Declined('InvalidArgument', message)
export const invalidOperation = (message: string): Declined => new Declined('InvalidOperation', message)
export const accessDenied = (message: string): Declined => new Declined('AccessDenied', message, 403)
