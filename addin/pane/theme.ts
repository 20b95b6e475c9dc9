import { webDarkTheme, webLightTheme, type Theme } from '@fluentui/react-components'
import { useMedia } from './watched.js'

/** Chinese faces stand behind the Latin ones: Segoe UI has no characters for them. */
const FONTS =
  "'Segoe UI', 'Segoe UI Web (West European)', -apple-system, BlinkMacSystemFont, Roboto, 'Helvetica Neue', 'Microsoft YaHei UI', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"

/**
 * Colours of the age of a debt, from calm to urgent. Lightness goes one way in even steps and hue from blue over yellow to red, so
 * that they stay apart in grey and for the colour-blind; on a dark page the urgent end is the bright one.
 */
const BUCKETS = {
  light: ['#c6dff0', '#8fc0c9', '#bd9440', '#b75c26', '#942c44', '#4f1a45'],
  dark: ['#2f5068', '#3a7578', '#a98a45', '#e3a23c', '#f7bfae', '#fff4f6'],
}

/** Fluent's theme that goes with Office's: white and colourful are light, dark grey and black are dark. */
export function usePaneTheme(): { theme: Theme; dark: boolean } {
  const dark = isDark(useMedia('(prefers-color-scheme: dark)'))
  const base = dark ? webDarkTheme : webLightTheme
  const buckets = dark ? BUCKETS.dark : BUCKETS.light
  const scale = Object.fromEntries(buckets.map((colour, step) => [`bucket${step}`, colour]))
  return { theme: { ...base, fontFamilyBase: FONTS, ...scale }, dark }
}

/** The steps of the bucket scale. */
export const BUCKET_STEPS = BUCKETS.light.length

/** The colour of a bucket out of so many, spread over the whole scale. */
export const bucketColour = (bucket: number, count: number): string =>
  `var(--bucket${count < 2 ? 0 : Math.round((Math.min(bucket, count - 1) * (BUCKET_STEPS - 1)) / (count - 1))})`

/** Excel on the web and on old systems tells no theme; the browser's wish stands in. */
function isDark(wished: boolean): boolean {
  const theme: Office.OfficeTheme | undefined = Office.context?.officeTheme
  const shade = theme?.bodyBackgroundColor?.replace('#', '')
  if (!shade || !/^[0-9a-f]{6}$/i.test(shade)) return theme?.isDarkTheme ?? wished
  const [red, green, blue] = [0, 2, 4].map(at => parseInt(shade.slice(at, at + 2), 16))
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128
}
