import { writeFileSync } from 'node:fs'
import { isMissing } from '../support/processes.ts'
import { measureBigTick } from './bigTick.ts'
import type { Costs } from './budgets.ts'
import { measureHypercare } from './hypercare.ts'
import { killTheRestAtExit } from './living.ts'
import { type Options, readOptions, USAGE } from './options.ts'
import { isInstalled, openPeer, PEERS } from './peers.ts'
import { COLUMNS, ROWS } from './program.ts'
import { say, tell } from './say.ts'
import { measureScraping } from './scraping.ts'
import { measureSubject } from './subject.ts'
import { type Column, overBudget, renderTable } from './table.ts'

/** Measures hypercare and its peers and prints what they cost beside the budgets. Exit code 1: over a budget. */
async function bench(options: Options): Promise<void> {
  const wants = (name: string): boolean => options.only === null || options.only.includes(name)
  let own: Costs = {}
  if (isMissing('prometheus')) say('Without Prometheus, hypercare itself is not measured.')
  else {
    if (wants('hypercare')) own = await measureHypercare(options)
    if (wants('tick')) own = { ...own, bigTick: await measureBigTick(options) }
  }
  if (wants('scraping')) own = { ...own, ...(await measureScraping()) }
  const peers: Column[] = []
  for (const name of PEERS.filter(wants)) {
    if (!isInstalled(name)) {
      say(`${name} is not installed, so it is not compared.`)
      continue
    }
    const { subject, dispose } = openPeer(name)
    try {
      peers.push({ name, costs: await measureSubject(subject, options) })
    } finally {
      dispose()
    }
  }
  tell(`\n${COLUMNS}×${ROWS}, a refresh a second. Beside a peer's figure: ours ÷ theirs.\n`)
  tell(renderTable({ name: 'hypercare', costs: own }, peers))
  if (options.json !== null)
    writeFileSync(options.json, `${JSON.stringify({ hypercare: own, peers }, null, 2)}\n`)
  if (overBudget(own).length > 0) process.exitCode = 1
}

killTheRestAtExit()
const options = readOptions(process.argv.slice(2))
if (options === 'help') tell(USAGE)
else await bench(options)
