import { Box } from 'ink'
import { Rows } from './Rows.tsx'
import type { Screen } from './screen/block.ts'

type BlocksProps = { readonly screen: Screen; readonly columns: number; readonly rows: number }

/** The blocks of a screen in their places. */
export function Blocks({ screen, columns, rows }: BlocksProps) {
  return (
    <Box width={columns} height={rows} overflow="hidden">
      {screen.map(({ id, left, top, width, height, rows: content }) => (
        <Box key={id} position="absolute" left={left} top={top}>
          <Rows width={width} height={height} rows={content} />
        </Box>
      ))}
    </Box>
  )
}
