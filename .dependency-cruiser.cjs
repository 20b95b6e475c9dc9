/**
 * Who may import whom, as docs/architecture.md draws it. Each house is a list of floors from the ground up; a room may import rooms
 * of its own floor and below. What stands directly in the house and is not named here is its ground: it imports no room.
 */
const SHARED = [['facts'], ['book'], ['domain'], ['functions', 'reports', 'tables', 'intake'], ['catalogue', 'protocol']]
const SERVER = [['store'], ['ledger'], ['people'], ['http', 'cli', 'jobs'], ['main']]
const ADDIN = [['replica', 'workbook'], ['cells', 'sync'], ['desk'], ['commands'], ['pane'], ['main']]

/** A room is a file or, once it has grown, a folder. */
const rooms = (house, names) => `^${house}/(${names.join('|')})(/|\\.ts$)`

const floors = (house, list) => [
  {
    name: `${house}-ground`,
    comment: `The ground of ${house}/ imports no room above it.`,
    severity: 'error',
    from: { path: `^${house}/`, pathNot: rooms(house, list.flat()) },
    to: { path: rooms(house, list.flat()) },
  },
  ...list.slice(0, -1).map((names, floor) => ({
    name: `${house}-${names.join('-')}`,
    comment: `${names.join(', ')} must not import what stands on them.`,
    severity: 'error',
    from: { path: rooms(house, names) },
    to: { path: rooms(house, list.slice(floor + 1).flat()) },
  })),
]

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to })

module.exports = {
  forbidden: [
    ...floors('shared', SHARED),
    ...floors('server', SERVER),
    ...floors('addin', ADDIN),

    forbid(
      'shared-is-pure',
      'shared/ imports itself, decimal.js and zod: nothing of Node, of a page, of Excel or of SQL.',
      { path: '^shared/' },
      { pathNot: '^shared/|(^|/)node_modules/(decimal\\.js|zod)/', couldNotResolve: false },
    ),
    forbid(
      'decimal-in-money',
      'Decimals live in shared/money.ts, the one place that rounds.',
      { path: '^shared/', pathNot: rooms('shared', ['money']) },
      { path: '(^|/)node_modules/decimal\\.js/' },
    ),
    forbid(
      'sql-in-store',
      'All SQL stands in server/store/.',
      { path: '^server/', pathNot: rooms('server', ['store']) },
      { path: '(^|/)node_modules/(kysely|better-sqlite3)/' },
    ),
    forbid(
      'xlsx-in-files',
      'The xlsx library stays behind server/files/ and host/xlsx/.',
      { path: '^(shared|server|addin|host)/', pathNot: '^(server/files|host/xlsx)/' },
      { path: '(^|/)node_modules/hucre/' },
    ),
    forbid(
      'files-below',
      'server/files/ turns sheets into bytes and back; it knows no ledger.',
      { path: '^server/files/' },
      { path: rooms('server', SERVER.flat()) },
    ),
    forbid(
      'files-for-doors',
      'Only the HTTP routes and the shell read and write files of people.',
      { path: '^server/', pathNot: '^server/(files|http|cli)(/|\\.ts$)' },
      { path: '^server/files(/|\\.ts$)' },
    ),
    forbid('server-not-addin', 'The server knows no workbook.', { path: '^server/' }, { path: '^(addin|host)/' }),
    forbid(
      'addin-not-server',
      'The add-in reaches the server by HTTP only, and knows no stand-in.',
      { path: '^addin/' },
      { path: '^(server|host)/' },
    ),
    forbid(
      'old-helpers-in-one-file',
      "Of Microsoft's old helpers only what is safe is used, behind one file.",
      { path: '^addin/', pathNot: '^addin/workbook/office-helpers\\.ts$' },
      { path: '(^|/)node_modules/@microsoft/office-js-helpers/' },
    ),
    forbid(
      'addin-in-a-page',
      'The add-in runs in a page: nothing of Node. The icons are drawn by a script.',
      { path: '^addin/', pathNot: '^addin/assets/draw\\.ts$' },
      { dependencyTypes: ['core'] },
    ),
    forbid('host-knows-excel', 'The stand-in knows Excel, not receivables.', { path: '^host/' }, { path: '^(shared|server|addin)/' }),
    forbid(
      'host-for-tests',
      'Only tests, its own bench and the start script import the stand-in.',
      { path: '^', pathNot: '^(host|test)/|^bench/(host(-client)?|sheet-writing|tables|adoption)\\.ts$|^start\\.ts$' },
      { path: '^host/' },
    ),
    forbid(
      'product-not-test',
      'What people run does not import what only developers run.',
      { path: '^(shared|server|addin|host)/' },
      { path: '^(test|bench|docs)/' },
    ),
    forbid(
      'server-without-dev',
      'A server install leaves the development packages out.',
      { path: '^(shared|server)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['npm', 'type-only'], pathNot: '(^|/)node_modules/@types/' },
    ),
    forbid(
      'declared',
      'Every package that is imported stands in package.json.',
      { path: '^' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('resolvable', 'An import must lead somewhere.', { path: '^' }, { couldNotResolve: true }),
    forbid('no-circle', 'A circle of imports is two files that are one.', { path: '^', pathNot: '^host/' }, { circular: true }),
    // In Office's object model types name each other (a sheet its workbook, a workbook its sheets): they are gone when the code runs.
    forbid(
      'no-circle-of-values',
      'A circle of imports is two files that are one.',
      { path: '^host/' },
      { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    ),
    forbid(
      'no-orphan',
      'A file that imports nothing and is imported by nothing is no part of the house.',
      { orphan: true, pathNot: '\\.d\\.ts$|^addin/main\\.ts$' },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: '(^|/)node_modules/' },
    exclude: { path: '^(dist|coverage|test/fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
