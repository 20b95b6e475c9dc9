/** Properties of the document that a person may set. */
export interface Properties {
  author: string
  category: string
  comments: string
  company: string
  keywords: string
  manager: string
  subject: string
  title: string
  custom: Map<string, string | number | boolean>
}

export const emptyProperties = (): Properties => ({
  author: '',
  category: '',
  comments: '',
  company: '',
  keywords: '',
  manager: '',
  subject: '',
  title: '',
  custom: new Map(),
})
