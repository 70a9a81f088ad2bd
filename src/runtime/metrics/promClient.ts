/** A bundle that is split hands over no names of a CommonJS package that is imported when needed; of this file it does. */
export { Counter, Gauge, Histogram, Registry } from 'prom-client'
