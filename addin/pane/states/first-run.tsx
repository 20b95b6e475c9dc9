import { makeStyles, tokens } from '@fluentui/react-components'
import { useTexts } from '../desk-context.js'
import { PageTitle } from '../rows/page-title.js'
import { Quiet } from '../rows/section.js'
import { AddressEntry, ConnectButton, useConnecting } from './connecting.js'

const useStyles = makeStyles({
  steps: { margin: 0, padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`, listStyleType: 'none', counterReset: 'step' },
  step: {
    counterIncrement: 'step',
    position: 'relative',
    paddingInlineStart: '36px',
    paddingBottom: tokens.spacingVerticalL,
    '::before': {
      content: 'counter(step)',
      position: 'absolute',
      insetInlineStart: 0,
      width: '24px',
      lineHeight: '24px',
      textAlign: 'center',
      borderRadius: '50%',
      border: `1px solid ${tokens.colorBrandStroke1}`,
      color: tokens.colorBrandForeground1,
    },
  },
  heading: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: '26px', fontWeight: tokens.fontWeightSemibold },
  text: { margin: `0 0 ${tokens.spacingVerticalS}` },
  code: { fontFamily: tokens.fontFamilyMonospace, userSelect: 'all', padding: '2px 6px', backgroundColor: tokens.colorNeutralBackground3 },
})

/** What a person does once on a computer: start the ledger or know where it is, say so, connect. */
export default function FirstRun() {
  const styles = useStyles()
  const { firstRun } = useTexts()
  const connecting = useConnecting()
  return (
    <>
      <PageTitle>{firstRun.title}</PageTitle>
      <Quiet>{firstRun.text}</Quiet>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          connecting.connect()
        }}
      >
        <ol className={styles.steps}>
          <li className={styles.step}>
            <h3 className={styles.heading}>{firstRun.start}</h3>
            <p className={styles.text}>{firstRun.startText}</p>
            <code className={styles.code}>npm start</code>
          </li>
          <li className={styles.step}>
            <h3 className={styles.heading}>{firstRun.address}</h3>
            <AddressEntry connecting={connecting} />
          </li>
          <li className={styles.step}>
            <h3 className={styles.heading}>{firstRun.connect}</h3>
            <p className={styles.text}>{firstRun.connectText}</p>
            <ConnectButton connecting={connecting} />
          </li>
        </ol>
      </form>
    </>
  )
}
