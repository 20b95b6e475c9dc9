import { join } from 'node:path'
import CopyPlugin from 'copy-webpack-plugin'
import HtmlPlugin from 'html-webpack-plugin'

const here = import.meta.dirname
const officeJs = join(here, 'node_modules/@microsoft/office-js/dist')

/** Microsoft supports office.js from its own address only; a development build takes a copy, so that it also runs offline. */
const OFFICE_JS = {
  production: 'https://appsforoffice.microsoft.com/lib/1/hosted/office.js',
  development: 'office-js/office.js',
}

/** What office.js loads beside itself in Excel; the whole package has 88 MB. */
const EXCEL_ONLY = ['office.js', 'excel-*.js', 'o15apptofilemappingtable.js', '*telemetry/*.js', '{en-us,zh-cn}/office_strings.js']

/** The address under which the add-in is served; a company's own build names its own: DUEBOOK_ORIGIN=https://ledger.example.com. */
const origin = process.env.DUEBOOK_ORIGIN?.replace(/\/$/, '')
const LOCAL = /https:\/\/localhost:3443/g

export default (_environment, { mode = 'production' }) => ({
  mode,
  context: here,
  target: ['web', 'es2022'],
  // One page is the task pane and the runtime of cells and buttons alike (a shared runtime); the pane's own parts load when it is shown.
  entry: { functions: './addin/main.ts' },
  output: { path: join(here, 'dist/addin'), filename: '[name].js', chunkFilename: '[name].[contenthash:8].js', clean: true },
  devtool: mode === 'production' ? 'source-map' : 'eval-source-map',
  resolve: { extensions: ['.ts', '.tsx', '.js'], extensionAlias: { '.js': ['.ts', '.tsx', '.js'] } },
  module: { rules: [{ test: /\.tsx?$/, loader: 'esbuild-loader', options: { target: 'es2022', jsx: 'automatic' } }] },
  plugins: [
    new HtmlPlugin({ template: './addin/pane/index.html', filename: 'pane.html', officeJs: OFFICE_JS[mode] }),
    new CopyPlugin({
      patterns: [
        { from: 'addin/assets/*.png', to: 'assets/[name][ext]' },
        { from: 'manifest.xml', transform: xml => (origin ? String(xml).replace(LOCAL, origin) : xml) },
        { from: 'addin/functions/*.json', to: 'functions/[name][ext]', noErrorOnMissing: true },
        ...(mode === 'production'
          ? []
          : EXCEL_ONLY.map(from => ({ context: officeJs, from, to: 'office-js', globOptions: { ignore: ['**/*.debug.js'] } }))),
      ],
    }),
  ],
  cache: { type: 'filesystem', cacheDirectory: join(here, '.cache/webpack'), buildDependencies: { config: [import.meta.filename] } },
  performance: { hints: mode === 'production' ? 'warning' : false },
  stats: 'errors-warnings',
})
