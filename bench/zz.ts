import { ownPartInNode, showOwn } from './zzhost.js'
console.log('own', await ownPartInNode())
showOwn()
