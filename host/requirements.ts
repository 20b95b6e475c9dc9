/** The requirement sets that `Office.context.requirements.isSetSupported` is told of. */
export const REQUIREMENTS = {
  ExcelApi: 1.17,
  ExcelApiOnline: 1.1,
  CustomFunctionsRuntime: 1.4,
  // With this one the client library sends results of custom functions after 200 ms instead of 500.
  CustomFunctions: 1.9,
  SharedRuntime: 1.2,
  RibbonApi: 1.2,
  DialogApi: 1.2,
  DialogOrigin: 1.1,
  IdentityAPI: 1.3,
  AddinCommands: 1.3,
  OfficeRuntime: 1.1,
  RichApiRuntime: 1.2,
  RichApiRuntimeFlag: 1.2,
  Settings: 1.1,
}
