import type { SavedWorkbook } from '../model/document.js'
import { opened, saved } from '../model/document.js'
import type { Workbook } from '../model/workbook.js'
import { openXlsx } from '../xlsx/open.js'
import { saveXlsx } from '../xlsx/save.js'

/** A kind of file that the page opens and saves. */
interface FileForm {
  extension: string
  type: string
  read(bytes: Uint8Array, name: string): Promise<Workbook>
  write(workbook: Workbook): Promise<Uint8Array>
}

/** The forms of files; the first is the one that is saved. JSON is what tests in Node save. */
const FORMS: FileForm[] = [
  {
    extension: '.xlsx',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    read: openXlsx,
    write: saveXlsx,
  },
  {
    extension: '.json',
    type: 'application/json',
    read: async bytes => opened(JSON.parse(new TextDecoder().decode(bytes)) as SavedWorkbook),
    write: async workbook => new TextEncoder().encode(JSON.stringify(saved(workbook))),
  },
]

const stem = (name: string) => name.replace(/\.[^.]+$/, '')

/** Lets the person choose a file; ends with its workbook, or rejects when it is none. */
export async function openFile(): Promise<Workbook> {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = FORMS.map(form => form.extension).join(',')
  const file = await new Promise<File>(resolve => {
    input.onchange = () => input.files?.[0] && resolve(input.files[0])
    input.click()
  })
  const form = FORMS.find(each => file.name.toLowerCase().endsWith(each.extension)) ?? FORMS[0]
  return form.read(new Uint8Array(await file.arrayBuffer()), file.name)
}

/** Hands the workbook to the person as a file. */
export async function saveFile(workbook: Workbook): Promise<void> {
  const [form] = FORMS
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([(await form.write(workbook)) as BlobPart], { type: form.type }))
  link.download = stem(workbook.name) + form.extension
  link.click()
  URL.revokeObjectURL(link.href)
}
