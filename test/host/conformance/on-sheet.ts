import type { Place } from './place.js'
import { failure } from './outcome.js'

/** Works on the first sheet in one `Excel.run`. */
export const onSheet = <Result>(
  { Excel }: Place,
  work: (sheet: Excel.Worksheet, context: Excel.RequestContext) => Promise<Result>,
): Promise<Result> => Excel.run(context => work(context.workbook.worksheets.getItem('Sheet1'), context))

/** The error that work on the first sheet ends with. */
export const declined = (place: Place, work: (sheet: Excel.Worksheet) => void): ReturnType<typeof failure> =>
  failure(
    onSheet(place, async (sheet, context) => {
      work(sheet)
      await context.sync()
    }),
  )
