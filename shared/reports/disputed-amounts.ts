export { disputedAmounts } from '../domain/disputes.js'
