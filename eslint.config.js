import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'

const ZOD_BY_NAMESPACE = {
  selector: "ImportDeclaration[source.value='zod'] > :matches(ImportSpecifier, ImportDefaultSpecifier)",
  message: "Write import * as z from 'zod': the named import pulls every language of zod into the bundle.",
}
const EXCEL_IN_ITS_ROOM = {
  selector: "MemberExpression[object.name='Excel'][property.name='run']",
  message: 'Only addin/workbook/ speaks to the workbook.',
}
const NO_ASYNC = { selector: ':function[async=true]', message: 'shared/ is synchronous: the same call answers a cell and a request.' }

const clock = 'shared/ has no clock: today is an argument.'
const io = 'shared/ does no input or output.'
const outside = 'shared/ runs in the workbook and on the server alike: neither process nor page is there.'
const shared = (names, message) => names.map(name => ({ name, message }))
const BANNED_IN_SHARED = [
  ...shared(['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'], clock),
  ...shared(['console', 'fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'indexedDB', 'localStorage', 'sessionStorage'], io),
  ...shared(['process', 'Buffer', 'global', 'globalThis', 'window', 'document', 'navigator', 'location', 'self'], outside),
  ...shared(['Office', 'Excel', 'CustomFunctions', 'OfficeRuntime'], 'shared/ knows receivables, not Excel.'),
  ...shared(['crypto'], 'shared/ is reproducible: chance comes in as an argument.'),
]

const only = object => ({ object, property: 'only', message: 'It would silence every other test.' })
const skip = object => ({ object, property: 'skip', message: 'A test that does not run proves nothing: mend it or delete it.' })

export default defineConfig(
  { ignores: ['**/dist/', '**/node_modules/', 'coverage/', 'test/fixtures/', 'data/', 'ledger/', '.cache/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  tseslint.configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': ['error', ZOD_BY_NAMESPACE],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'all' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Numbers in texts are the daily bread of a ledger.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A port is async because one of its implementations is: the other has nothing to await.
      '@typescript-eslint/require-await': 'off',
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', ...BANNED_IN_SHARED],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'shared/ is reproducible: chance is an argument.' },
      ],
      'no-restricted-syntax': ['error', ZOD_BY_NAMESPACE, NO_ASYNC],
    },
  },
  {
    files: ['addin/**/*.{ts,tsx}'],
    ignores: ['addin/workbook/**'],
    rules: { 'no-restricted-syntax': ['error', ZOD_BY_NAMESPACE, EXCEL_IN_ITS_ROOM] },
  },
  // A fault of ours is told to the page's console, which is all the log that a workbook has.
  { files: ['addin/**/*.{ts,tsx}'], rules: { 'no-console': ['error', { allow: ['error'] }] } },
  // These speak to a person at a terminal.
  {
    files: [
      'server/cli/**/*.ts',
      'server/main.ts',
      'server/http/start.ts',
      'start.ts',
      'bench/**',
      'docs/**',
      'test/trials.ts',
      'addin/assets/draw.ts',
      '*.js',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-properties': ['error', ...['describe', 'context', 'it'].flatMap(object => [only(object), skip(object)])],
      // chai: expect(x).to.be.true; answers of supertest are untyped on purpose.
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  { files: ['**/*.js', '**/*.cjs', '**/*.mjs'], extends: [tseslint.configs.disableTypeChecked] },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
)
