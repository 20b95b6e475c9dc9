import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useRef, useState, type DragEvent } from 'react'
import { useDesk } from '../desk-context.js'
import { useImportTexts } from './use-import-texts.js'

const useStyles = makeStyles({
  zone: {
    margin: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    padding: tokens.spacingVerticalM,
    border: `1px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusMedium,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
  },
  over: { outline: `2px solid ${tokens.colorStrokeFocus2}`, backgroundColor: tokens.colorNeutralBackground1Hover },
})

/** Chooses one file, by a button or by dropping it. */
export function FileChoice({ chosen, first }: { chosen: (file: File) => void; first: boolean }) {
  const styles = useStyles()
  const { import: texts } = useImportTexts()
  const { board } = useDesk()
  const [over, setOver] = useState(false)
  const entry = useRef<HTMLInputElement>(null)
  const take = (files: FileList | null) => {
    if (files && files.length > 1) board.say({ tone: 'warning', title: texts.tooLarge })
    else if (files?.[0]) chosen(files[0])
  }
  const drag = (event: DragEvent, on: boolean) => {
    event.preventDefault()
    setOver(on)
  }
  return (
    <div
      className={mergeClasses(styles.zone, over && styles.over)}
      onDragOver={event => drag(event, true)}
      onDragLeave={event => drag(event, false)}
      onDrop={event => {
        drag(event, false)
        take(event.dataTransfer.files)
      }}
    >
      <input
        ref={entry}
        type="file"
        hidden
        accept=".csv,.txt,.xlsx,.xml,.json"
        onChange={event => {
          take(event.target.files)
          // The same file may be chosen again once it is mended.
          event.target.value = ''
        }}
      />
      <Button appearance={first ? 'primary' : 'secondary'} onClick={() => entry.current?.click()}>
        {first ? texts.choose : texts.another}
      </Button>
      <span>{texts.drop}</span>
    </div>
  )
}
