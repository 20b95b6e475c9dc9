#!/usr/bin/env node
import { register } from 'tsx/esm/api'

// The shell runs from its TypeScript sources: one build step less to go stale.
register()
await import('../server/cli/main.ts')
