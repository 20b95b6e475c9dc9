import { Button } from '@fluentui/react-components'
import type { MeantRange } from '../../workbook/adoption-range.js'
import { countText } from '../figures.js'
import { Figure, Figures } from '../rows/figure.js'
import { Quiet } from '../rows/section.js'
import { Actions, Form } from '../work/form.js'
import { useAdoptTexts } from './use-adopt-texts.js'
import { useMeantRange } from './use-meant-range.js'

/** A range in words: where it is and how large. */
export function RangeLine({ label, meant }: { label: string; meant: MeantRange }) {
  const texts = useAdoptTexts()
  const { sheet, address, area, table } = meant
  const size = texts.size(countText(area.bottom - area.top + 1), countText(area.right - area.left + 1))
  return (
    <Figures label={label}>
      <Figure label={label} detail={[table && texts.ofTable(table.name), size].filter(Boolean).join(' · ')} long>
        {`${sheet}!${address}`}
      </Figure>
    </Figures>
  )
}

/** Follows the selection, and takes the range when the button is pressed. */
export function PickedRange({ say, take, busy }: { say: string; take: (meant: MeantRange) => void; busy: boolean }) {
  const texts = useAdoptTexts()
  const meant = useMeantRange()
  return (
    <>
      {meant ? <RangeLine label={texts.selected} meant={meant} /> : <Quiet>{texts.nothing}</Quiet>}
      <Form submit={() => meant && take(meant)}>
        <Actions>
          <Button type="submit" appearance="primary" disabledFocusable={busy || !meant}>
            {say}
          </Button>
        </Actions>
      </Form>
    </>
  )
}
