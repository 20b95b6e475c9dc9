import { processQuery } from './richapi/dispatch.js'
import type { Request } from './richapi/request.js'
import { REQUIREMENTS } from './requirements.js'
import type { Seat } from './seat.js'

/** Carries texts between the host and the window of an add-in. */
export interface Transport {
  post(text: string): void
  listen(hear: (text: string) => void): void
}

/** What the channel asks of whoever shows the add-in. */
export interface ChannelOwner {
  /** Handles a call of the common API that the channel does not know; undefined says that nobody does. */
  method(dispatchId: number, data: MethodData): Promise<object | undefined> | object | undefined
  /** The add-in began or ended to listen to an event of the common API. */
  listening(event: string, on: boolean, data: unknown): void
  readonly visible: boolean
}

/** Arguments of `executeMethod`. */
export interface MethodData {
  DdaMethod: { DispatchId: number }
  ArrayData?: unknown[]
  /** Of a message to a dialog. */
  messageContent?: string
  DdaSettingsMethod?: { Properties?: [string, unknown][] }
  [index: number]: unknown
}

interface Message {
  _messageType: number
  _actionType: number
  _actionName: string
  _conversationId: string
  _correlationId: number
  _data: unknown
}

/** Bytes of a request or an answer that Excel on the web takes: "5 MB". */
const LARGEST_PAYLOAD = 5 * 1024 * 1024
// Under these numbers office.js knows RequestPayloadSizeLimitExceeded and ResponsePayloadSizeLimitExceeded.
const REQUEST_TOO_LARGE = 5103
const ANSWER_TOO_LARGE = 5104

/** True when a text takes more bytes than may be sent; a character takes one to three of them. */
function tooLarge(text: string): boolean {
  if (text.length * 3 <= LARGEST_PAYLOAD) return false
  return text.length > LARGEST_PAYLOAD || new TextEncoder().encode(text).length > LARGEST_PAYLOAD
}

const INVOKE = 0
/** The call of the common API in which a `context.sync()` comes. */
const RICH_API = 93
const REGISTER = 1

/** The part of the address by which office.js learns that it runs in Excel on the web; flags 3: shared runtime with custom functions. */
export const hostInfo = (locale: string, flags = 3, dialog = false): string =>
  `_host_Info=Excel$Web$16.01$${locale}$host-1$${dialog ? 'isDialog' : ''}$$${flags}`

/** The fragment by which office.js finds its host. */
export const conversation = (origin: string, id = 'conversation-1'): string => `&_xdm_Info=${id}|add-in-1|${origin}`

/** The host's end of the messages between Excel on the web and office.js. */
export class Channel {
  private readonly listeners = new Map<string, Message>()
  private turn: Promise<unknown> = Promise.resolve()
  /** Calls that are not answered yet. */
  private readonly unanswered = new Set<Message>()
  private closed = false

  constructor(
    private readonly seat: Seat,
    private readonly transport: Transport,
    private readonly origin: string,
    private readonly owner: ChannelOwner,
  ) {
    seat.events.connect(messages => this.fire('richApiMessage', { ArrayData: messages }))
    seat.events.common = event => void this.fire(event, {})
    transport.listen(text => this.hear(text))
  }

  /** Tells the add-in of an event; false when it does not listen. */
  fire(event: string, data: unknown): boolean {
    const listener = this.listeners.get(event)
    if (listener) this.send(listener, data, 1)
    return listener !== undefined
  }

  private hear(text: string): void {
    const message = parsed(text)
    if (message?._messageType !== 0) return
    if (message._actionType === INVOKE) return void this.invoke(message)
    const on = message._actionType === REGISTER
    if (on) this.listeners.set(message._actionName, message)
    else this.listeners.delete(message._actionName)
    this.send(message, { Error: 0 }, 0)
    if (on && message._actionName === 'richApiMessage') this.seat.events.flush()
    this.owner.listening(message._actionName, on, message._data)
  }

  /** The workbook is closed: what is under way, and whatever is asked from now on, ends with an error. */
  close(): void {
    this.closed = true
    for (const message of this.unanswered) this.send(message, goneAnswer(message), 0)
    this.unanswered.clear()
  }

  private async invoke(message: Message): Promise<void> {
    if (this.closed) return this.send(message, goneAnswer(message), 0)
    this.unanswered.add(message)
    const answer = await this.answer(message).catch((error: unknown) => {
      this.seat.report(error)
      return { Error: 5001, Version: 1 }
    })
    if (this.unanswered.delete(message)) this.send(message, answer, 0)
  }

  private async answer(message: Message): Promise<unknown> {
    if (message._actionName === 'ContextActivationManager_getAppContextAsync') return this.context()
    if (message._actionName !== 'executeMethod') return null
    const data = message._data as MethodData
    switch (data.DdaMethod.DispatchId) {
      case RICH_API: {
        const asked = String(data.ArrayData?.[4])
        if (tooLarge(asked)) return { Error: REQUEST_TOO_LARGE, Version: 1 }
        const answered = await this.richApi(asked)
        return tooLarge(answered) ? { Error: ANSWER_TOO_LARGE, Version: 1 } : { Error: 0, Version: 1, Data: [200, [], answered] }
      }
      case 75:
        return {
          Error: 0,
          Version: 1,
          Settings: Object.entries(this.seat.workbook.documentSettings).map(([Name, Value]) => ({ Name, Value })),
        }
      case 76:
        this.seat.workbook.documentSettings = Object.fromEntries(data.DdaSettingsMethod?.Properties ?? [])
        this.seat.workbook.batch(this.seat.name, () => this.seat.workbook.happened({ kind: 'settings' }))
        return { Error: 0, Version: 1 }
      default:
        // 5001 is the common API's "internal error"; the report names what is missing.
        return (await this.owner.method(data.DdaMethod.DispatchId, data)) ?? this.unknownMethod(data.DdaMethod.DispatchId)
    }
  }

  /** Requests of one add-in are answered one after another, as their order says. */
  private richApi(body: string): Promise<string> {
    const answer = this.turn.then(async () => JSON.stringify(await processQuery(this.seat, JSON.parse(body) as Request)))
    this.turn = answer.catch(() => undefined)
    return answer
  }

  private unknownMethod(dispatchId: number): object {
    this.seat.report(new Error(`This stand-in for Excel does not implement method ${dispatchId} of the common API.`))
    return { Error: 5001, Version: 1 }
  }

  private context(): object {
    const { seat } = this
    return {
      _id: 'add-in-1',
      _appName: 16,
      _appVersion: '16.0',
      _appUILocale: seat.locale,
      _dataLocale: seat.locale,
      _docUrl: `https://host.invalid/${seat.workbook.name}`,
      _clientMode: 1,
      _settings: Object.entries(seat.workbook.documentSettings),
      _reason: 'documentOpened',
      _osfControlType: 1,
      _eToken: '',
      _correlationId: 'host-1',
      _appInstanceId: 'instance-1',
      _requirementMatrix: JSON.stringify(REQUIREMENTS),
      _hostFullVersion: '16.0.99999.10000',
      _clientWindowHeight: 800,
      _clientWindowWidth: 350,
      _addinName: 'add-in',
      _appDomains: [],
      _initialDisplayMode: this.owner.visible ? 2 : 0,
    }
  }

  private send(request: Message, data: unknown, responseType: 0 | 1): void {
    const { _actionName, _conversationId, _correlationId } = request
    const envelope = { _messageType: 1, _actionName, _conversationId, _correlationId, _origin: this.origin, _data: data }
    this.transport.post(JSON.stringify({ ...envelope, _errorCode: 0, _responseType: responseType, _serializerVersion: 1 }))
  }
}

const GONE = {
  Code: 'GeneralException',
  Message: 'The workbook was closed before the request was done.',
  Location: '',
  HttpStatusCode: 500,
}

/** What a call of a closed workbook is answered. */
function goneAnswer({ _actionName: name, _data: data }: Message): object {
  if (name !== 'executeMethod' || (data as MethodData).DdaMethod.DispatchId !== RICH_API) return { Error: 5001, Version: 1 }
  return { Error: 0, Version: 1, Data: [200, [], JSON.stringify({ Results: [], TraceIds: [], Error: GONE })] }
}

function parsed(text: string): Message | null {
  try {
    return JSON.parse(text) as Message
  } catch {
    return null
  }
}
