import { Box } from 'ink'
import { Rows } from './Rows.tsx'
import type { Screen } from './screen/screen.ts'

type LinesProps = { readonly screen: Screen; readonly columns: number; readonly rows: number }

/** Lines of blocks that fill the terminal. */
export function Lines({ screen, columns, rows }: LinesProps) {
  return (
    <Box width={columns} height={rows} flexDirection="column" overflow="hidden">
      {screen.map((line) => (
        <Box key={line.map(({ id }) => id).join()}>
          {line.map((block) => (
            <Rows key={block.id} width={block.width} height={block.height} rows={block.rows} />
          ))}
        </Box>
      ))}
    </Box>
  )
}
