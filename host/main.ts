import { parseArgs } from 'node:util'
import { serve } from './serve.js'

const { values } = parseArgs({
  options: { manifest: { type: 'string' }, addin: { type: 'string' }, port: { type: 'string', default: '3443' } },
})
if (!values.manifest || !values.addin) {
  process.stderr.write('npm run host -- --manifest FILE --addin FOLDER [--port 3443]\n')
  process.exit(2)
}
const { address } = await serve({ manifest: values.manifest, addin: values.addin, port: Number(values.port) })
process.stdout.write(`${address}\n`)
process.stdout.write(
  'The browser warns of a certificate of this machine; go on to localhost. 浏览器会提示证书来自本机，请继续前往 localhost。\n',
)
