import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles } from '@fluentui/react-components'
import { DismissRegular } from '@fluentui/react-icons'
import { carryOut } from '../../commands/index.js'
import type { Notice } from '../../desk/notices.js'
import { useDesk, useTexts } from '../desk-context.js'

const INTENT = { success: 'success', information: 'info', warning: 'warning', error: 'error' } as const

const useStyles = makeStyles({
  bar: { flexShrink: 0 },
  body: { overflowWrap: 'anywhere', paddingBlock: '4px' },
})

/** One notice: what happened, why, and what can be done about it. */
export default function NoticeBar({ notice }: { notice: Notice }) {
  const styles = useStyles()
  const desk = useDesk()
  const { board } = useTexts()
  return (
    <MessageBar intent={INTENT[notice.tone]} layout="multiline" className={styles.bar} aria-label={board.tone[notice.tone]}>
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{notice.title}</MessageBarTitle> {notice.text}
      </MessageBarBody>
      <MessageBarActions
        containerAction={
          <Button
            appearance="transparent"
            size="small"
            icon={<DismissRegular />}
            aria-label={board.dismiss}
            title={board.dismiss}
            onClick={() => desk.board.dismiss(notice.id)}
          />
        }
      >
        {notice.actions.map(({ label, run }) => (
          <Button key={label} size="small" onClick={() => void carryOut(async () => run(), desk)}>
            {label}
          </Button>
        ))}
      </MessageBarActions>
    </MessageBar>
  )
}
