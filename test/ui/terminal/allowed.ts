/** All that may ever leave: the synchronized pair, cursor moves, SGR, erasures, CR, BS; text without controls. */
export const ALLOWED =
  /^(?:\x1b\[\?2026[hl]|\x1b\[2J|\x1b\[\d*(?:;\d+)?H|\x1b\[\d*[ABCDGd]|\x1b\[[\d;]*m|\x1b\[K|\x1b\[\d+X|[\r\b]|[^\0-\x1f\x7f-\x9f\p{Cf}\p{Cs}\p{Zl}\p{Zp}])*$/u
