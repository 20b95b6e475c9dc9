import { nodePlace } from './conformance/node-place.js'
import type { Place } from './conformance/place.js'
import { reset } from './conformance/place.js'
import { themes } from './conformance/themes.js'
import { closeAll } from './excel.js'

for (const [theme, cases] of Object.entries(themes))
  describe(`conformance in Node: ${theme}`, () => {
    let place: Place
    before(async () => {
      place = await nodePlace()
    })
    after(closeAll)
    beforeEach(() => reset(place))
    for (const [title, run] of Object.entries(cases)) it(title, () => run(place))
  })
