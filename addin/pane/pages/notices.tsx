import { Button, makeStyles, tokens } from '@fluentui/react-components'
import NoticeBar from '../board/notice-bar.js'
import { useBoard, useTexts } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { State } from '../states/state.js'

const useStyles = makeStyles({
  list: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS, padding: tokens.spacingHorizontalS },
})

/** Everything that the board holds, the newest first. */
export default function Notices() {
  const styles = useStyles()
  const { board: texts, ...all } = useTexts()
  const board = useBoard()
  if (board.notices.length === 0) return <State title={texts.none} text={texts.noneText} />
  const clear = () => {
    for (const { id } of board.notices) board.dismiss(id)
  }
  return (
    <>
      <PageTitle
        aside={
          <Button size="small" appearance="subtle" onClick={clear}>
            {texts.clear}
          </Button>
        }
      >
        {all.notices}
      </PageTitle>
      <div className={styles.list}>
        {board.notices.map(notice => (
          <NoticeBar key={notice.id} notice={notice} />
        ))}
      </div>
    </>
  )
}
