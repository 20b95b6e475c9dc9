/** The workbook's side of bound tables alone, for a window without the rest of the add-in. */
export * from '../../../../addin/workbook/bound/open.js'
