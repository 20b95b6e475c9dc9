/** Works on the workbook. While the person types in a cell Excel takes no requests: the work waits until they are done. */
export const atWorkbook = <Result>(work: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> =>
  Excel.run({ delayForCellEdit: true }, work)
