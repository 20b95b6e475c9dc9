import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { MoreHorizontalRegular } from '@fluentui/react-icons'
import { inLanguage } from '../../desk/notices.js'
import { useDesk, useTexts } from '../desk-context.js'
import { PAGES } from '../pages.js'
import { linkTo } from '../router.js'

const useStyles = makeStyles({
  tabs: {
    display: 'flex',
    margin: 0,
    padding: `0 ${tokens.spacingHorizontalXS}`,
    listStyleType: 'none',
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  item: { flexGrow: 1, minWidth: 0 },
  tab: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    padding: `${tokens.spacingVerticalXS} 2px`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    whiteSpace: 'nowrap',
    borderBottom: '2px solid transparent',
    // High contrast would draw the line that is not there.
    '@media (forced-colors: active)': { borderBottomColor: 'Canvas' },
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  here: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
  },
})

/** The pages that are one press away. */
export function Tabs({ page }: { page: string }) {
  const styles = useStyles()
  const { language } = useDesk()
  const texts = useTexts()
  const tabs = Object.entries(PAGES).filter(([, { found }]) => found === 'tab')
  const here = PAGES[page]?.found === 'more' ? 'more' : page
  const links = [
    ...tabs.map(([name, { label, icon }]) => ({ name, label: inLanguage(label, language), icon })),
    { name: 'more', label: texts.more.title, icon: MoreHorizontalRegular },
  ]
  return (
    <nav aria-label={texts.pages}>
      <ul className={styles.tabs}>
        {links.map(({ name, label, icon: Icon }) => (
          <li key={name} className={styles.item}>
            <a
              className={mergeClasses(styles.tab, name === here && styles.here)}
              href={linkTo(name)}
              aria-current={name === here ? 'page' : undefined}
            >
              <Icon fontSize={20} aria-hidden />
              {label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
