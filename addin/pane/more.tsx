import { inLanguage } from '../desk/notices.js'
import { useDesk, useTexts } from './desk-context.js'
import { PAGES } from './pages.js'
import { linkTo } from './router.js'
import { List } from './rows/list.js'
import { PageTitle } from './rows/page-title.js'

/** The pages that have no tab. */
export function More() {
  const { language } = useDesk()
  const { more } = useTexts()
  const rows = Object.entries(PAGES)
    .filter(([, { found }]) => found === 'more')
    .map(([name, { label, icon: Icon }]) => ({
      key: name,
      name: (
        <>
          <Icon fontSize={20} aria-hidden style={{ verticalAlign: 'middle', marginInlineEnd: 8 }} />
          {inLanguage(label, language)}
        </>
      ),
      to: linkTo(name),
    }))
  return (
    <>
      <PageTitle>{more.title}</PageTitle>
      <List rows={rows} label={more.title} />
    </>
  )
}
