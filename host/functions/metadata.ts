/** What functions.json says of one parameter. */
export interface Parameter {
  name: string
  description?: string
  type?: string
  dimensionality?: 'scalar' | 'matrix'
  optional?: boolean
  repeating?: boolean
}

/** What functions.json says of one function. */
export interface FunctionMetadata {
  id: string
  name: string
  description?: string
  helpUrl?: string
  parameters: Parameter[]
  result?: { type?: string; dimensionality?: 'scalar' | 'matrix' }
  options?: {
    stream?: boolean
    cancelable?: boolean
    volatile?: boolean
    requiresAddress?: boolean
    requiresParameterAddresses?: boolean
  }
}

/** A function as it is known in cells: its name has the namespace. */
export interface FunctionDefinition extends FunctionMetadata {
  /** `NAMESPACE.NAME`, in capitals. */
  cellName: string
  /** Parameters of any type take errors; else an error that is given is the cell's. */
  takesErrors?: boolean
}

/** Reads functions.json under a namespace. */
export function functionDefinitions(json: string, namespace: string): FunctionDefinition[] {
  const { functions, allowErrorForDataTypeAny: takesErrors } = JSON.parse(json.replace(/^\uFEFF/, '')) as {
    functions: FunctionMetadata[]
    allowErrorForDataTypeAny?: boolean
  }
  return functions.map(each => ({ ...each, takesErrors, cellName: `${namespace ? `${namespace}.` : ''}${each.name}`.toUpperCase() }))
}
