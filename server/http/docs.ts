import express, { Router } from 'express'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { openApi } from './openapi.js'

const viewer = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Duebook API</title>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="icon" href="docs/favicon-32x32.png">
</head>
<body>
<main id="page"></main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`

// A file of its own, since the page's rules forbid scripts within it.
const START = `SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', validatorUrl: null })\n`

const FILES = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js', '/favicon-32x32.png'])

/** `GET /openapi.json`, and `GET /docs`: a page that shows it and needs nothing from any network. */
export function docsRoutes(): Router {
  const description = JSON.stringify(openApi())
  return Router()
    .get('/openapi.json', (_request, response) => void response.type('json').send(description))
    .get('/docs', (_request, response) => void response.type('html').send(PAGE))
    .get('/docs/start.js', (_request, response) => void response.type('js').send(START))
    .use('/docs', (request, response, next) => (FILES.has(request.path) ? serve(request, response, next) : next()))
}

const serve = express.static(viewer, { index: false, maxAge: '1h' })
