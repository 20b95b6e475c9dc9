import { APPLICATION_PURPOSES, DOCUMENT_KINDS, KINDS_OWING_NOTHING, type ApplicationPurpose, type DocumentKind } from '../facts/document.js'

/** The number by which the columns know a kind of document or a purpose. */
export const kindCode = (kind: DocumentKind): number => DOCUMENT_KINDS.indexOf(kind)
export const purposeCode = (purpose: ApplicationPurpose): number => APPLICATION_PURPOSES.indexOf(purpose)

/** By code of a kind, 1 when its documents change what a customer owes and 0 when they only count in the exposure. */
export const OWING = Uint8Array.from(DOCUMENT_KINDS, kind => (KINDS_OWING_NOTHING.includes(kind) ? 0 : 1))

/** A document's number and series as one text; the series is `''` for most. */
export const numberText = (series: string, number: string): string => (series ? `${series}\u0001${number}` : number)
